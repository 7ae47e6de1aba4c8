'use client';
import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { useOpenerFocus } from './use-opener-focus';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and what will not come back. */
  readonly children: ReactNode;
  /** What the button says, as “Delete Milan”. */
  readonly action: string;
  /** What the other one says; “Cancel” unless told otherwise. */
  readonly wayOut?: string;
  /** It cannot be taken back; so unless told otherwise. */
  readonly isFinal?: boolean;
  readonly isBusy: boolean;
  /** Why it could not be done; empty while all is well. */
  readonly problem: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks once more before something is done that others will notice; the way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    children,
    action,
    wayOut = 'Cancel',
    isFinal = true,
    isBusy,
    problem,
    isOpen,
    onClose,
    onConfirm,
  } = props;
  const openerFocus = useOpenerFocus();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/70" />
        <AlertDialog.Content
          {...openerFocus}
          className="fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-panel border border-line bg-surface p-4 text-text"
        >
          <AlertDialog.Title className="text-16 font-semibold wrap-anywhere">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-14 wrap-anywhere text-dim">{children}</div>
          </AlertDialog.Description>
          <p role="alert" className="mt-2 text-14 text-alarm empty:hidden">
            {problem}
          </p>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{wayOut}</Button>
            </AlertDialog.Cancel>
            <Button tone={isFinal ? 'danger' : 'main'} isBusy={isBusy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
