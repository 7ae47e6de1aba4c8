'use client';
import { useEffect, useRef, useState } from 'react';
import type { SourceRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import type { FloorStore } from '@/lib/live/floor-store';
import { freshnessOf } from '@/lib/live/freshness';
import { useNow, useRecords } from '@/lib/live/use-floor';

/** Said at most this often: it must not talk over its reader. */
const restMs = 10_000;

/** Tells readers of screens, politely, when a source falls silent, needs somebody, or is well again. */
export function SourceAnnouncements() {
  const now = useNow(5000);
  const { store } = useFloorSource();
  const sources = useRecords('sources');
  const trouble = sources.flatMap((source) => troubleOf(source, store, now)).join('. ');
  const [said, setSaid] = useState('');
  const last = useRef({ trouble: '', at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (trouble === last.current.trouble || now - last.current.at < restMs) return;
    last.current = { trouble, at: now };
    setSaid(trouble === '' ? 'All sources answer again' : trouble);
  }, [trouble, now]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function troubleOf({ id, name, link }: SourceRecord, store: FloorStore, now: number): string[] {
  if (link === 'needs-attention') return [`${name} needs attention`];
  const live = store.pulse?.feeds[id]?.live;
  return freshnessOf(live?.asOf ?? null, live?.everyMs ?? null, link, now) === 'gone'
    ? [`${name} does not answer`]
    : [];
}
