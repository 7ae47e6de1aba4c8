'use client';
import { useMemo } from 'react';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import type { QueueRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import type { Place } from '@/lib/members/place';
import { CellMark } from './cell-mark';

/** What the marks mean, in the words of the systems that are shown. */
export function MatrixLegend({ columns }: { readonly columns: readonly QueueRecord[] }) {
  const sources = useRecords('sources');
  const entries = useMemo(() => {
    const shown = new Set(columns.map(({ sourceId }) => sourceId));
    const terms = sources.filter(({ id }) => shown.has(id)).map((source) => commandVendorOf(source).membershipTerms);
    const words = (pick: (one: (typeof terms)[number]) => string | null) =>
      [...new Set(terms.flatMap((one) => pick(one) ?? []))].join(' / ');
    const all: readonly (readonly [Place, string])[] = [
      ['in', words(({ serving }) => serving)],
      ['out', words(({ idle }) => idle)],
      ['paused', words(({ paused }) => paused)],
      ['absent', 'Not in it'],
    ];
    return all.filter(([, text]) => text !== '');
  }, [columns, sources]);
  return (
    <ul className="hidden items-center gap-3 text-12 text-dim lg:flex">
      {entries.map(([place, text]) => (
        <li key={place} className="flex items-center gap-1">
          <span className="grid h-4 w-4 place-items-center text-14">
            <CellMark place={place} />
          </span>
          {text}
        </li>
      ))}
    </ul>
  );
}
