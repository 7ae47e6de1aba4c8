import { z } from 'zod';
import { epochMs } from '@/lib/floor/records';
import { defineEndpoints } from './endpoint';
import { line } from './fields';
import { instantField, wholeField } from './query-fields';

export const auditOutcomes = ['done', 'refused', 'failed'] as const;
export const auditActorKinds = ['user', 'token', 'system', 'stranger'] as const;

const changed = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullable();

/** Something somebody did, or was refused. */
export const auditItem = z.object({
  id: z.string().describe('In the order of time'),
  at: epochMs,
  actor: z.object({ kind: z.enum(auditActorKinds), accountId: z.string().nullable(), name: z.string() }),
  action: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(auditOutcomes),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  before: changed.describe('What it was; no secrets'),
  after: changed.describe('What it became; no secrets'),
});
export type AuditItem = Readonly<z.infer<typeof auditItem>>;

const auditList = z.object({
  entries: z.array(auditItem).readonly(),
  next: z.string().nullable().describe('Ask with `before` set to this for older ones; null when there are none'),
});
export type AuditList = Readonly<z.infer<typeof auditList>>;

export const auditFormats = ['json', 'csv', 'ndjson'] as const;

export const auditApi = defineEndpoints({
  'GET /api/audit': {
    summary: 'Who did what, newest first',
    action: 'see-audit',
    query: z.strictObject({
      from: instantField.optional().describe('Not older than this'),
      to: instantField.optional().describe('Older than this'),
      actor: line(500).optional().describe('Id of an account, or a name'),
      action: line(100).optional().describe('An action as `account.change`, or an area as `account`'),
      target: line(500).optional().describe('Id of what it was done to'),
      outcome: z.enum(auditOutcomes, `must be one of ${auditOutcomes.join(', ')}`).optional(),
      text: line(200).optional().describe('Words that have to be in the entry'),
      before: z
        .string()
        .regex(/^[0-9a-f]{1,64}$/, 'must be the `next` of an earlier answer')
        .optional(),
      limit: wholeField(1, 500).default(100).describe('Entries in one answer; an export has no limit'),
      format: z
        .enum(auditFormats, `must be one of ${auditFormats.join(', ')}`)
        .default('json')
        .describe('`csv` and `ndjson` export everything that matches'),
    }),
    reply: auditList,
    otherReplies: ['text/csv', 'application/x-ndjson'],
  },
});
