import { z } from 'zod';
import { parseRecordId } from '@/lib/floor/ids';
import type { AgentRecord, EpochMs } from '@/lib/floor/records';
import type { HookRequest } from '@/server/vendors/receive';
import type { Slices } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { type AgentType, agentKey, agentTypes } from './agent-key';

const statuses = ['available', 'logged_out'] as const;
const sources = ['api', 'phone'] as const;

/** What an agent's last event said. Events carry neither id nor time: the last one received counts. */
export interface LastEvent {
  readonly status: (typeof statuses)[number];
  /** Who changed it: the vendor's page or API, or the agent's phone; null where it was not said. */
  readonly by: (typeof sources)[number] | null;
  readonly at: EpochMs;
}

/** By agent key. */
export type Heard = ReadonlyMap<string, LastEvent>;

export interface AgentEvent {
  readonly key: string;
  readonly status: LastEvent['status'];
  readonly by: LastEvent['by'];
}

const lowerWord = (text: unknown) => (typeof text === 'string' ? text.trim().toLowerCase() : text);

const fields = z.object({
  agent_id: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,64}$/),
  agent_status: z.preprocess(lowerWord, z.enum(statuses)),
  agent_type: z.preprocess(lowerWord, z.enum(agentTypes)).optional(),
  agent_number: z.string().optional(),
  event_source: z.preprocess(lowerWord, z.enum(sources)).optional().catch(undefined),
});

/** The kind of event is not among its data: the status tells. */
export function parse({ fields: sent }: HookRequest): AgentEvent {
  const { data, error } = fields.safeParse(sent);
  if (!data) {
    const path = String(error.issues[0]?.path[0] ?? '');
    throw new VendorError('bad-response', `The callback is no agent event: ${path} is missing or has another form`, {
      path,
    });
  }
  const type: AgentType = data.agent_type ?? (data.agent_number ? 'remote' : 'local');
  return { key: agentKey(type, data.agent_id), status: data.agent_status, by: data.event_source ?? null };
}

/** Far above the agents of a tenant: no storm of invented ids fills our memory. */
const most = 5000;

/** An agent that is not listed yet is kept: the list comes every few minutes. */
export function fold(heard: Heard, { key, status, by }: AgentEvent, at: EpochMs): Heard {
  const before = heard.get(key);
  if (before?.status === status || (!before && heard.size >= most)) return heard;
  return new Map(heard).set(key, { status, by, at });
}

/** As the floor showed it before a restart. */
export function initial({ agents = [] }: Slices): Heard {
  return new Map(
    agents.flatMap((agent) => {
      const nativeId = parseRecordId(agent.id)?.nativeId;
      const status = statusOf(agent);
      if (nativeId === undefined || status === null) return [];
      const by = sources.find((source) => agent.vendorState === vendorWords({ status, by: source })) ?? null;
      return [[nativeId, { status, by, at: agent.stateSince ?? 0 }]];
    }),
  );
}

function statusOf({ readiness }: AgentRecord): LastEvent['status'] | null {
  if (readiness === 'ready') return 'available';
  return readiness === 'logged-out' ? 'logged_out' : null;
}

/** RingMe's own word, and by what it was changed. */
export const vendorWords = ({ status, by }: Pick<LastEvent, 'status' | 'by'>) => (by ? `${status} · ${by}` : status);
