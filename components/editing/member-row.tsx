'use client';
import clsx from 'clsx';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { Choosable } from '@/lib/editing/records';

interface MemberRowProps {
  readonly member: Choosable;
  readonly index: number;
  /** Of how many. */
  readonly count: number;
  /** Where it stands in the list, px. */
  readonly top: number;
  /** Tells the list how high it came out. */
  readonly measure: (element: HTMLElement | null) => void;
  /** Null where it is not one of them. */
  readonly level: string | null;
  readonly levels: readonly Choosable[];
  /** The one that Tab stops at. */
  readonly isStop: boolean;
  readonly onToggle: (index: number, isRange: boolean) => void;
  readonly onLevel: (of: string, level: string) => void;
  readonly onMove: (event: KeyboardEvent, index: number) => void;
  readonly onStop: (index: number) => void;
}

/** Somebody who is, or could be, a member, and at which level. */
export const MemberRow = memo(function MemberRow(props: MemberRowProps) {
  const { member, index, count, top, measure, level, levels, isStop, onToggle, onLevel, onMove, onStop } = props;
  const tabIndex = isStop ? 0 : -1;
  // Before the tick follows: only a click tells whether Shift was held.
  const press = (event: MouseEvent) => onToggle(index, event.shiftKey);
  return (
    <li
      ref={measure}
      data-index={index}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ top }}
      className={clsx(
        'absolute inset-x-0 flex min-h-9 items-center gap-2 border-b border-line/60 px-2',
        level !== null && 'bg-raised',
      )}
    >
      <label className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-2 text-14">
        <input
          type="checkbox"
          data-member={index}
          checked={level !== null}
          tabIndex={tabIndex}
          onChange={() => {}}
          onClick={press}
          onKeyDown={(event) => onMove(event, index)}
          onFocus={() => onStop(index)}
          className="h-4 w-4 shrink-0 accent-focus"
        />
        <bdi className="min-w-0 wrap-anywhere">{member.label}</bdi>
      </label>
      {level !== null && levels.length > 0 ? (
        <select
          aria-label={`Level of ${member.label}`}
          value={level}
          tabIndex={tabIndex}
          onFocus={() => onStop(index)}
          onChange={(event) => onLevel(member.value, event.target.value)}
          className="h-7 max-w-36 shrink-0 rounded-small border border-stale bg-surface px-1 text-13"
        >
          {levels.some(({ value }) => value === level) ? null : <option value={level}>{level || 'no level'}</option>}
          {levels.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : null}
    </li>
  );
});
