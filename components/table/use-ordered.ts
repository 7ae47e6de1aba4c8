'use client';
import { useMemo } from 'react';
import type { Column, Sort } from './column';
import { RowOrder } from './order-rows';

const nothing = () => null;

/** Rows in the table's order. `sortBy` of a column must be another function when its answers are others. */
export function useOrdered<Row extends { readonly id: string }>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort,
): readonly Row[] {
  const sortBy = columns.find((column) => column.key === sort.key)?.sortBy ?? nothing;
  const order = useMemo(() => new RowOrder<Row>(sortBy, sort.descending), [sortBy, sort.descending]);
  return useMemo(() => order.update(rows), [order, rows]);
}
