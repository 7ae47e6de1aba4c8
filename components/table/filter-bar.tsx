'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { SearchField } from './search-field';

interface FilterBarProps {
  readonly title: string;
  /** "38 of 120" beside the title. */
  readonly count: string;
  /** Another text when the filters are others: then, and not at every live change, the count is announced. */
  readonly filterKey: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly placeholder: string;
  readonly guide?: ReactNode;
  /** Takes every filter off; null while none is on. */
  readonly onClear: (() => void) | null;
  readonly children?: ReactNode;
}

/** Title, search and filters above a live table. */
export function FilterBar({
  title,
  count,
  query,
  onQuery,
  placeholder,
  guide,
  onClear,
  children,
  filterKey,
}: FilterBarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="text-20 font-semibold">{title}</h1>
      <span className="text-13 tabular-nums text-dim">{count}</span>
      {guide}
      {onClear ? <ClearFilters onClear={onClear} /> : null}
      <CountAnnouncement text={`${count} shown`} filterKey={filterKey} />
      <SearchField query={query} onQuery={onQuery} label={placeholder} />
      {children ? (
        <div className="relative -mx-3 flex w-[calc(100%+1.5rem)] items-center gap-2 overflow-x-auto px-3 py-1 md:mx-0 md:w-full md:flex-wrap md:overflow-visible md:px-0 md:py-0">
          {children}
        </div>
      ) : null}
    </div>
  );
}

function CountAnnouncement({ text, filterKey }: { readonly text: string; readonly filterKey: string }) {
  const held = useRef({ filterKey, said: '' });
  if (held.current.filterKey !== filterKey) held.current = { filterKey, said: text };
  return (
    <span role="status" className="sr-only">
      {held.current.said}
    </span>
  );
}

interface FilterChipProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
  /** How much stands behind it. */
  readonly count?: string;
}

/** A filter that is on or off. */
export function FilterChip({ on, onToggle, children, count = '' }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={clsx(
        'flex h-8 shrink-0 items-center gap-1.5 rounded-small border px-2.5 text-13 tabular-nums',
        on ? 'border-text bg-raised font-medium text-text' : 'border-line text-dim hover:bg-raised hover:text-text',
      )}
    >
      {children}
      {count === '' ? null : <ChipCount text={count} />}
    </button>
  );
}

/** Its room changes with its length only: another digit moves nothing around it, so nothing around it is laid out anew. */
function ChipCount({ text }: { readonly text: string }) {
  return (
    <>
      {' '}
      {/* The inner one holds: what stands in a row of boxes itself is laid out with the row. */}
      <span>
        <span className="block h-[1lh] contain-strict" style={{ width: `${text.length}ch` }}>
          {text}
        </span>
      </span>
    </>
  );
}

/** Sets groups of filters apart. */
export function FilterGap() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;
}

function ClearFilters({ onClear }: { readonly onClear: () => void }) {
  return (
    <button
      type="button"
      onClick={onClear}
      className="flex h-8 shrink-0 items-center gap-1 rounded-small px-2 text-13 hover:bg-raised"
    >
      <X aria-hidden size={14} />
      Clear filters
    </button>
  );
}
