'use client';
import { useId } from 'react';
import type { FieldValues, RecordField } from '@/lib/editing/records';
import { tellMoves, tellValue } from '@/lib/editing/tell-value';
import type { OneRecord } from '@/lib/queries/editors';
import { CallsView } from './calls-view';

interface DraftPanelProps {
  /** Null for a record that is to be created. */
  readonly place: OneRecord;
  readonly isNew: boolean;
  readonly changed: readonly RecordField[];
  readonly before: FieldValues;
  readonly after: FieldValues;
  /** What would be sent. */
  readonly values: FieldValues;
}

/** What would be changed, before it is: each field as it is and as it would be, and the calls. */
export function DraftPanel({ place, isNew, changed, before, after, values }: DraftPanelProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="grid gap-3 rounded-panel border border-line bg-surface px-4 py-3">
      <h2 id={titleId} className="text-14 font-semibold">
        {isNew ? 'What will be created' : 'What changes'}
      </h2>
      {changed.length === 0 ? (
        <p className="text-13 text-dim">
          {isNew ? 'So far it is as the vendor proposes it.' : 'Nothing yet. Nothing is sent before you save.'}
        </p>
      ) : (
        <dl className="grid gap-2 text-14">
          {changed.map((field) => (
            <div key={field.name}>
              <dt className="text-13 text-dim">{field.label}</dt>
              <dd className="wrap-anywhere">
                <Difference field={field} before={before} after={after} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {changed.length > 0 || isNew ? (
        <CallsView place={place} operation={isNew ? 'create' : 'update'} values={values} />
      ) : null}
    </section>
  );
}

function Difference({ field, before, after }: Pick<DraftPanelProps, 'before' | 'after'> & { field: RecordField }) {
  const [was, is] = [before[field.name] ?? null, after[field.name] ?? null];
  const moves = tellMoves(field, was, is);
  if (moves !== null) return moves;
  return (
    <>
      <del className="text-dim decoration-dim">{tellValue(field, was)}</del>
      <span aria-hidden> → </span>
      <span className="sr-only"> becomes </span>
      <ins className="no-underline">{tellValue(field, is)}</ins>
    </>
  );
}
