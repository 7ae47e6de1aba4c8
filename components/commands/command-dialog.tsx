'use client';
import { Dialog } from 'radix-ui';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useOpenerFocus } from '@/components/ui/use-opener-focus';

interface CommandDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly words: ReactNode;
  /** On the button that does it; null: there is nothing to do but close. */
  readonly action: string | null;
  readonly closeWords?: string;
  /** It cannot be taken back. */
  readonly isFinal?: boolean;
  readonly isBusy: boolean;
  /** Nothing can be sent now. */
  readonly isDead?: boolean;
  readonly problem: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children?: ReactNode;
}

/** What will happen, what it needs, and the last word before it does; open as long as it is mounted. */
export function CommandDialog(props: CommandDialogProps) {
  const { title, words, action, isFinal = false, isBusy, isDead = false, problem, onClose, onSubmit, children } = props;
  const { closeWords = 'Cancel' } = props;
  const openerFocus = useOpenerFocus();
  function submit(event: FormEvent): void {
    event.preventDefault();
    // The dialog may stand inside another form as far as React is concerned.
    event.stopPropagation();
    if (!isBusy && !isDead) onSubmit();
  }
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/70" />
        <Dialog.Content
          {...openerFocus}
          onClick={(event) => event.stopPropagation()}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col overflow-auto rounded-panel border border-line bg-surface p-4 text-text"
        >
          <Dialog.Title className="text-16 font-semibold wrap-anywhere">{title}</Dialog.Title>
          <Dialog.Description asChild>
            <div className="mt-2 text-14 wrap-anywhere text-dim">{words}</div>
          </Dialog.Description>
          <form onSubmit={submit} noValidate aria-busy={isBusy} className="mt-3 grid gap-3">
            {children}
            <p role="alert" className="text-14 wrap-anywhere text-alarm empty:hidden">
              {problem}
            </p>
            <div className="flex flex-wrap justify-end gap-2">
              <Dialog.Close asChild>
                <Button>{closeWords}</Button>
              </Dialog.Close>
              {action === null ? null : (
                <Button type="submit" tone={isFinal ? 'danger' : 'main'} isBusy={isBusy || isDead}>
                  {action}
                </Button>
              )}
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
