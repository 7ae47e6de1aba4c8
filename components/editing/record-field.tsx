'use client';
import { memo } from 'react';
import { type ControlShape, type ControlValue, ValueControl } from '@/components/form/value-control';
import { textsOf } from '@/lib/editing/members-of';
import type { FieldValue, RecordField } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { tellMoves, tellValue } from '@/lib/editing/tell-value';
import { fromTyped, type TypedValue, toTyped } from '@/lib/editing/typed-values';
import { MembersPicker } from './members-picker';

export interface RecordFieldProps {
  readonly field: RecordField;
  /** As it is kept. */
  readonly was: FieldValue;
  /** Undefined where nobody touched it. */
  readonly typed: TypedValue | undefined;
  readonly problem: string | null;
  readonly isChanged: boolean;
  /** Null where the whole record can only be read. */
  readonly onTouch: ((name: string, typed: TypedValue | null) => void) | null;
}

/** One field of a record; one that was changed shows what it was, and can be put back. */
export const RecordFieldView = memo(function RecordFieldView(props: RecordFieldProps) {
  const { field, was, typed, isChanged, onTouch } = props;
  if (onTouch === null || field.isReadOnly) return <ReadField field={field} value={was} />;
  return (
    <div className={isChanged ? 'border-l-2 border-focus pl-3' : undefined}>
      <RecordControl
        field={field}
        typed={typed ?? toTyped(field, was)}
        problem={props.problem}
        onType={(next) => onTouch(field.name, next)}
      />
      {isChanged ? (
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-13">
          <span className="min-w-0 wrap-anywhere text-dim">{beforeWords(field, was, typed)}</span>
          <button
            type="button"
            onClick={() => onTouch(field.name, null)}
            className="min-h-6 shrink-0 rounded-small underline underline-offset-4"
          >
            Put back<span className="sr-only"> {field.label}</span>
          </button>
        </p>
      ) : null}
    </div>
  );
});

function beforeWords(field: RecordField, was: FieldValue, typed: TypedValue | undefined): string {
  const moves = tellMoves(field, was, fromTyped(field, typed, was));
  return moves === null ? `Before: ${tellValue(field, was)}` : moves.charAt(0).toUpperCase() + moves.slice(1);
}

function ReadField({ field, value }: { readonly field: RecordField; readonly value: FieldValue }) {
  return (
    <dl>
      <dt className="text-13 text-dim">{field.label}</dt>
      <dd className="text-14 wrap-anywhere whitespace-pre-line">{tellValue(field, value)}</dd>
      {field.help ? <dd className="text-12 wrap-anywhere text-dim">{field.help}</dd> : null}
    </dl>
  );
}

interface RecordControlProps {
  readonly field: RecordField;
  readonly typed: TypedValue;
  readonly problem: string | null;
  readonly onType: (typed: TypedValue) => void;
}

/** Ticks for more than this are looked for by typing. */
const mostTicks = 12;

/** The control a field is typed in. */
export function RecordControl({ field, typed, problem, onType }: RecordControlProps) {
  const { label, picks, levels } = field;
  const shared = { label, problem, picks, help: helpOf(field) };
  if (field.kind === 'members')
    return <MembersPicker {...shared} levels={levels} value={typed as never} onChange={onType} />;
  if (field.kind === 'choices' && picks.length > mostTicks)
    return (
      <MembersPicker
        {...shared}
        levels={[]}
        value={textsOf(typed as FieldValue).map((of) => ({ of, level: '' }))}
        onChange={(chosen) => onType(chosen.map(({ of }) => of))}
      />
    );
  return <ValueControl shape={shapeOf(field)} value={typed as ControlValue} problem={problem} onChange={onType} />;
}

const nothing = { value: '', label: 'nothing' };

function shapeOf(field: RecordField): ControlShape {
  const { name, kind, label, unit, isRequired, picks } = field;
  const mayBeEmpty = kind === 'choice' && !isRequired && !picks.some(({ value }) => value === '');
  return {
    ...{ label, unit, isRequired, help: helpOf(field), picks: mayBeEmpty ? [nothing, ...picks] : picks },
    isSecret: isSecretField(name),
    kind: kind === 'list' || kind === 'members' ? 'lines' : kind,
  };
}

/** How it is typed, where that is not plain. */
function helpOf({ kind, help, maxLength }: RecordField): string {
  const ending = help === '' || /[.!?]$/.test(help) ? help : `${help}.`;
  const how = kind === 'list' && !/one a line/i.test(help) ? 'One a line.' : '';
  return [ending, how, maxLength === null ? '' : `At most ${maxLength} characters.`].filter(Boolean).join(' ');
}
