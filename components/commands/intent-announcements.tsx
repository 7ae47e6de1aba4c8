'use client';
import { useEffect, useRef, useState } from 'react';
import { hasFailed, intentStanding, intentTitle } from '@/lib/commands/describe-intent';
import { someNames } from '@/lib/commands/plan';
import type { IntentRecord } from '@/lib/floor/records';
import { useNow, useRecords } from '@/lib/live/use-floor';
import { useOutbox } from './outbox';
import { useQueueName } from './use-queue-name';
import { useTargetName } from './use-target-name';

/** Said at most this often: it must not talk over its reader. */
const restMs = 5000;

/** Tells readers of screens, politely, what came of what they asked for from this window. */
export function IntentAnnouncements() {
  const now = useNow(restMs);
  const intents = useRecords('intents');
  const { sentIds } = useOutbox();
  const nameOf = useTargetName();
  const queueName = useQueueName();
  const told = useRef(new Set<string>());
  const [said, setSaid] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: said at the beat, not with every change of the floor
  useEffect(() => {
    const news = intents.filter(({ id, endedAt }) => endedAt !== null && sentIds.has(id) && !told.current.has(id));
    if (news.length === 0) return;
    for (const { id } of news) told.current.add(id);
    const line = (intent: IntentRecord) =>
      `${nameOf(intent).name}: ${intentTitle(intent, queueName)}: ${intentStanding(intent, now)}`;
    const failed = news.filter(hasFailed);
    const withdrawn = news.filter(({ status }) => status === 'withdrawn').length;
    const done = news.length - failed.length - withdrawn;
    const counts = [done > 0 ? `${done} done` : '', withdrawn > 0 ? `${withdrawn} not sent` : ''];
    setSaid([...counts, someNames(failed.map(line), 3)].filter(Boolean).join('. '));
  }, [now]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
