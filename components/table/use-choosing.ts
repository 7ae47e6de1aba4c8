'use client';
import { useRef } from 'react';
import type { ChoosingKeys } from './use-row-keys';
import { type RowSelection, type RowSelector, useRowSelection } from './use-row-selection';

interface ActiveRow {
  readonly id: string | null;
  readonly set: (id: string) => void;
}

interface Choosing {
  readonly selector: RowSelector | null;
  readonly keys: ChoosingKeys | null;
  readonly onCheck: (id: string, isRange: boolean) => void;
}

/** Choosing rows from the active one: by keys, and by a press on a row or its box. */
export function useChoosing<Row extends { readonly id: string }>(
  rows: readonly Row[],
  selection: RowSelection<Row> | undefined,
  active: ActiveRow,
): Choosing {
  const selector = useRowSelection(rows, selection);
  // Rows are drawn again only when they change, so what they call must be the newest by itself.
  const latest = useRef({ selector, active });
  latest.current = { selector, active };
  return {
    selector,
    keys: selector && {
      ...selector,
      hasAny: (selection?.ids.size ?? 0) > 0,
      toggle: () => active.id !== null && selector.toggle(active.id),
      extendTo: (index) => selector.extendTo(rows[index]?.id ?? '', active.id),
    },
    onCheck(id, isRange) {
      const now = latest.current;
      now.active.set(id);
      if (isRange) now.selector?.extendTo(id, now.active.id);
      else now.selector?.toggle(id);
    },
  };
}
