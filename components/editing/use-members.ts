'use client';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { nextRowIndex } from '@/components/table/next-row-index';
import { compareKnownFirst } from '@/components/table/order-rows';
import { foldOnce, wordsOf } from '@/components/ui/fold-text';
import type { Choosable, MemberValue } from '@/lib/editing/records';

/** Of one whose name fits on a line, px. */
const usualHeight = 37;
const rowsPerPage = 8;

interface MembersParts {
  readonly picks: readonly Choosable[];
  readonly levels: readonly Choosable[];
  readonly value: readonly MemberValue[];
  readonly onChange: (value: readonly MemberValue[]) => void;
}

/** Who can be chosen, who is, and how many at once are; `scroller` is what they scroll in. */
export function useMembers({ picks, levels, value, onChange }: MembersParts, scroller: RefObject<HTMLElement | null>) {
  const [query, setQuery] = useState('');
  const levelOf = useMemo(() => new Map(value.map(({ of, level }) => [of, level])), [value]);
  // Members come first as they were when the form was opened: rows do not jump while they are ticked.
  const [wasIn] = useState(() => new Set(value.map(({ of }) => of)));
  const all = useOrdered(picks, value, wasIn);
  const found = useMemo(() => {
    const words = wordsOf(query);
    return words.length === 0 ? all : all.filter((pick) => words.every((word) => folded(pick).includes(word)));
  }, [all, query]);
  const usual = levels[0]?.value ?? '';
  const { stop, ...moving } = useMoving(scroller, found);
  const lastToggled = useRef<number | null>(null);

  /** Takes in at a level those who are not in, or those who are out; all others stay as they are. */
  function put(some: readonly Choosable[], level: string | null | 'usual'): void {
    const next = new Map(levelOf);
    for (const { value: of } of some) {
      if (level === null) next.delete(of);
      else if (level === 'usual') next.set(of, next.get(of) ?? usual);
      else if (next.has(of)) next.set(of, level);
    }
    onChange([...next].map(([of, at]) => ({ of, level: at })));
  }
  function toggle(index: number, isRange: boolean): void {
    const from = isRange ? (lastToggled.current ?? index) : index;
    const some = found.slice(Math.min(from, index), Math.max(from, index) + 1);
    lastToggled.current = index;
    put(some, levelOf.has(found[index]?.value ?? '') ? null : 'usual');
  }
  return { query, setQuery, levelOf, found, count: all.length, put, toggle, stop, ...moving };
}

const folded = foldOnce(({ label, value }: Choosable) => `${label} ${value}`);

/** One row is a stop for Tab; arrows lead to the others. Only those in view are drawn, and the one that is the stop. */
function useMoving(scroller: RefObject<HTMLElement | null>, found: readonly Choosable[]) {
  const [wanted, setStop] = useState(0);
  const [toFocus, setToFocus] = useState<{ readonly index: number } | null>(null);
  const count = found.length;
  const stop = Math.min(wanted, Math.max(0, count - 1));
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => found[index]?.value ?? index,
    overscan: 8,
    rangeExtractor: (range) => {
      const inView = defaultRangeExtractor(range);
      return stop >= count || inView.includes(stop) ? inView : [...inView, stop].sort((a, b) => a - b);
    },
  });
  const move = useCallback(
    (event: KeyboardEvent, index: number) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = nextRowIndex(event.key, index, count, rowsPerPage);
      if (next === null) return;
      event.preventDefault();
      setStop(next);
      setToFocus({ index: next });
    },
    [count],
  );
  // Only now it is drawn, and scrolls into view by being focused.
  useLayoutEffect(() => {
    if (toFocus) scroller.current?.querySelector<HTMLElement>(`[data-member="${toFocus.index}"]`)?.focus();
  }, [toFocus, scroller]);
  return { stop, setStop, move, rows };
}

/** All there are, in an order that does not change with what is ticked. */
function useOrdered(
  picks: readonly Choosable[],
  value: readonly MemberValue[],
  wasIn: ReadonlySet<string>,
): readonly Choosable[] {
  const known = useMemo(() => new Set(picks.map((pick) => pick.value)), [picks]);
  const goneIds = value.filter(({ of }) => !known.has(of)).map(({ of }) => of);
  const goneKey = JSON.stringify(goneIds);
  return useMemo(() => {
    // Also those who are members and cannot be chosen any more.
    const gone = (JSON.parse(goneKey) as string[]).map((of) => ({
      value: of,
      label: `${of}, not to be chosen any more`,
    }));
    return [...gone, ...picks].sort(
      (a, b) => Number(wasIn.has(b.value)) - Number(wasIn.has(a.value)) || compareKnownFirst(a.label, b.label, false),
    );
  }, [picks, goneKey, wasIn]);
}
