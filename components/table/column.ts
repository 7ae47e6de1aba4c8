import type { ReactNode } from 'react';
import type { SortValue } from './order-rows';

/** One column of a live table. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Longer words for the guide to the columns and for screen readers. */
  readonly explain?: string;
  /** The least room it can be read in. */
  readonly minRem: number;
  /** Share of the room that is left over; 1 unless told otherwise. */
  readonly grow?: number;
  readonly align?: 'right';
  /** What it says always fits: what is not cut off is painted at a fraction of the cost. */
  readonly isShort?: true;
  /** Where room is short the highest goes first; without one it always stays. The details have it all. */
  readonly yields?: number;
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

/** The way round people expect first: figures from the top, words from A. */
export function firstSort<Row>(column: Column<Row>): Sort {
  return { key: column.key, descending: column.align === 'right' };
}

/** CSS grid tracks for these columns. */
export function tracksOf<Row>(columns: readonly Column<Row>[]): string {
  return columns.map(({ minRem, grow = 1 }) => `minmax(${minRem}rem,${grow}fr)`).join(' ');
}
