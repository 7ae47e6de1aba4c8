'use client';
import { memo } from 'react';
import { useRecords } from '@/lib/live/use-floor';
import { FilterChip, FilterGap } from './filter-bar';
import type { UrlState } from './use-url-state';

interface SiteFiltersProps {
  readonly site: string | null;
  /** No other chips stand before them. */
  readonly isAlone?: boolean;
  readonly onChange: (change: UrlState) => void;
}

/** A chip per site, where there is more than one. */
export const SiteFilters = memo(function SiteFilters({ site, isAlone = false, onChange }: SiteFiltersProps) {
  const sources = useRecords('sources');
  if (sources.length < 2) return null;
  return (
    <>
      {isAlone ? null : <FilterGap />}
      {sources.map(({ id, name }) => (
        <FilterChip key={id} on={site === id} onToggle={() => onChange({ site: site === id ? null : id })}>
          <span className="max-w-48 truncate">{name}</span>
        </FilterChip>
      ))}
    </>
  );
});
