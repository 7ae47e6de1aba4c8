import { z } from 'zod';

const recordFieldKinds = ['text', 'long-text', 'number', 'boolean', 'choice', 'choices', 'list', 'members'] as const;

/** Something to choose from: what is kept, and what a person reads. */
export const pick = z.object({ value: z.string(), label: z.string() });
export type Choosable = Readonly<z.infer<typeof pick>>;

/** One of several that belong to a record, at a level where the vendor has levels (`''` where it has none). */
const memberValue = z.strictObject({ of: z.string().max(500), level: z.string().max(100) });
export type MemberValue = Readonly<z.infer<typeof memberValue>>;

/** A value as a form has it; `null` = nothing is set. */
export const fieldValue = z.union(
  [
    z.string().max(100_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.string().max(10_000)).max(10_000).readonly(),
    z.array(memberValue).max(10_000).readonly(),
  ],
  'must be text, a number, yes or no, nothing, or a list',
);
export type FieldValue = z.infer<typeof fieldValue>;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** One field of a vendor's record, as a form draws it. */
export const recordField = z.object({
  name: z.string().describe('Key in `values`'),
  kind: z.enum(recordFieldKinds).describe('list: texts one a line; members: picks, each at a level'),
  label: z.string(),
  help: z.string().describe('May be empty'),
  unit: z.string().nullable(),
  isRequired: z.boolean(),
  isReadOnly: z.boolean(),
  isEssential: z.boolean().describe('To be seen without asking for more'),
  maxLength: z.number().int().nullable(),
  picks: z.array(pick).readonly().describe('Of a choice, choices or members'),
  levels: z.array(pick).readonly().describe('Of members, the usual one first; empty where there are none'),
});
export type RecordField = Readonly<z.infer<typeof recordField>>;

/** What of a field it takes to read values that it had: its label, and those of what was chosen. */
export const toldField = recordField.pick({
  name: true,
  kind: true,
  label: true,
  unit: true,
  picks: true,
  levels: true,
});
export type ToldField = Readonly<z.infer<typeof toldField>>;

/** What may be done to records of a kind. */
export const editOperations = ['create', 'update', 'remove'] as const;
export type EditOperation = (typeof editOperations)[number];

/** Which right a kind asks for. */
const editRights = ['edit-queues', 'edit-configuration', 'edit-system'] as const;
export type EditRight = (typeof editRights)[number];

/** A thing besides saving that can be done to one record, as to clone it. */
const editorAction = z.object({
  id: z.string(),
  label: z.string().describe('On a button'),
  fields: z.array(recordField).readonly().describe('What it needs to know'),
  isGrave: z.boolean().describe('Asked twice'),
});
export type EditorAction = Readonly<z.infer<typeof editorAction>>;

/** One kind of record that a vendor lets be seen or edited. */
export const editorKind = z.object({
  id: z.string(),
  label: z.string().describe('As a title: Queues'),
  one: z.string().describe('In a sentence: queue'),
  help: z.string().describe('What it is for and what to know; may be empty'),
  right: z.enum(editRights),
  parent: z.string().nullable().describe('Kind of the record these belong to; they are listed per parent'),
  can: z.array(z.enum(editOperations)).readonly(),
  canSearch: z.boolean().describe('The vendor itself can search'),
  isCommon: z.boolean().describe('Used daily: shown before the rest'),
  actions: z.array(editorAction).readonly(),
});
export type EditorKind = Readonly<z.infer<typeof editorKind>>;

/** A record in a list. */
export const recordLine = z.object({
  id: z.string().describe('The vendor’s own'),
  label: z.string(),
  note: z.string().describe('What tells it from others; may be empty'),
  queueId: z.string().nullable().describe('Of the queue on the floor it is about, by which scopes are judged'),
});
export type RecordLine = Readonly<z.infer<typeof recordLine>>;

/** A record as it was read. */
export const recordRead = recordLine.extend({
  fields: z.array(recordField).readonly(),
  values: z.record(z.string(), fieldValue),
  lock: z.string().describe('Goes with every change: another one means that the record changed meanwhile'),
  can: z.array(z.enum(editOperations)).readonly().describe('Of what its kind can, what this one allows'),
});
export type RecordRead = Readonly<z.infer<typeof recordRead>>;

/** What a new record is drawn from. */
export const recordBlank = z.object({
  fields: z.array(recordField).readonly(),
  values: z.record(z.string(), fieldValue),
});
export type RecordBlank = Readonly<z.infer<typeof recordBlank>>;

/** A field that the vendor keeps otherwise than it was asked to. */
export const valueDifference = z.object({ field: z.string(), label: z.string(), wanted: fieldValue, got: fieldValue });
export type ValueDifference = Readonly<z.infer<typeof valueDifference>>;

const changeOutcomes = ['sent', 'saved', 'saved-otherwise', 'refused', 'unknown'] as const;
export type ChangeOutcome = (typeof changeOutcomes)[number];

/** One change of a record at a vendor, as history tells it. */
export const changeTold = z.object({
  id: z.string(),
  at: z.number().int(),
  by: z.string(),
  sourceId: z.string(),
  kind: z.string(),
  recordId: z.string().nullable().describe('Null until the vendor gave one'),
  parentId: z.string().nullable(),
  label: z.string(),
  operation: z.enum([...editOperations, 'push']),
  outcome: z
    .enum(changeOutcomes)
    .describe(
      'sent: no answer yet, or Callboard stopped meanwhile; unknown: the vendor did not say, nor could it be read again',
    ),
  reason: z.string().nullable(),
  before: z.record(z.string(), fieldValue).nullable().describe('Fields that changed, as they were'),
  after: z.record(z.string(), fieldValue).nullable().describe('The same, as they are kept now'),
  fields: z
    .array(toldField)
    .readonly()
    .describe(
      'How those were called in the form then, and what was chosen; one that is not among them has its name only',
    ),
  undoes: z.string().nullable().describe('Id of the change that this one took back'),
  undoneBy: z.string().nullable(),
  canUndo: z.boolean(),
});
export type ChangeTold = Readonly<z.infer<typeof changeTold>>;
