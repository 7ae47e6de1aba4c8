'use client';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { FieldProblem } from '@/lib/protocol/reply';

/** A group of fields under a title. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4 rounded-panel border border-line bg-surface px-4 pt-2 pb-4">
      <legend className="px-1 text-14 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

interface MoreFieldsProps {
  readonly title: string;
  readonly hasProblem: boolean;
  readonly children: ReactNode;
}

/** What seldom has to be touched; opens by itself when something in it is wrong. */
export function MoreFields({ title, hasProblem, children }: MoreFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (hasProblem) setOpen(true);
  }, [hasProblem]);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-panel border border-line bg-surface px-4 py-3"
    >
      <summary className="cursor-pointer text-14 font-semibold">{title}</summary>
      <div className="mt-4 grid gap-4">{children}</div>
    </details>
  );
}

interface SaveBarProps {
  readonly label: string;
  readonly isBusy: boolean;
  /** What came of the last attempt. */
  readonly said: string;
  /** Problems that have no field, as list items. */
  readonly children: ReactNode;
}

export function SaveBar({ label, isBusy, said, children }: SaveBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" tone="main" isBusy={isBusy}>
        {isBusy ? 'Saving…' : label}
      </Button>
      <p role="status" className="text-14">
        {said}
      </p>
      <ul className="w-full text-13 text-alarm empty:hidden">{children}</ul>
    </div>
  );
}

/** Brings whoever has to mend something to the first field that is wrong. */
export function useFirstProblem<Form extends HTMLElement>(problems: readonly FieldProblem[]): RefObject<Form | null> {
  const form = useRef<Form>(null);
  useEffect(() => {
    if (problems.length === 0) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // It may lie among the settings that were folded away.
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  }, [problems]);
  return form;
}
