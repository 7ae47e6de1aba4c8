'use client';
import { useRef } from 'react';

/** Which rows are chosen, kept by whoever acts on them. */
export interface RowSelection<Row> {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
  /** In “Select Anna Rossi”. */
  readonly nameOf: (row: Row) => string;
}

export interface RowSelector {
  /** Chooses a row, or no longer; from here on a range is counted. */
  toggle(id: string): void;
  /** Chooses all from where the range began to this row, in the order that is shown, and no others than before. */
  extendTo(id: string, from: string | null): void;
  toggleAll(): void;
  clear(): void;
}

interface Row {
  readonly id: string;
}

/** Choosing rows one by one, in ranges and all at once; null where nothing can be chosen. */
export function useRowSelection<R extends Row>(
  rows: readonly R[],
  selection: RowSelection<R> | undefined,
): RowSelector | null {
  const range = useRef<{ readonly anchor: string; readonly base: ReadonlySet<string> } | null>(null);
  if (!selection) return null;
  const { ids, onChange } = selection;
  return {
    toggle(id) {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      range.current = { anchor: id, base: next };
      onChange(next);
    },
    extendTo(id, from) {
      const held = range.current;
      const isThere = held !== null && rows.some((row) => row.id === held.anchor);
      const begun = isThere ? held : { anchor: from ?? id, base: ids };
      range.current = begun;
      onChange(new Set([...begun.base, ...idsBetween(rows, begun.anchor, id)]));
    },
    toggleAll() {
      range.current = null;
      const areAll = rows.every((row) => ids.has(row.id));
      const shown = new Set(rows.map((row) => row.id));
      onChange(new Set(areAll ? [...ids].filter((id) => !shown.has(id)) : [...ids, ...shown]));
    },
    clear() {
      range.current = null;
      onChange(new Set());
    },
  };
}

function idsBetween(rows: readonly Row[], a: string, b: string): string[] {
  const [first, last] = [a, b].map((id) => rows.findIndex((row) => row.id === id)).sort((x, y) => x - y);
  return rows.slice(Math.max(0, first ?? 0), (last ?? -1) + 1).map(({ id }) => id);
}
