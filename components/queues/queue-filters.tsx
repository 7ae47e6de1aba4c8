'use client';
import { FilterChip } from '@/components/table/filter-bar';
import { SiteFilters } from '@/components/table/site-filters';
import type { UrlState } from '@/components/table/use-url-state';
import { formatCount } from '@/components/ui/format';
import type { QueueRecord } from '@/lib/floor/records';
import { hasWaiting, isInTrouble, type QueueFilter } from './filter-queues';
import type { StandingOf } from './use-queue-standings';

interface QueueFiltersProps {
  readonly queues: readonly QueueRecord[];
  readonly standingOf: StandingOf;
  readonly filter: QueueFilter;
  readonly onChange: (change: UrlState) => void;
}

/** Chips that ask the two questions of the day, with how many queues stand behind each, and one per site. */
export function QueueFilters({ queues, standingOf, filter, onChange }: QueueFiltersProps) {
  const { site, only } = filter;
  const here = queues.filter((queue) => site === null || queue.sourceId === site);
  const inTrouble = here.filter((queue) => isInTrouble(queue, standingOf)).length;
  const waiting = here.filter(hasWaiting).length;
  const toggle = (one: string) => onChange({ only: only === one ? null : one });
  const count = (value: number) => (queues.length === 0 ? '' : formatCount(value));
  return (
    <>
      <FilterChip on={only === 'trouble'} onToggle={() => toggle('trouble')}>
        In trouble {count(inTrouble)}
      </FilterChip>
      <FilterChip on={only === 'waiting'} onToggle={() => toggle('waiting')}>
        Contacts waiting {count(waiting)}
      </FilterChip>
      <SiteFilters site={site} onChange={onChange} />
    </>
  );
}
