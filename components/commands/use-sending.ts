'use client';
import { useRef, useState } from 'react';
import type { EpochMs } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { newRequestId } from '@/lib/queries/commands';
import { type Sending, useOutbox } from './outbox';
import { wordsOfFailure } from './words-of-failure';

/** What came of it: `failed` where it is not known whether it arrived. */
export type Came = 'taken' | 'refused' | 'failed';

interface Failed {
  readonly sending: Sending;
  readonly requestId: string;
  readonly at: EpochMs;
}

/** The same orders after a failure are the same wish for so long. */
const retryMs = 60_000;

/**
 * Sends for whoever shows what came of it: a form that stays open, the desk. What is on its way is not sent twice, and
 * what is tried again after it may not have arrived acts once.
 */
export function useSending() {
  const outbox = useOutbox();
  const { ticker } = useFloorSource();
  const underWay = useRef(new Map<string, Promise<Came>>());
  const failed = useRef<Failed | null>(null);
  const [busy, setBusy] = useState(0);
  const [problem, setProblem] = useState('');
  const [hasFailed, setHasFailed] = useState(false);

  async function post(sending: Sending, requestId: string): Promise<Came> {
    setBusy((count) => count + 1);
    setProblem('');
    setHasFailed(false);
    try {
      const told = await outbox.send({ ...sending, requestId });
      failed.current = null;
      const refusals = told.flatMap(({ refusal }) => refusal?.message ?? []);
      setProblem([...new Set(refusals)].join(' '));
      return refusals.length === 0 ? 'taken' : 'refused';
    } catch (error) {
      failed.current = { sending, requestId, at: ticker.now(1000) };
      setProblem(wordsOfFailure(error));
      setHasFailed(true);
      return 'failed';
    } finally {
      setBusy((count) => count - 1);
    }
  }

  function begin(sending: Sending, known: string | null): Promise<Came> {
    const key = keyOf(sending);
    const running = underWay.current.get(key);
    if (running) return running;
    const came = post(sending, known ?? newRequestId()).finally(() => underWay.current.delete(key));
    underWay.current.set(key, came);
    return came;
  }

  return {
    isBusy: busy > 0,
    /** What was refused, or why nothing arrived. */
    problem,
    send(sending: Sending): Promise<Came> {
      const last = failed.current;
      const isRetry = last !== null && keyOf(last.sending) === keyOf(sending) && ticker.now(1000) - last.at < retryMs;
      return begin(sending, isRetry ? last.requestId : null);
    },
    /** Sends what may not have arrived once more, however long ago; null while there is no such thing. */
    again: hasFailed ? () => failed.current && void begin(failed.current.sending, failed.current.requestId) : null,
  };
}

const keyOf = ({ orders, holdMs = 0 }: Sending) => JSON.stringify([orders, holdMs]);
