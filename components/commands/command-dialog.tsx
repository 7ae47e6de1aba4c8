'use client';
import { Dialog } from 'radix-ui';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useOpenerFocus } from '@/components/ui/use-opener-focus';
import { useRoomOnScreen } from '@/components/ui/use-room-on-screen';

interface CommandDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly words: ReactNode;
  /** On the button that does it; null: there is nothing to do but close. */
  readonly action: string | null;
  readonly closeWords?: string;
  /** What else can be done, besides. */
  readonly more?: ReactNode;
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

/**
 * What will happen, what it needs, and the last word before it does; open as long as it is mounted. What is long scrolls
 * between the title and the buttons, which stay in view.
 */
export function CommandDialog(props: CommandDialogProps) {
  const { title, words, isBusy, isDead = false, onClose, onSubmit, children } = props;
  const openerFocus = useOpenerFocus();
  const room = useRoomOnScreen();
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
          style={room}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-panel border border-line bg-surface text-text"
        >
          <Dialog.Title className="px-4 pt-4 text-16 font-semibold wrap-anywhere">{title}</Dialog.Title>
          <form onSubmit={submit} noValidate aria-busy={isBusy} className="flex min-h-0 flex-1 flex-col">
            <div className="relative min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-4">
              <Dialog.Description asChild>
                <div className="text-14 wrap-anywhere text-dim">{words}</div>
              </Dialog.Description>
              <div className="mt-3 grid gap-3 empty:hidden">{children}</div>
            </div>
            <Foot {...props} />
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Foot({
  action,
  closeWords = 'Cancel',
  more,
  isFinal = false,
  isBusy,
  isDead = false,
  problem,
}: CommandDialogProps) {
  return (
    <div className="grid gap-2 border-t border-line px-4 py-3">
      <p role="alert" className="max-h-24 overflow-y-auto text-14 wrap-anywhere text-alarm empty:hidden">
        {problem}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Dialog.Close asChild>
          <Button>{closeWords}</Button>
        </Dialog.Close>
        {more}
        {action === null ? null : (
          <Button type="submit" tone={isFinal ? 'danger' : 'main'} isBusy={isBusy || isDead}>
            {action}
          </Button>
        )}
      </div>
    </div>
  );
}
