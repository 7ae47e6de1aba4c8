'use client';
import clsx from 'clsx';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

interface PopoverPanelProps {
  /** For whoever does not see where it hangs. */
  readonly label: string;
  readonly align: 'start' | 'end';
  /** Width, and what else is its own. */
  readonly className: string;
  readonly children: ReactNode;
}

/** What opens beside a `Popover.Trigger`, never wider than the screen. */
export function PopoverPanel({ label, align, className, children }: PopoverPanelProps) {
  return (
    <Popover.Portal>
      <Popover.Content
        align={align}
        sideOffset={6}
        collisionPadding={12}
        aria-label={label}
        className={clsx(
          'z-40 max-w-[calc(100vw-1.5rem)] rounded-panel border border-line bg-raised text-13 text-text',
          className,
        )}
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  );
}
