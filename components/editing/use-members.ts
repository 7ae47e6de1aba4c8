'use client';
import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { nextRowIndex } from '@/components/table/next-row-index';
import { compareKnownFirst } from '@/components/table/order-rows';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import type { Choosable, MemberValue } from '@/lib/editing/records';

/** More than this are not drawn at once: typing finds the rest. */
export const mostDrawn = 300;
const rowsPerPage = 8;

interface MembersParts {
  readonly picks: readonly Choosable[];
  readonly levels: readonly Choosable[];
  readonly value: readonly MemberValue[];
  readonly onChange: (value: readonly MemberValue[]) => void;
}

/** Who can be chosen, who is, and how many at once are. */
export function useMembers({ picks, levels, value, onChange }: MembersParts, list: RefObject<HTMLElement | null>) {
  const [query, setQuery] = useState('');
  const levelOf = useMemo(() => new Map(value.map(({ of, level }) => [of, level])), [value]);
  // Members come first as they were when the form was opened: rows do not jump while they are ticked.
  const [wasIn] = useState(() => new Set(value.map(({ of }) => of)));
  const all = useMemo(() => inOrder(picks, value, wasIn), [picks, value, wasIn]);
  const found = useMemo(() => {
    const words = wordsOf(query);
    return all.filter(({ label, value: id }) => words.every((word) => foldText(`${label} ${id}`).includes(word)));
  }, [all, query]);
  const usual = levels[0]?.value ?? '';
  const { stop, ...moving } = useMoving(list, Math.min(found.length, mostDrawn));
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

/** One row is a stop for Tab; arrows lead to the others. */
function useMoving(list: RefObject<HTMLElement | null>, count: number) {
  const [stop, setStop] = useState(0);
  const move = useCallback(
    (event: KeyboardEvent, index: number) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = nextRowIndex(event.key, index, count, rowsPerPage);
      if (next === null) return;
      event.preventDefault();
      list.current?.querySelector<HTMLElement>(`[data-member="${next}"]`)?.focus();
    },
    [list, count],
  );
  return { stop: Math.min(stop, Math.max(0, count - 1)), setStop, move };
}

/** Also those who are members and cannot be chosen any more. */
function inOrder(
  picks: readonly Choosable[],
  value: readonly MemberValue[],
  wasIn: ReadonlySet<string>,
): readonly Choosable[] {
  const known = new Set(picks.map((pick) => pick.value));
  const gone = value
    .filter(({ of }) => !known.has(of))
    .map(({ of }) => ({ value: of, label: `${of}, not to be chosen any more` }));
  return [...gone, ...picks].sort(
    (a, b) => Number(wasIn.has(b.value)) - Number(wasIn.has(a.value)) || compareKnownFirst(a.label, b.label, false),
  );
}
