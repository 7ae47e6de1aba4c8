'use client';
import Link from 'next/link';
import { useId } from 'react';
import { formatStamp } from '@/components/audit/format-stamp';
import type { ChangeTold, FieldValues, RecordField, ToldField } from '@/lib/editing/records';
import { tellMoves, tellValue } from '@/lib/editing/tell-value';
import type { ChangedReply } from '@/lib/queries/editors';
import { changeTitle, outcomeWords } from './change-words';
import { FormerButton } from './former-button';
import { recordHref } from './places';
import { UndoButton } from './undo-button';

interface ChangeEntryProps {
  readonly change: ChangeTold;
  /** Of the record, where they are known: how values of fields read that the change itself does not tell. */
  readonly fields: readonly RecordField[];
  /** In a list of all: what the record is. */
  readonly about: string | null;
  readonly onUndone: (reply: ChangedReply) => void;
}

/** One change: who, when, what of it became what, and the way back. */
export function ChangeEntry({ change, fields, about, onUndone }: ChangeEntryProps) {
  const titleId = useId();
  const words = outcomeWords[change.outcome];
  return (
    <li aria-labelledby={titleId} className="grid gap-1.5 border-b border-line px-4 py-3 text-14 last:border-b-0">
      <h3 id={titleId} className="font-medium wrap-anywhere">
        <Title change={change} isLinked={about !== null} />
      </h3>
      <p className="text-13 wrap-anywhere text-dim">
        <time dateTime={new Date(change.at).toISOString()} className="tabular-nums">
          {formatStamp(change.at)}
        </time>
        , by <bdi>{change.by}</bdi>
        {about === null ? '' : `, ${about}`}
      </p>
      {words ? <p className="text-13 font-medium wrap-anywhere">{words}</p> : null}
      {change.reason ? <p className="text-13 wrap-anywhere">{change.reason}</p> : null}
      <Details change={change} fields={fields} />
      {change.undoneBy === null ? null : <p className="text-13 text-dim">Taken back since.</p>}
      <UndoButton change={change} onUndone={onUndone} />
      {change.operation === 'push' ? <FormerButton change={change} /> : null}
    </li>
  );
}

function Title({ change, isLinked }: { readonly change: ChangeTold; readonly isLinked: boolean }) {
  const { sourceId: source, kind, recordId, parentId: parent, operation } = change;
  const title = changeTitle(change);
  if (!isLinked || recordId === null || operation === 'remove' || operation === 'push') return title;
  return (
    <Link
      href={recordHref({ source, kind, parent }, recordId)}
      prefetch={false}
      className="rounded-small underline-offset-4 hover:underline"
    >
      {title}
    </Link>
  );
}

function Details({ change, fields }: Pick<ChangeEntryProps, 'change' | 'fields'>) {
  const { operation, before, after } = change;
  if (operation !== 'update') return null;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return (
    <dl className="grid gap-1 text-13 empty:hidden">
      {names.map((name) => {
        const field = [...change.fields, ...fields].find((one) => one.name === name);
        return (
          <div key={name} className="wrap-anywhere">
            <dt className="inline text-dim">{field?.label ?? name}: </dt>
            <dd className="inline">{detailWords(field, before, after, name)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function detailWords(
  field: ToldField | undefined,
  before: FieldValues | null,
  after: FieldValues | null,
  name: string,
): string {
  const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
  return tellMoves(field, was, is) ?? `${tellValue(field, was)} → ${tellValue(field, is)}`;
}
