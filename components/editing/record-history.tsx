'use client';
import { useId } from 'react';
import type { RecordField } from '@/lib/editing/records';
import type { ChangedReply, OneRecord } from '@/lib/queries/editors';
import { ChangeList } from './change-list';

interface RecordHistoryProps {
  readonly place: OneRecord;
  readonly fields: readonly RecordField[];
  readonly onUndone: (reply: ChangedReply) => void;
}

/** What was changed of one record from here. */
export function RecordHistory({ place: { source, kind, record }, fields, onUndone }: RecordHistoryProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="rounded-panel border border-line bg-surface">
      <h2 id={titleId} className="border-b border-line px-4 py-3 text-14 font-semibold">
        History
      </h2>
      <ChangeList
        asked={{ source, kind, record }}
        fields={fields}
        empty="Nothing of it was changed from here yet."
        onUndone={onUndone}
      />
    </section>
  );
}
