import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { agentKey, agentTypes } from './agent-key';
import { type AgentsByKey, normalizeAgents, normalizeMemberships } from './agents';
import { normalizeContacts } from './contacts';
import type { RingMeLive, RingMeNames } from './feeds';
import type { Heard } from './heard';
import { normalizeQueues } from './queues';
import type { RingMeSettings } from './settings';

export type RingMeReadings = Readings<RingMeLive, never, RingMeNames, Heard>;

const nothingHeard: Heard = new Map();

/** RingMe's readings as records; without names there is nobody to speak of. */
export function normalize(
  { live, names, hooks = nothingHeard }: RingMeReadings,
  context: NormalizeContext<RingMeSettings>,
): Slices {
  if (!names) return {};
  const { sourceId } = context;
  const agents = normalizeAgents(names.value, live, hooks, context);
  const memberships = normalizeMemberships(names.value, agents, sourceId);
  const toInstant = createVendorTime('UTC', live?.clockOffsetMs ?? 0);
  return {
    queues: normalizeQueues(names.value, memberships, agents, live !== null, sourceId),
    agents: [...agents.values()],
    memberships,
    ...(live && { contacts: normalizeContacts(live.value, phonesOf(names.value, agents), toInstant, sourceId) }),
  };
}

/** Which agent sits at which extension; of several the first. */
function phonesOf(names: RingMeNames, agents: AgentsByKey): ReadonlyMap<string, string> {
  const phones = new Map<string, string>();
  for (const type of agentTypes)
    for (const { id, extension_id } of names.agents[type]) {
      const agentId = agents.get(agentKey(type, id))?.id;
      if (extension_id !== null && agentId !== undefined && !phones.has(extension_id))
        phones.set(extension_id, agentId);
    }
  return phones;
}
