import { z } from 'zod';
import { EditRefused } from '@/server/vendors/editor';
import { agentCode } from '@/server/vendors/queuemetrics/codes';

const text = z.string('must be text').max(10_000, 'must be 10,000 characters at most');
const named = text.refine((value) => value.trim() !== '', 'must not be empty');
const whole = z.number('must be a number').int('must be a whole number').min(0, 'must be 0 or more');

const knownAgent = z.looseObject(
  { agent_id: named, agent_penalty: whole.optional(), agent_dynamic: z.boolean('must be true or false').optional() },
  'must be an object with agent_id, agent_penalty and agent_dynamic',
);

const agent = z.looseObject(
  {
    agent_id: named,
    agent_name: text.optional(),
    agent_aliases: z.array(text, 'must be a list of texts').optional(),
    agent_extension: text.optional(),
    user_password: text.nullable().optional(),
  },
  'must be an object with agent_id and agent_name',
);

const queue = z.looseObject(
  {
    queue_id: named,
    queue_name: text.optional(),
    queue_composition: text.optional(),
    queue_wrapup: whole.optional(),
    queue_inbound: z.boolean('must be true or false').optional(),
    known_agents: z.array(knownAgent, 'must be a list of agents').optional(),
  },
  'must be an object with queue_id, queue_name and queue_composition',
);

const tenant = z.looseObject(
  {
    tenant_id: text.optional(),
    agents: unique(z.array(agent, 'must be a list of agents'), 'agent_id', (one) => agentCode(one.agent_id.trim())),
    queues: unique(z.array(queue, 'must be a list of queues'), 'queue_id', (one) => one.queue_id.trim()),
  },
  'must be an object with agents and queues',
);

/** What QueueMetrics' synchronizer takes; fields that it knows and we do not are kept. */
export const pushDocument = z.looseObject(
  {
    version: text.optional(),
    tenants: z.array(tenant, 'must be a list of tenants').min(1, 'must have one tenant at least'),
  },
  'must be an object with a list of tenants',
);
export type PushDocument = z.infer<typeof pushDocument>;
export type PushAgent = z.infer<typeof agent>;
export type PushQueue = z.infer<typeof queue>;

/** Names the second of two entries with one key. */
function unique<T>(list: z.ZodArray<z.ZodType<T>>, field: keyof T & string, keyOf: (item: T) => string) {
  return list.check(({ value, issues }) => {
    const seen = new Map<string, number>();
    for (const [index, item] of value.entries()) {
      const first = seen.get(keyOf(item));
      seen.set(keyOf(item), first ?? index);
      if (first === undefined) continue;
      const message = `must be another one: entry ${first} has it already`;
      issues.push({ code: 'custom', input: null, path: [index, field], message });
      return;
    }
  });
}

/** Parses a file; throws `EditRefused` that names the JSON path and what would be right, never the value. */
export function parseDocument(file: string): PushDocument {
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch {
    throw new EditRefused('refused', 'This is not JSON: choose a file as QueueMetrics’ synchronizer exports it');
  }
  const parsed = pushDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  throw new EditRefused('refused', `${path.replace(/^\./, '') || 'The file'} ${issue?.message ?? 'has another form'}`);
}

export const writeDocument = (document: PushDocument): string => JSON.stringify(document, null, 2);

export const agentsOf = ({ tenants }: PushDocument): PushAgent[] => tenants.flatMap(({ agents }) => agents);
export const queuesOf = ({ tenants }: PushDocument): PushQueue[] => tenants.flatMap(({ queues }) => queues);

/** Passwords in a document, so that no message repeats one. */
export const passwordsIn = (document: PushDocument): string[] =>
  agentsOf(document).flatMap(({ user_password }) => user_password || []);
