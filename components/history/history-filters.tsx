'use client';
import { useMemo } from 'react';
import { FilterChip, FilterGap } from '@/components/table/filter-bar';
import type { UrlState } from '@/components/table/use-url-state';
import { useRecords } from '@/lib/live/use-floor';
import type { HistoryAnswer, HistoryQuery } from '@/lib/queries/history';
import { ExportButton } from './export-button';
import { type HistoryView, rangesFor, stepChoices, stepLabel } from './history-ask';
import { QueuePicker } from './queue-picker';

interface HistoryFiltersProps {
  readonly view: HistoryView;
  readonly today: string;
  readonly query: HistoryQuery;
  readonly answer: HistoryAnswer | undefined;
  readonly onChange: (change: UrlState) => void;
}

const field = 'h-8 rounded-small border border-line bg-surface px-2 text-13';

/** When, which queues, how fine, and what to compare with; all of it is in the address. */
export function HistoryFilters({ view, today, query, answer, onChange }: HistoryFiltersProps) {
  const { from, to } = view;
  const queues = usePickable(answer);
  const setDates = (next: { from: string; to: string }) => onChange(inOrder(next));
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <h1 className="mr-2 text-20 font-semibold">History</h1>
      {rangesFor(today).map((range) => (
        <FilterChip
          key={range.label}
          on={range.from === from && range.to === to}
          onToggle={() => onChange({ from: range.from, to: range.to })}
        >
          {range.label}
        </FilterChip>
      ))}
      <DateField label="From" date={from} most={today} onPick={(date) => setDates({ from: date, to })} />
      <DateField label="To" date={to} most={today} onPick={(date) => setDates({ from, to: date })} />
      <FilterGap />
      <QueuePicker queues={queues} picked={view.queues} onPick={(ids) => onChange({ queues: ids.join(',') })} />
      <label className="flex items-center gap-1.5 text-12 text-dim">
        Detail
        <select
          value={view.step}
          onChange={(event) => onChange({ step: event.target.value })}
          className={`${field} text-text`}
        >
          {stepChoices.map((step) => (
            <option key={step} value={step}>
              {stepLabel[step]}
            </option>
          ))}
        </select>
      </label>
      <FilterChip on={view.compare > 0} onToggle={() => onChange({ compare: view.compare > 0 ? '0' : null })}>
        Compare with the week before
      </FilterChip>
      <FilterGap />
      <ExportButton key={JSON.stringify(query)} query={query} />
    </div>
  );
}

function inOrder({ from, to }: { from: string; to: string }): UrlState {
  const [first = from, last = to] = [from, to].sort();
  return { from: first, to: last };
}

interface DateFieldProps {
  readonly label: string;
  readonly date: string;
  readonly most: string;
  readonly onPick: (date: string) => void;
}

function DateField({ label, date, most, onPick }: DateFieldProps) {
  return (
    <label className="flex items-center gap-1.5 text-12 text-dim">
      {label}
      <input
        type="date"
        value={date}
        max={most}
        // A date half typed is empty.
        onChange={(event) => event.target.value && onPick(event.target.value)}
        className={`${field} text-text`}
      />
    </label>
  );
}

/** Queues of today, and those that were. */
function usePickable(answer: HistoryAnswer | undefined) {
  const live = useRecords('queues');
  return useMemo(() => {
    const known = new Map<string, { id: string; name: string; sourceId: string }>();
    for (const { id, name, sourceId } of [...(answer?.queues ?? []), ...live]) known.set(id, { id, name, sourceId });
    return [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
  }, [live, answer]);
}
