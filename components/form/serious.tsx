'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';

interface SeriousProps {
  readonly title: string;
  /** Another text means another thing to be told. */
  readonly told: string;
  readonly children: ReactNode;
}

/** What must not be overlooked; takes the focus. */
export function Serious({ title, told, children }: SeriousProps) {
  const titleId = useId();
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that something else is told
  useEffect(() => box.current?.focus(), [told]);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="grid gap-3 rounded-panel border border-warning bg-surface p-4 text-14"
    >
      <h2 id={titleId} className="text-16 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
