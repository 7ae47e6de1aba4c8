'use client';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useNarrow } from './use-narrow';

interface DetailDrawerProps {
  readonly title: string;
  readonly subtitle: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One row in full beside the table, which stays in view; the whole screen on a phone. Escape closes it. */
export function DetailDrawer(props: DetailDrawerProps) {
  return useNarrow() ? <DrawerScreen {...props} /> : <DrawerPanel {...props} />;
}

function DrawerPanel({ title, subtitle, onClose, children }: DetailDrawerProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever opened it goes on inside it; a page that was opened by a link begins at its top.
    if (document.activeElement !== document.body) panel.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.target instanceof HTMLInputElement) return;
      onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="relative w-96 shrink-0 overflow-auto rounded-panel border border-line bg-surface -outline-offset-2"
    >
      <DrawerHeader title={<h2 id={titleId}>{title}</h2>} subtitle={subtitle} onClose={onClose} />
      {children}
    </aside>
  );
}

function DrawerScreen({ title, subtitle, onClose, children }: DetailDrawerProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          // The table takes the focus back by itself.
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="fixed inset-0 z-30 overflow-auto bg-surface text-text"
        >
          <DrawerHeader
            title={
              <Dialog.Title asChild>
                <h2>{title}</h2>
              </Dialog.Title>
            }
            subtitle={subtitle}
            onClose={onClose}
          />
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface DrawerHeaderProps {
  readonly title: ReactNode;
  readonly subtitle: string;
  readonly onClose: () => void;
}

function DrawerHeader({ title, subtitle, onClose }: DrawerHeaderProps) {
  return (
    <header className="sticky top-0 z-10 flex items-start gap-3 border-b border-line bg-surface px-4 py-3">
      <div className="min-w-0 text-16 font-semibold wrap-anywhere">
        {title}
        <p className="text-13 font-normal text-dim">{subtitle}</p>
      </div>
      <button
        type="button"
        onClick={onClose}
        aria-label="Close details"
        className="ml-auto grid h-8 w-8 shrink-0 place-items-center rounded-small hover:bg-raised"
      >
        <X aria-hidden size={18} />
      </button>
    </header>
  );
}
