'use client';
import { X } from 'lucide-react';
import { FilterChip, FilterGap } from '@/components/table/filter-bar';
import type { UrlState } from '@/components/table/use-url-state';
import { type AuditFilter, outcomes } from './audit-filter';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (change: UrlState) => void;
}

const outcomeWords = { done: 'Done', refused: 'Refused', failed: 'Failed' } as const;
const picked = [
  ['actor', 'By'],
  ['action', 'Action'],
  ['target', 'About'],
] as const;

/** Days, outcome, and what was picked from an entry. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  return (
    <>
      <Day label="From" value={filter.from} onPick={(from) => onChange({ from })} />
      <Day label="To" value={filter.to} onPick={(to) => onChange({ to })} />
      <FilterGap />
      {outcomes.map((one) => (
        <FilterChip
          key={one}
          on={filter.outcome === one}
          onToggle={() => onChange({ outcome: filter.outcome === one ? null : one })}
        >
          {outcomeWords[one]}
        </FilterChip>
      ))}
      {picked.map(([key, word]) =>
        filter[key] === '' ? null : (
          <button
            key={key}
            type="button"
            onClick={() => onChange({ [key]: null })}
            className="flex h-8 shrink-0 items-center gap-1.5 rounded-small border border-text bg-raised px-2.5 text-13 font-medium"
          >
            {word} <bdi className="max-w-48 truncate">{filter[key]}</bdi>
            <X aria-hidden size={14} />
            <span className="sr-only">, take this filter off</span>
          </button>
        ),
      )}
    </>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (day: string) => void;
}

function Day({ label, value, onPick }: DayProps) {
  return (
    <label className="flex shrink-0 items-center gap-1.5 text-13 text-dim">
      {label}
      <input
        type="date"
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className="h-8 rounded-small border border-line bg-surface px-2 text-13 text-text tabular-nums"
      />
    </label>
  );
}
