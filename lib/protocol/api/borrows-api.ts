import { z } from 'zod';
import { mostAtOnce, queueActions } from '@/lib/commands/actions';
import { epochMs } from '@/lib/floor/records';
import { longestMinutes } from '@/lib/members/lasting';
import { defineEndpoints } from './endpoint';
import { anId, line } from './fields';

export const moveStates = ['asked', 'out', 'refused', 'returning', 'back', 'not-back'] as const;
export const borrowStates = ['out', 'returning', 'returned', 'not-returned', 'kept', 'refused'] as const;

const move = z.object({
  agentId: z.string(),
  agentName: z.string(),
  sourceId: z.string(),
  queueId: z.string(),
  queueName: z.string(),
  does: z.enum(queueActions),
  level: z.string().nullable(),
  back: z.enum(queueActions).describe('What puts it back'),
  backLevel: z.string().nullable(),
  state: z
    .enum(moveStates)
    .describe('asked: no answer yet; refused: it was never changed; not-back: it could not be put back'),
  words: z.string().nullable().describe('Why it stands as it does'),
  intentId: z.string().nullable().describe('Of the command that was sent last; follow it on the live floor'),
});
export type Move = Readonly<z.infer<typeof move>>;

/** Memberships that were changed for a while. */
export const borrow = z.object({
  id: z.string(),
  by: z.string(),
  byId: z.string(),
  note: z.string().nullable(),
  at: epochMs,
  dueAt: epochMs.describe('When all of it is put back'),
  endedAt: epochMs.nullable(),
  state: z.enum(borrowStates).describe('not-returned: some of it could not be put back; it waits for a person'),
  moves: z.array(move).readonly(),
});
export type Borrow = Readonly<z.infer<typeof borrow>>;

const reply = z.object({ borrow });
const params = z.strictObject({ id: anId });

export const borrowsApi = defineEndpoints({
  'GET /api/borrows': {
    summary: 'Memberships that are changed for a while, and those that ended within a day',
    action: 'act-on-agents',
    reply: z.object({ borrows: z.array(borrow).readonly() }),
  },
  'POST /api/borrows': {
    summary: 'Changes memberships for some minutes; Callboard puts them back by itself',
    action: 'act-on-agents',
    body: z.strictObject({
      requestId: line(100).describe('Chosen by the caller; the same one again acts once'),
      minutes: z
        .int('must be a whole number of minutes')
        .min(1, 'must be at least 1')
        .max(longestMinutes, `must be at most ${longestMinutes}`),
      note: line(200).optional().describe('Said to the agents'),
      moves: z
        .array(
          z.strictObject({
            agentId: anId,
            queueId: anId,
            does: z.enum(queueActions, `must be one of ${queueActions.join(', ')}`),
            level: line(100).optional(),
          }),
          'must be a list',
        )
        .min(1, 'must not be empty')
        .max(mostAtOnce, `must have at most ${mostAtOnce} entries`),
    }),
    reply,
  },
  'POST /api/borrows/{id}/return': {
    summary: 'Puts it back now, or tries again where that failed',
    action: 'act-on-agents',
    params,
    reply,
  },
  'DELETE /api/borrows/{id}': {
    summary: 'Leaves it as it is: nothing is put back',
    action: 'act-on-agents',
    params,
    reply,
  },
});
