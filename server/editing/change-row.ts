import { z } from 'zod';
import {
  type ChangeTold,
  changeTold,
  type EditorKind,
  type FieldValues,
  fieldValue,
  toldField,
  valueDifference,
} from '@/lib/editing/records';
import { Refusal } from '@/lib/protocol/refusal';
import { replyCodes } from '@/lib/protocol/reply';
import type { ConfigChangeLine } from '@/server/store/config-changes-repository';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { concealChange } from './secret-fields';

const answerShape = z.object({
  words: z.string().default(''),
  differences: z.array(valueDifference).readonly().default([]),
  refusal: z
    .object({
      code: z.enum(replyCodes),
      message: z.string(),
      problems: z.array(z.object({ field: z.string(), message: z.string() })).readonly(),
    })
    .nullable()
    .default(null),
  /** There is all that it takes to undo it. */
  isKept: z.boolean().default(false),
  /** How the values before and after read, and those of the differences. */
  fields: z.array(toldField).readonly().default([]),
});
export type ChangeAnswer = Readonly<z.infer<typeof answerShape>>;

export const noAnswer: ChangeAnswer = { words: '', differences: [], refusal: null, isKept: false, fields: [] };

const valuesShape = z.record(z.string(), fieldValue).nullable().catch(null);

/** What the request was answered; nothing where that cannot be read any more. */
export function answerOf({ answer }: Pick<ConfigChangeLine, 'answer'>): ChangeAnswer {
  return answerShape.catch(noAnswer).parse(JSON.parse(answer));
}

export function refusalFrom({ refusal }: ChangeAnswer): Refusal | null {
  return refusal && new Refusal(refusal.code, refusal);
}

/** In one line, for history and audit. */
export const wordsOf = ({ message, problems: [first] }: Refusal) =>
  message || (first ? `${first.field} ${first.message}` : 'It was refused.');

export const toJson = (values: FieldValues | null) => (values === null ? null : JSON.stringify(values));

/** A change as history tells it; `kind` as the vendor has it now, null where it is not asked or knows none. */
export function toldOf(row: ConfigChangeLine | ConfigChangeRow, kind: EditorKind | null): ChangeTold {
  return changeTold.parse({
    id: row.id,
    at: row.at,
    by: row.by_name,
    sourceId: row.source_id,
    kind: row.kind,
    recordId: row.record_id,
    parentId: row.parent_id,
    label: row.label,
    operation: row.operation,
    outcome: row.outcome,
    reason: row.reason,
    ...concealChange(valuesIn(row.before_json), valuesIn(row.after_json)),
    fields: answerOf(row).fields,
    undoes: row.undoes,
    undoneBy: row.undone_by,
    canUndo: canUndo(row, kind),
  });
}

const valuesIn = (json: string | null) => (json === null ? null : valuesShape.parse(JSON.parse(json)));

/** What has to be done to undo it; null for what can only be sent anew. */
const inverse = { create: 'remove', update: 'update', remove: 'create', push: null } as const;

function canUndo(row: ConfigChangeLine, kind: EditorKind | null): boolean {
  const isDone = row.outcome === 'saved' || row.outcome === 'saved-otherwise';
  const takes = inverse[row.operation as keyof typeof inverse] ?? null;
  if (!isDone || row.undone_by !== null || takes === null || !kind?.can.includes(takes)) return false;
  return answerOf(row).isKept && (takes !== 'remove' || row.record_id !== null);
}
