import type { ReactNode } from 'react';
import { KnownText } from '@/components/ui/known-text';

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
  /** “—” is not known. */
  readonly value: ReactNode;
  /** What it means or where it comes from. */
  readonly note?: string | null;
}

/** Label and value side by side, values on the right edge. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-14">
      {facts.map(({ label, value, note }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-dim">{label}</dt>
          <dd className="text-right font-medium wrap-anywhere tabular-nums">
            {typeof value === 'string' ? <KnownText text={value} /> : value}
          </dd>
          {note ? <dd className="col-span-2 text-12 text-dim">{note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
