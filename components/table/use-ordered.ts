'use client';
import { useMemo, useRef } from 'react';
import type { Column, Sort } from './column';
import { orderRows } from './order-rows';

const nothing = () => null;

/** Rows in the table's order; each sort starts from the last one. */
export function useOrdered<Row extends { readonly id: string }>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort,
): readonly Row[] {
  const last = useRef<readonly Row[]>([]);
  return useMemo(() => {
    const sortBy = columns.find((column) => column.key === sort.key)?.sortBy ?? nothing;
    last.current = orderRows(rows, sortBy, sort.descending, last.current);
    return last.current;
  }, [rows, columns, sort.key, sort.descending]);
}
