'use client';
import type { KeyboardEvent, ReactNode } from 'react';

interface RowActionsProps {
  readonly children: ReactNode;
  /** Under the pointer; the active row shows them while the table has the focus. */
  readonly isHovered: boolean;
}

/** What can be done with a row, at its right edge. Left and right move among it, Escape goes back to the table. */
export function RowActions({ children, isHovered }: RowActionsProps) {
  return (
    <div
      role="gridcell"
      data-row-actions
      onClick={(event) => event.stopPropagation()}
      onKeyDown={moveInside}
      className={`absolute inset-y-0 right-0 items-center gap-1 bg-raised px-2 ${
        isHovered ? 'flex' : 'hidden group-focus-within/grid:flex'
      }`}
    >
      {children}
    </div>
  );
}

function moveInside(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const grid = event.currentTarget.closest<HTMLElement>('[role=grid]');
  if (event.key === 'Escape' || (event.key === 'ArrowLeft' && at <= 0)) grid?.focus();
  else if (event.key === 'ArrowLeft') buttons[at - 1]?.focus();
  else if (event.key === 'ArrowRight') buttons[at + 1]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
