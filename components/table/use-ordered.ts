'use client';
import { useMemo } from 'react';
import { useNow } from '@/lib/live/use-floor';
import type { Column, Sort } from './column';
import { RowOrder } from './order-rows';

const nothing = () => null;
/** Rows move at most this often. */
const restMs = 5000;

/** Rows in the table's order. `sortBy` of a column must be another function when its answers are others. */
export function useOrdered<Row extends { readonly id: string }>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, descending }: Sort,
  /** Another one: other rows are wanted, in order at once. */
  filterKey = '',
): readonly Row[] {
  const beat = useNow(restMs);
  const sortBy = columns.find((column) => column.key === key)?.sortBy ?? nothing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for anew is sorted from nothing
  const order = useMemo(() => new RowOrder<Row>(descending), [key, descending, filterKey]);
  return useMemo(() => order.update(rows, sortBy, beat), [order, rows, sortBy, beat]);
}
