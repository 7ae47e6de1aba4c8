'use client';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import type { Role } from '@/lib/principal';
import { pageId } from './page-id';
import { Palette } from './palette';

interface CommandPaletteProps {
  readonly role: Role;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** ⌘K or Ctrl-K: finds queues, agents, pages and the few things to do. */
export function CommandPalette({ role, open, onOpenChange }: CommandPaletteProps) {
  const hasGone = useRef(false);
  function onDone(isGoing: boolean) {
    hasGone.current = isGoing;
    onOpenChange(false);
  }
  /** Where the focus came from may be on a page that is left behind. */
  function onCloseAutoFocus(event: Event) {
    if (!hasGone.current) return;
    hasGone.current = false;
    event.preventDefault();
    document.getElementById(pageId)?.focus({ preventScroll: true });
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/70" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-[min(12dvh,6rem)] left-1/2 z-50 flex max-h-[76dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-panel border border-line bg-surface text-text"
        >
          <Dialog.Title className="sr-only">Find queues, agents and pages</Dialog.Title>
          <Palette role={role} onDone={onDone} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
