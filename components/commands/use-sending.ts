'use client';
import { useRef, useState } from 'react';
import { newRequestId } from '@/lib/queries/commands';
import { type Sending, useOutbox } from './outbox';
import { wordsOfFailure } from './words-of-failure';

/** Sends for a form that stays open until it is known what came of it; the same orders again act once. */
export function useSending() {
  const outbox = useOutbox();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const failed = useRef<{ readonly key: string; readonly requestId: string } | null>(null);
  return {
    isBusy,
    problem,
    /** What was refused, or why nothing arrived, is said in `problem`. */
    async send(sending: Sending): Promise<'taken' | 'refused' | 'failed'> {
      if (isBusy) return 'failed';
      const key = JSON.stringify(sending.orders);
      const requestId = failed.current?.key === key ? failed.current.requestId : newRequestId();
      setBusy(true);
      setProblem('');
      try {
        const told = await outbox.send({ ...sending, requestId });
        failed.current = null;
        const refusals = told.flatMap(({ refusal }) => refusal?.message ?? []);
        setProblem([...new Set(refusals)].join(' '));
        return refusals.length === 0 ? 'taken' : 'refused';
      } catch (error) {
        failed.current = { key, requestId };
        setProblem(wordsOfFailure(error));
        return 'failed';
      } finally {
        setBusy(false);
      }
    },
    forget: () => setProblem(''),
  };
}
