'use client';
import { useId } from 'react';
import { compareKnownFirst } from '@/components/table/order-rows';
import { useUrlState } from '@/components/table/use-url-state';
import { type KindPlace, useRecordLines } from '@/lib/queries/editors';
import { failureWords } from './failure-words';
import type { KnownKind } from './use-kind';

interface ParentPickerProps {
  readonly known: KnownKind;
  readonly parent: string | null;
  readonly onPick: (parent: string | null) => void;
}

/** Of which record the records of a kind are to be shown; where that one belongs to another, of which that is first. */
export function ParentPicker({ known: { source, kind }, parent, onPick }: ParentPickerProps) {
  const [params, change] = useUrlState();
  const kindOf = (id: string | null) => source.kinds.find((one) => one.id === id);
  const parentKind = kindOf(kind.parent);
  const upperKind = kindOf(parentKind?.parent ?? null);
  const upper = upperKind ? params.get('of') : null;
  const at = { source: source.id, parent: null };
  const hasPlace = kind.parent !== null && (!upperKind || upper !== null);
  return (
    <>
      {upperKind ? (
        <RecordSelect
          label={`Of ${upperKind.one}`}
          place={{ ...at, kind: upperKind.id }}
          value={upper}
          onPick={(of) => change({ of, parent: null })}
        />
      ) : null}
      <RecordSelect
        label={`Of ${parentKind?.one ?? kind.parent}`}
        place={hasPlace ? { ...at, kind: kind.parent ?? '', parent: upper } : null}
        value={parent}
        onPick={onPick}
      />
    </>
  );
}

interface RecordSelectProps {
  readonly label: string;
  /** Null while it is not known where to look. */
  readonly place: KindPlace | null;
  readonly value: string | null;
  readonly onPick: (value: string | null) => void;
}

function RecordSelect({ label, place, value, onPick }: RecordSelectProps) {
  const id = useId();
  const { data, isFetching, error } = useRecordLines(place, '');
  const sorted = (place === null ? [] : (data ?? [])).toSorted((a, b) => compareKnownFirst(a.label, b.label, false));
  const isListed = value === null || sorted.some((line) => line.id === value);
  const isLoading = place !== null && isFetching && !data;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-13 text-dim">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        aria-busy={isLoading}
        onChange={(event) => onPick(event.target.value || null)}
        className="h-9 max-w-72 min-w-40 rounded-small border border-stale bg-surface px-2 text-14"
      >
        <option value="">{isLoading ? 'Loading…' : 'Choose…'}</option>
        {isListed ? null : <option value={value ?? ''}>{value}</option>}
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
