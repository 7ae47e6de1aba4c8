'use client';
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { QueueRecord } from '@/lib/floor/records';
import { type Block, type Corner, type PersonRow, type Span, spanOf } from '@/lib/members/matrix';

export interface BlockState {
  readonly active: Corner | null;
  readonly span: Span | null;
  /** `extend`: from where one was to there. */
  readonly go: (corner: Corner, extend: boolean) => void;
  readonly take: (block: Block | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [10, 0],
  PageUp: [-10, 0],
  Home: [0, -100_000],
  End: [0, 100_000],
};

/** One block of cells: arrows move, Shift with them makes it larger, Ctrl-A takes all, Escape none. */
export function useBlock(
  rows: readonly PersonRow[],
  columns: readonly QueueRecord[],
  onMove: (row: number, column: number) => void,
): BlockState {
  const [block, take] = useState<Block | null>(null);
  const span = useMemo(() => (block ? spanOf(block, rows, columns) : null), [block, rows, columns]);
  const active = block && span ? block.to : null;
  const go = useCallback(
    (corner: Corner, extend: boolean) => take((known) => ({ from: (extend && known?.from) || corner, to: corner })),
    [],
  );

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (event.key === 'Escape' && block) take(null);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) takeAll();
    else if (step) move(step, event.shiftKey);
    else return;
    event.preventDefault();
  }

  function takeAll(): void {
    const [from, to] = [cornerAt(0, 0), cornerAt(rows.length - 1, columns.length - 1)];
    if (from && to) take({ from, to });
  }

  function move([down, right]: readonly [number, number], extend: boolean): void {
    const row = clamp((active ? rows.findIndex(({ id }) => id === active.row) : -1) + (active ? down : 1), rows.length);
    const at = active ? columns.findIndex(({ id }) => id === active.column) + right : 0;
    const column = clamp(at, columns.length);
    const corner = cornerAt(row, column);
    if (!corner) return;
    go(corner, extend);
    onMove(row, column);
  }

  function cornerAt(row: number, column: number): Corner | null {
    const [person, queue] = [rows[row], columns[column]];
    return person && queue ? { row: person.id, column: queue.id } : null;
  }

  return { active, span, go, take, onKeyDown };
}

const clamp = (index: number, count: number) => Math.max(0, Math.min(index, count - 1));
