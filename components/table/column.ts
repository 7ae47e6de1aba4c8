import type { ReactNode } from 'react';
import type { SortValue } from './order-rows';

/** One column of a live table. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Longer words for the header's tooltip and screen readers. */
  readonly explain?: string;
  /** A CSS grid track. */
  readonly track: string;
  readonly align?: 'right';
  /** Left out below 768 px, where the table becomes a list. */
  readonly wideOnly?: boolean;
  /** What the column sorts by; null sorts last whichever way. Absent = not sortable. */
  readonly sortBy?: (row: Row) => SortValue;
  readonly cell: (row: Row) => ReactNode;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

/** `-waiting` → by waiting, highest first; anything that names no sortable column falls back. */
export function parseSort<Row>(text: string | null, columns: readonly Column<Row>[], fallback: Sort): Sort {
  const descending = text?.startsWith('-') ?? false;
  const key = descending ? text?.slice(1) : text;
  const known = columns.some((column) => column.key === key && column.sortBy);
  return known && key ? { key, descending } : fallback;
}

export function sortText(sort: Sort): string {
  return `${sort.descending ? '-' : ''}${sort.key}`;
}
