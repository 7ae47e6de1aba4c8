'use client';
import { useMemo } from 'react';
import { type UrlState, useUrlState } from './use-url-state';

export interface TableUrl<Filter extends string> {
  /** What is filtered by, each as in the address; `q` is what was typed. */
  readonly filter: Readonly<Record<Filter, string | null>>;
  readonly isFiltered: boolean;
  /** Another one whenever the filter is. */
  readonly filterKey: string;
  readonly sort: string | null;
  readonly openId: string | null;
  readonly change: (next: UrlState) => void;
  readonly clear: () => void;
}

/** A table's filters, order and open row, out of the address. `names` must stay the same array. */
export function useTableUrl<const Filter extends string>(names: readonly Filter[]): TableUrl<Filter> {
  const [params, change] = useUrlState();
  const filterKey = JSON.stringify(names.map((name) => params.get(name)));
  return useMemo(() => {
    const values = JSON.parse(filterKey) as (string | null)[];
    const filter = Object.fromEntries(names.map((name, index) => [name, values[index] || null]));
    const nothing = Object.fromEntries(names.map((name) => [name, null]));
    return {
      filter: filter as Record<Filter, string | null>,
      isFiltered: values.some(Boolean),
      filterKey,
      sort: params.get('sort'),
      openId: params.get('open'),
      change,
      clear: () => change(nothing),
    };
  }, [params, change, names, filterKey]);
}
