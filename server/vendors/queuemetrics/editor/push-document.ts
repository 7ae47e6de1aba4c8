import { z } from 'zod';
import { EditRefused } from '@/server/vendors/editor';
import { agentCode } from '@/server/vendors/queuemetrics/codes';

/** Of a field that is left out it is said so: it may have been forgotten, or spelt otherwise. */
const must = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing: it must be ${what}` : `must be ${what}`,
});

const textOf = (what: string) => z.string(must(what)).max(10_000, 'must be 10,000 characters at most');
const text = textOf('text');
const textOrEmpty = textOf('text, "" where there is none');
const named = text.refine((value) => value.trim() !== '', 'must not be empty');
const whole = z.number(must('a number')).int('must be a whole number').min(0, 'must be 0 or more');
const flag = z.boolean(must('true or false'));

// The manual says of `user_password` alone that it may be missing.
const knownAgent = z.looseObject(
  { agent_id: named, agent_penalty: whole, agent_dynamic: flag },
  'must be an object with agent_id, agent_penalty and agent_dynamic',
);

const agent = z.looseObject(
  {
    agent_id: named,
    agent_name: text,
    agent_aliases: z.array(text, must('a list of texts, [] where there are none')),
    agent_extension: textOrEmpty,
    user_password: text.nullable().optional(),
  },
  'must be an object with agent_id, agent_name, agent_aliases and agent_extension',
);

const queue = z.looseObject(
  {
    queue_id: named,
    queue_name: text,
    queue_composition: text,
    queue_wrapup: whole,
    queue_inbound: flag,
    known_agents: z.array(knownAgent, must('a list of agents, [] where there are none')),
  },
  'must be an object with queue_id, queue_name, queue_composition, queue_wrapup, queue_inbound and known_agents',
);

const tenant = z.looseObject(
  {
    tenant_id: textOrEmpty,
    agents: unique(z.array(agent, must('a list of agents')), 'agent_id', (one) => agentCode(one.agent_id.trim())),
    queues: unique(z.array(queue, must('a list of queues')), 'queue_id', (one) => one.queue_id.trim()),
  },
  'must be an object with tenant_id, agents and queues',
);

/** What QueueMetrics' synchronizer takes; fields that it knows and we do not are kept. */
export const pushDocument = z.looseObject(
  {
    version: textOf('text, as "1.0.0"'),
    requestor: text,
    requestor_version: text,
    tenants: z.array(tenant, must('a list of tenants')).min(1, 'must have one tenant at least'),
  },
  'must be an object with version, requestor, requestor_version and tenants',
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

/** Parses a file; throws `EditRefused` that names the first JSON path and what would be right, never the value. */
export function parseDocument(file: string): PushDocument {
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch {
    throw new EditRefused('refused', 'This is not JSON: choose a file as QueueMetrics’ synchronizer exports it');
  }
  const parsed = pushDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue, ...others] = parsed.error.issues;
  const more = others.length === 0 ? '' : `; ${others.length} more ${others.length === 1 ? 'is' : 'are'} wrong`;
  throw new EditRefused('refused', `${pathOf(issue?.path ?? [])} ${issue?.message ?? 'has another form'}${more}`);
}

/** As `tenants[0].agents[3].agent_id`. */
function pathOf(keys: readonly PropertyKey[]): string {
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return path.replace(/^\./, '') || 'The file';
}

export const writeDocument = (document: PushDocument): string => JSON.stringify(document, null, 2);

export const agentsOf = ({ tenants }: PushDocument): PushAgent[] => tenants.flatMap(({ agents }) => agents);
export const queuesOf = ({ tenants }: PushDocument): PushQueue[] => tenants.flatMap(({ queues }) => queues);

/** Passwords in a document, so that no message repeats one. */
export const passwordsIn = (document: PushDocument): string[] =>
  agentsOf(document).flatMap(({ user_password }) => user_password || []);
