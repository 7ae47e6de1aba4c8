import { z } from 'zod';
import { type CommandAction, type CommandField, commandFields, commandNames, mostAtOnce } from '@/lib/commands/actions';
import { intentRecord } from '@/lib/floor/records';
import { replyCodes } from '@/lib/protocol/reply';
import { defineEndpoints } from './endpoint';
import { anId, done, line } from './fields';

/** Undo is offered for at most as long. */
export const longestHoldMs = 60_000;
const longestText = 500;

const fields = z.partialRecord(
  z.enum(commandFields, `must be some of ${commandFields.join(', ')}`),
  line(longestText),
) as z.ZodType<{ readonly [F in CommandField]?: string }>;

const order = z.strictObject({
  action: z.enum(commandNames as [CommandAction, ...CommandAction[]], `must be one of ${commandNames.join(', ')}`),
  targetId: anId.describe('Id of an agent, a contact, a queue or a source, as on the floor'),
  fields: fields.default({}),
  note: line(200).optional().describe('Said to the agent'),
  when: z
    .enum(['now', 'after-contact'], 'must be now or after-contact')
    .default('now')
    .describe('after-contact: once the agent has nothing in hand'),
});
export type OrderToSend = z.input<typeof order>;

const told = z.object({
  targetId: z.string(),
  intent: intentRecord.nullable().describe('As it stands; follow it on the live floor. Null: refused'),
  refusal: z.object({ code: z.enum(replyCodes), message: z.string(), field: z.string().nullable() }).nullable(),
});
export type OrderTold = Readonly<z.infer<typeof told>>;

const callsTold = z.object({
  targetId: z.string(),
  calls: z.array(z.string()).readonly().nullable().describe('A line each; null where the vendor’s driver does not say'),
  refusal: z.string().nullable().describe('Why it would be refused, in words'),
});
export type CallsTold = Readonly<z.infer<typeof callsTold>>;

const orders = z
  .array(order, 'must be a list')
  .min(1, 'must not be empty')
  .max(mostAtOnce, `must have at most ${mostAtOnce} entries`);

const reason = z.object({ code: z.string(), label: z.string() });
const choices = z.object({
  pauseReasons: z.array(reason).readonly(),
  queues: z
    .array(z.object({ queueId: z.string(), levels: z.array(reason).readonly() }))
    .readonly()
    .nullable()
    .describe('That may be joined; null: those the agent is a member of'),
  breakLeftMs: z.number().nullable(),
  needsReason: z.boolean().optional().describe('A pause without a reason is refused; false unless told'),
});
export type ChoicesReply = Readonly<z.infer<typeof choices>>;

export const commandsApi = defineEndpoints({
  'POST /api/commands': {
    summary: 'Asks for one command or several; each is answered on its own and followed on the live floor as an intent',
    action: 'act-on-self',
    body: z.strictObject({
      requestId: line(100).describe('Chosen by the caller; the same one again acts once'),
      holdMs: z
        .int('must be a whole number of ms')
        .min(0, 'must not be negative')
        .max(longestHoldMs, `must be at most ${longestHoldMs}`)
        .default(0)
        .describe('For so long nothing is sent and all can be taken back'),
      orders,
    }),
    reply: z.object({ orders: z.array(told).readonly() }),
  },
  'POST /api/commands/calls': {
    summary: 'The calls at the vendors that commands would make, without making them',
    action: 'act-on-self',
    body: z.strictObject({ orders }),
    reply: z.object({ orders: z.array(callsTold).readonly() }),
  },
  'DELETE /api/commands/{id}': {
    summary: 'Takes back an intent that nothing was sent for yet',
    action: 'act-on-self',
    params: z.strictObject({ id: anId }),
    reply: done,
  },
  'GET /api/agents/{id}/choices': {
    summary: 'Reasons of a pause, queues that may be joined and what is left of a break, as the vendor tells',
    action: 'act-on-self',
    params: z.strictObject({ id: anId }),
    reply: choices,
  },
});
