import { z } from 'zod';
import {
  changeTold,
  editOperations,
  editorKind,
  fieldValue,
  recordBlank,
  recordLine,
  recordRead,
  valueDifference,
} from '@/lib/editing/records';
import { defineEndpoints } from './endpoint';
import { anId, line } from './fields';

const source = z.strictObject({ id: anId });
const kind = z.strictObject({ id: anId, kind: line(60) });
const record = z.strictObject({ id: anId, kind: line(60), record: anId.describe('The vendor’s own id') });
const parent = anId.optional().describe('Of a kind that has one: the id of the record these belong to');
const values = z.record(line(200), fieldValue, 'must be an object');

/** What came of a change. */
const changed = z.object({
  change: changeTold,
  record: recordRead.nullable().describe('As the vendor has it now; null where it is gone or could not be read'),
  differences: z.array(valueDifference).readonly().describe('What the vendor keeps otherwise than asked'),
  words: z.string().describe('For a person'),
});
export type ChangedReply = Readonly<z.infer<typeof changed>>;

const pushLine = z.object({
  what: z.enum(['agent', 'queue', 'membership', 'user']),
  name: z.string(),
  does: z.enum(['create', 'update', 'delete']),
  details: z.array(z.string()).readonly().describe('What changes, a field a line'),
});
export type PushLine = Readonly<z.infer<typeof pushLine>>;

const pushPlan = z.object({
  document: z.string().describe('JSON: what would be sent'),
  mode: z.string().nullable().describe('The vendor’s setting that decides what a push may do; null = not known'),
  modeWords: z.string().describe('What follows of it; not known means that deletion is assumed'),
  lines: z.array(pushLine).readonly(),
  digest: z.string().describe('Goes with the push: another one means that something changed since'),
});
export type PushPlan = Readonly<z.infer<typeof pushPlan>>;

export const editorsApi = defineEndpoints({
  'GET /api/editors': {
    summary: 'What of each source can be seen and edited here, as far as the caller may',
    action: 'edit-queues',
    reply: z.object({
      sources: z
        .array(
          z.object({ id: z.string(), name: z.string(), kinds: z.array(editorKind).readonly(), canPush: z.boolean() }),
        )
        .readonly(),
    }),
  },
  'GET /api/editors/{id}/{kind}': {
    summary: 'Records of one kind',
    action: 'edit-queues',
    params: kind,
    query: z.strictObject({ q: line(200).optional(), parent }),
    reply: z.object({ records: z.array(recordLine).readonly() }),
  },
  'GET /api/editors/{id}/{kind}/new': {
    summary: 'The empty form of a new record',
    action: 'edit-queues',
    params: kind,
    query: z.strictObject({ parent }),
    reply: recordBlank,
  },
  'GET /api/editors/{id}/{kind}/record/{record}': {
    summary: 'One record, read afresh from the vendor',
    action: 'edit-queues',
    params: record,
    query: z.strictObject({ parent }),
    reply: recordRead,
  },
  'POST /api/editors/{id}/{kind}': {
    summary: 'Creates a record at the vendor',
    action: 'edit-queues',
    params: kind,
    body: z.strictObject({ parent: anId.nullable().default(null), values, requestId: line(100) }),
    reply: changed,
  },
  'PUT /api/editors/{id}/{kind}/record/{record}': {
    summary: 'Changes fields of a record; refused with `conflict` where it changed since it was read',
    action: 'edit-queues',
    params: record,
    body: z.strictObject({
      parent: anId.nullable().default(null),
      values: values.describe('Those that are to change; all others stay'),
      lock: line(500),
      requestId: line(100),
    }),
    reply: changed,
  },
  'DELETE /api/editors/{id}/{kind}/record/{record}': {
    summary: 'Deletes a record; what it was is kept, so that it can be made again',
    action: 'edit-queues',
    params: record,
    query: z.strictObject({ parent, lock: line(500), requestId: line(100) }),
    reply: changed,
  },
  'POST /api/editors/{id}/{kind}/record/{record}/calls': {
    summary: 'The calls that a change would make at the vendor, without making them',
    action: 'edit-queues',
    params: record,
    body: z.strictObject({
      parent: anId.nullable().default(null),
      values,
      operation: z.enum(editOperations),
    }),
    reply: z.object({ calls: z.array(z.string()).readonly() }),
  },
  'POST /api/editors/{id}/{kind}/record/{record}/act/{act}': {
    summary: 'Does something besides saving to a record, as to clone it',
    action: 'edit-queues',
    params: record.extend({ act: line(60) }),
    body: z.strictObject({ parent: anId.nullable().default(null), values, requestId: line(100) }),
    reply: changed,
  },
  'GET /api/changes': {
    summary: 'Changes of records at vendors, newest first',
    action: 'edit-queues',
    query: z.strictObject({
      source: anId.optional(),
      kind: line(60).optional(),
      record: anId.optional(),
      before: anId.optional().describe('Id of the last one that was read'),
    }),
    reply: z.object({ changes: z.array(changeTold).readonly(), more: z.boolean() }),
  },
  'POST /api/changes/{id}/undo': {
    summary: 'Writes the former record back; refused with `conflict` where it changed since',
    action: 'edit-queues',
    params: source,
    reply: changed,
  },
  'GET /api/changes/{id}/former': {
    summary: 'The whole configuration as it was before one was pushed, to be pushed again',
    action: 'edit-system',
    params: source,
    reply: z.object({ document: z.string().describe('JSON') }),
  },
  'POST /api/editors/{id}/push/plan': {
    summary: 'What a whole configuration would create, change and delete, before anything is sent',
    action: 'edit-system',
    params: source,
    body: z.strictObject({
      document: z
        .string()
        .max(20_000_000)
        .nullable()
        .describe('JSON of a file; null: from the agents and queues of now'),
    }),
    reply: pushPlan,
  },
  'POST /api/editors/{id}/push': {
    summary: 'Sends a whole configuration, as it was planned',
    action: 'edit-system',
    params: source,
    body: z.strictObject({ document: z.string().max(20_000_000), digest: line(200), requestId: line(100) }),
    reply: z.object({ change: changeTold, words: z.string() }),
  },
});
