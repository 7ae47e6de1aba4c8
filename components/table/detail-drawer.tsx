'use client';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';

interface DetailDrawerProps {
  readonly title: string;
  readonly subtitle: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One row in full beside the table, which stays in view; the whole screen on a phone. Escape closes it. */
export function DetailDrawer({ title, subtitle, onClose, children }: DetailDrawerProps) {
  const titleId = useId();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && onClose();
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside
      aria-labelledby={titleId}
      className="fixed inset-0 z-30 flex flex-col overflow-auto border-line bg-surface md:static md:inset-auto md:w-96 md:shrink-0 md:rounded-panel md:border"
    >
      <header className="sticky top-0 flex items-start gap-3 border-b border-line bg-surface px-4 py-3">
        <div className="min-w-0">
          <h2 id={titleId} className="text-16 font-semibold break-words">
            {title}
          </h2>
          <p className="text-13 text-dim">{subtitle}</p>
        </div>
        <button
          type="button"
          onClick={onClose}
          aria-label="Close details"
          className="ml-auto rounded-small p-1 hover:bg-raised"
        >
          <X aria-hidden size={18} />
        </button>
      </header>
      {children}
    </aside>
  );
}

/** A titled group of facts in the drawer. */
export function DetailSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-3 last:border-b-0">
      <h3 className="mb-2 text-12 font-medium text-dim">{title}</h3>
      {children}
    </section>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** What it means or where it comes from. */
  readonly note?: string | null;
}

/** Label and value side by side, values on the right edge. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 text-14">
      {facts.map(({ label, value, note }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-dim">{label}</dt>
          <dd className="max-w-56 text-right font-medium break-words tabular-nums">{value}</dd>
          {note ? <dd className="col-span-2 text-12 text-dim">{note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
