import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, AgentState, EpochMs, MembershipRecord, Readiness } from '@/lib/floor/records';
import type { ToInstant } from '@/server/vendors/vendor-time';
import type { Stamped } from './client';
import { isWrapUp } from './contacts';
import type { SinchLive } from './feeds';
import type { Agent } from './payloads';
import { wordOf } from './words';

export function normalizeAgents(live: SinchLive, toInstant: ToInstant, sourceId: string): AgentRecord[] {
  const wrapUps = wrapUpsByAgent(live, toInstant);
  return live.agents.map((agent) => {
    const wrapUpSince = wrapUps.get(agent.id);
    const readiness = readinessOf(agent);
    const state = stateOf(agent, readiness, wrapUpSince !== undefined);
    return {
      id: recordId(sourceId, agent.id),
      sourceId,
      name: agent.name ?? agent.id,
      extension: agent.number,
      team: agent.reportingGroupName ?? agent.reportingGroup,
      location: agent.location,
      serverId: null,
      readiness,
      state,
      stateSince: (state === 'wrap-up' && wrapUpSince) || sinceOf(agent, state),
      stateSinceIsReceipt: false,
      pauseReason: readiness === 'paused' && isAbsent(agent) ? agent.profile : null,
      vendorState: vendorStateOf(agent),
      wrapUpEndsAt: null,
      handledToday: handledOf(agent),
      canManage: agent.manageable,
      canManageReadiness: agent.manageablePresence,
      personId: null,
    };
  });
}

/** Who wraps up, since when: of several contacts, since the last one of them was over. */
function wrapUpsByAgent(live: SinchLive, toInstant: ToInstant): Map<string, EpochMs | null> {
  const wrapUps = new Map<string, EpochMs | null>();
  for (const contact of live.contacts) {
    if (!contact.agentId || !isWrapUp(contact)) continue;
    const since = toInstant(contact.wrapUpBeginTime ?? contact.disconnectTime);
    const before = wrapUps.get(contact.agentId) ?? null;
    wrapUps.set(contact.agentId, before === null || since === null ? (since ?? before) : Math.max(since, before));
  }
  return wrapUps;
}

/** A logged-out agent's queues are left out by RMI: those it had last are kept, and whether it serves is unknown. */
export function normalizeMemberships(live: SinchLive, sourceId: string): MembershipRecord[] {
  const queueIds = new Map(live.queues.map((queue) => [queue.id, recordId(sourceId, queue.id)]));
  const memberships = new Map<string, MembershipRecord>();
  for (const agent of live.agents) {
    const agentId = recordId(sourceId, agent.id);
    const last = live.lastQueues.get(agent.id) ?? [];
    const queues = agent.queues ?? last.map((id) => ({ id, serving: null, canChangeQueueLogin: null }));
    for (const queue of queues) {
      const queueId = queueIds.get(queue.id);
      if (queueId === undefined) continue;
      const id = membershipId(sourceId, agent.id, queue.id);
      memberships.set(id, {
        id,
        sourceId,
        agentId,
        queueId,
        serving: queue.serving,
        readiness: null,
        level: null,
        canChange: queue.canChangeQueueLogin,
      });
    }
  }
  return [...memberships.values()];
}

/** Of the record that tells whether this agent serves this queue; both by RMI's ids. */
export const membershipId = (sourceId: string, agent: string, queue: string): string =>
  recordId(sourceId, `${agent}:${queue}`);

const isAbsent = (agent: Agent) => wordOf(agent.profileType) === 'absence';

/** What the agent declared: the switches only, whatever the agent is busy with. */
function readinessOf(agent: Agent): Readiness {
  const status = wordOf(agent.userStatus);
  if (status === 'loggedout' || wordOf(agent.availability) === 'loggedout') return 'logged-out';
  if (status === 'pause' || isAbsent(agent)) return 'paused';
  if (status === 'notready' || wordOf(agent.profileType) === 'conference') return 'not-ready';
  if (status === 'ready') return 'ready';
  if (status === '' && agent.userReadyStatus !== null) return agent.userReadyStatus ? 'ready' : 'not-ready';
  return 'unknown';
}

function isHandling(agent: Agent): boolean {
  const handling = wordOf(agent.contactHandlingStatus);
  return handling !== '' && handling !== 'waiting';
}

/** RMI never tells that a phone rings. Ready but Busy or Away while Waiting is something we cannot name. */
function stateOf(agent: Agent, readiness: Readiness, isWrappingUp: boolean): AgentState {
  if (readiness === 'logged-out') return 'logged-out';
  if (isHandling(agent)) return 'busy';
  if (isWrappingUp) return 'wrap-up';
  if (readiness !== 'ready') return readiness;
  return wordOf(agent.availability) === 'free' ? 'ready' : 'unknown';
}

function sinceOf(agent: Stamped<Agent>, state: AgentState): EpochMs | null {
  const age = ageOf(agent, state);
  return age === null ? null : Math.max(0, agent.readAt - age);
}

function ageOf(agent: Agent, state: AgentState): number | null {
  if (state === 'busy') return agent.contactHandlingStatusDuration;
  return state === 'paused' && isAbsent(agent) ? agent.profileDuration : agent.userStatusDuration;
}

function vendorStateOf(agent: Agent): string | null {
  const words = [agent.userStatus, agent.contactHandlingStatus, agent.availability, agent.profile];
  return words.filter((word) => word !== null).join(' · ') || null;
}

function handledOf(agent: Agent): number | null {
  if (agent.handledContactsTotal !== null) return agent.handledContactsTotal;
  const totals = known([agent.handledContactsTotalIn, agent.handledContactsTotalOut]);
  if (totals.length === 2) return total(totals);
  const parts = known([
    agent.handledContactsCallIn,
    agent.handledContactsChatIn,
    agent.handledContactsEmailIn ?? agent.handledContactseEmailIn,
    agent.handledContactsCbrIn,
    agent.handledContactsCallOut,
    agent.handledContactsChatOut,
    agent.handledContactsEmailOut,
  ]);
  return parts.length === 7 ? total(parts) : null;
}

const known = (counts: readonly (number | null)[]) => counts.filter((count) => count !== null);
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
