import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, AgentState, EpochMs, MembershipRecord, Readiness } from '@/lib/floor/records';
import { groupBy } from '@/server/vendors/group-by';
import type { NormalizeContext, Reading } from '@/server/vendors/vendor';
import { agentKey, agentTypes, readAgentType, shortExtension } from './agent-key';
import type { RingMeLive, RingMeNames } from './feeds';
import { type Heard, type LastEvent, vendorWords } from './heard';
import type { RingMeAgent, RingMeCall } from './payloads';
import type { RingMeSettings } from './settings';

/** By agent key. */
export type AgentsByKey = ReadonlyMap<string, AgentRecord>;

export function normalizeAgents(
  names: RingMeNames,
  live: Reading<RingMeLive> | null,
  heard: Heard,
  context: NormalizeContext<RingMeSettings>,
): AgentsByKey {
  const callsAt = groupBy(live?.value.filter(isHeldHere) ?? [], (call) => call.extension_id);
  return new Map(
    agentTypes.flatMap((type) =>
      names.agents[type].map((agent): [string, AgentRecord] => {
        const key = agentKey(type, agent.id);
        const calls = live ? (callsAt.get(agent.extension_id ?? '') ?? []) : null;
        const label = names.labels.get(agent.extension_id ?? '') ?? null;
        return [
          key,
          toRecord(key, { ...agent, name: agent.name ?? label }, calls, heard.get(key), live?.asOf ?? null, context),
        ];
      }),
    ),
  );
}

/** A call that was forwarded elsewhere occupies nobody at this phone. */
export const isHeldHere = ({ real_call }: RingMeCall) => real_call !== false;

function toRecord(
  key: string,
  agent: RingMeAgent,
  calls: readonly RingMeCall[] | null,
  last: LastEvent | undefined,
  asOf: EpochMs | null,
  { sourceId, previous }: NormalizeContext<RingMeSettings>,
): AgentRecord {
  const id = recordId(sourceId, key);
  const state = stateOf(last, calls);
  const extension = shortExtension(agent.extension_name) ?? agent.agent_number ?? agent.number;
  return {
    id,
    sourceId,
    name: agent.name ?? extension ?? agent.id,
    extension,
    team: null,
    location: null,
    serverId: null,
    readiness: readinessOf(last),
    state,
    stateSince: sinceOf(state, last, asOf, previous('agents', id)),
    stateSinceIsReceipt: true,
    pauseReason: null,
    vendorState: last ? vendorWords(last) : null,
    wrapUpEndsAt: null,
    handledToday: null,
    canManage: null,
    canManageReadiness: false,
    personId: null,
  };
}

function readinessOf(last: LastEvent | undefined): Readiness {
  if (!last) return 'unknown';
  return last.status === 'available' ? 'ready' : 'logged-out';
}

/** `calls`: null while nobody knows of any. */
function stateOf(last: LastEvent | undefined, calls: readonly RingMeCall[] | null): AgentState {
  if (last?.status === 'logged_out') return 'logged-out';
  if (calls?.some((call) => call.answer_time_gmt !== null)) return 'busy';
  if (calls?.some(isRinging)) return 'ringing';
  return last && calls ? 'ready' : 'unknown';
}

const isRinging = (call: RingMeCall) => call.answer_time_gmt === null && call.call_flow?.toLowerCase() === 'in';

/** When we heard of it, or saw it: RingMe tells no time of a change. */
function sinceOf(
  state: AgentState,
  last: LastEvent | undefined,
  asOf: EpochMs | null,
  before: AgentRecord | undefined,
): EpochMs | null {
  const kept = before?.state === state ? before.stateSince : null;
  if (state === 'busy' || state === 'ringing') return kept ?? asOf;
  if (!last) return null;
  if (state !== 'ready') return last.at;
  const wasEngaged = before?.state === 'busy' || before?.state === 'ringing';
  return wasEngaged ? asOf : Math.max(kept ?? 0, last.at);
}

/** An agent is in or out of all its queues at once. */
export function normalizeMemberships(names: RingMeNames, agents: AgentsByKey, sourceId: string): MembershipRecord[] {
  const memberships = [...names.members].flatMap(([queueId, members]) =>
    members.flatMap((member) => {
      const agent = agentOf(member, agents);
      if (!agent) return [];
      const { readiness } = agent;
      const membership: MembershipRecord = {
        id: recordId(sourceId, `${queueId}:${agent.key}`),
        sourceId,
        agentId: agent.id,
        queueId: recordId(sourceId, queueId),
        serving: readiness === 'unknown' ? null : readiness === 'ready',
        readiness: null,
        level: null,
        canChange: false,
      };
      return [membership];
    }),
  );
  return [...new Map(memberships.map((membership) => [membership.id, membership])).values()];
}

/** Where it is not said whether an agent is local, local ones come first. */
function agentOf(
  member: RingMeNames['members'] extends ReadonlyMap<string, readonly (infer M)[]> ? M : never,
  agents: AgentsByKey,
) {
  const type = readAgentType(member.agent_type ?? member.type);
  for (const each of type ? [type] : agentTypes) {
    const key = agentKey(each, member.id);
    const agent = agents.get(key);
    if (agent) return { ...agent, key };
  }
  return null;
}
