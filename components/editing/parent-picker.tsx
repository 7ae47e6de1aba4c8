'use client';
import clsx from 'clsx';
import { useId } from 'react';
import { compareKnownFirst } from '@/components/table/order-rows';
import { controlLook } from '@/components/ui/field';
import { useRecordLines } from '@/lib/queries/editors';
import { failureWords } from './failure-words';
import type { KnownKind } from './use-kind';

interface ParentPickerProps {
  readonly known: KnownKind;
  readonly parent: string | null;
  readonly onPick: (parent: string | null) => void;
}

/** Of which record the records of a kind are to be shown. */
export function ParentPicker({ known: { source, kind }, parent, onPick }: ParentPickerProps) {
  const id = useId();
  const parentKind = source.kinds.find((one) => one.id === kind.parent);
  const place = kind.parent === null ? null : { source: source.id, kind: kind.parent, parent: null };
  const { data, isPending, error } = useRecordLines(place, '');
  const sorted = (data ?? []).toSorted((a, b) => compareKnownFirst(a.label, b.label, false));
  const isListed = parent === null || sorted.some((line) => line.id === parent);
  const one = parentKind?.one ?? kind.parent ?? '';
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-13 text-dim">
        Of {one}
      </label>
      <select
        id={id}
        value={parent ?? ''}
        aria-busy={isPending}
        onChange={(event) => onPick(event.target.value || null)}
        className={clsx(controlLook, 'h-9 w-auto max-w-72 min-w-40 rounded-small px-2 text-14')}
      >
        <option value="">{isPending ? 'Loading…' : 'Choose…'}</option>
        {isListed ? null : <option value={parent ?? ''}>{parent}</option>}
        {sorted.map((line) => (
          <option key={line.id} value={line.id}>
            {line.label || line.id}
          </option>
        ))}
      </select>
      {error ? (
        <p role="status" className="text-13 wrap-anywhere">
          {failureWords(error, 'list')}
        </p>
      ) : null}
    </div>
  );
}
