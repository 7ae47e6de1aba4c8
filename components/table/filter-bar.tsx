'use client';
import clsx from 'clsx';
import { Search, X } from 'lucide-react';
import type { ReactNode } from 'react';

interface FilterBarProps {
  readonly title: string;
  /** "38 of 120" beside the title. */
  readonly count: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly placeholder: string;
  readonly children?: ReactNode;
}

/** Title, search and filters above a live table. */
export function FilterBar({ title, count, query, onQuery, placeholder, children }: FilterBarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="text-20 font-semibold">{title}</h1>
      <span role="status" className="text-13 tabular-nums text-dim">
        {count}
      </span>
      <search className="relative ml-auto w-full sm:w-64">
        <Search aria-hidden size={14} className="pointer-events-none absolute top-2.5 left-2.5 text-dim" />
        <input
          type="search"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          aria-label={placeholder}
          placeholder={placeholder}
          className="h-9 w-full rounded-small border border-line bg-surface pr-2 pl-8 text-14 placeholder:text-dim"
        />
      </search>
      {children ? (
        <div className="-mx-3 flex w-[calc(100%+1.5rem)] items-center gap-2 overflow-x-auto px-3 py-0.5 md:mx-0 md:w-full md:flex-wrap md:px-0">
          {children}
        </div>
      ) : null}
    </div>
  );
}

interface FilterChipProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A filter that is on or off. */
export function FilterChip({ on, onToggle, children }: FilterChipProps) {
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
    </button>
  );
}

/** Takes every filter off; drawn only while one is on. */
export function ClearFilters({ shown, onClear }: { readonly shown: boolean; readonly onClear: () => void }) {
  return shown ? (
    <button
      type="button"
      onClick={onClear}
      className="flex h-8 shrink-0 items-center gap-1 rounded-small px-2 text-13 hover:bg-raised"
    >
      <X aria-hidden size={14} />
      Clear filters
    </button>
  ) : null;
}
