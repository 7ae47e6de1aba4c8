'use client';
import { FilterChip } from '@/components/table/filter-bar';
import type { UrlState } from '@/components/table/use-url-state';
import { useRecord } from '@/lib/live/use-floor';

interface QueueFilterProps {
  readonly id: string | null;
  readonly onChange: (change: UrlState) => void;
}

/** The one queue somebody came for; pressed it gives way to all. */
export function QueueFilter({ id, onChange }: QueueFilterProps) {
  const queue = useRecord('queues', id ?? '');
  if (id === null) return null;
  return (
    <FilterChip on onToggle={() => onChange({ queue: null })}>
      <span className="max-w-64 truncate">{queue?.name ?? 'A queue that is not on the floor'}</span>
    </FilterChip>
  );
}
