import type { AgentRecord, EpochMs } from '@/lib/floor/records';
import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import {
  agentsBy,
  byKey,
  type CentreTruth,
  contactsBy,
  type DayRule,
  membershipsBy,
  type Retell,
  type ToldAgent,
  type ToldContact,
  type ToldFloor,
  type ToldQueue,
  tellAgent,
  tellContact,
  tellQueue,
} from './centre-truth';

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** Who is being rung, or dials, looks as before: free, or paused where a pause was asked for during the contact. */
function queuemetricsState(agent: CentreAgent): AgentRecord['state'] {
  if (agent.state === 'talking') return 'busy';
  if (agent.state === 'ringing' || agent.state === 'idle') return agent.pendingPause === null ? 'ready' : 'paused';
  // A pause asked for during the call holds instead of wrap-up.
  if (agent.state === 'wrap-up') return agent.pendingPause === null ? 'wrap-up' : 'paused';
  return agent.state;
}

export const toldByQueuemetrics: Retell = (truth, before) => {
  const day: DayRule = {
    since: truth.dayStart,
    counts: (contact) => contact.enteredAt >= truth.dayStart,
    measured: wholeSeconds,
  };
  return {
    agents: agentsBy(truth, (agent) => queuemetricsAgent(agent, truth, day, before)),
    queues: byKey(truth.centre.queues, (queue) => {
      const told = tellQueue(queue, truth, day, queuemetricsState);
      // Whether a queue is open, how many it turned away, and a state "not ready" do not exist here.
      const missing = { isOpen: null, overflowed: null, agentsNotReady: null };
      // Lost for want of room or of patience of the queue: both were offered.
      const offered = (told.offered ?? 0) + (told.overflowed ?? 0);
      const row: ToldQueue = { ...told, ...missing, offered };
      return [queue.name, queue.outbound ? { ...row, ...nothingWaits } : row] as const;
    }),
    memberships: membershipsBy(truth, (agent, queueId, level) => ({
      serving: agent.joined.includes(queueId),
      readiness: null,
      level: level - 1,
      canChange: true,
    })),
    contacts: contactsBy(
      truth.live.filter((contact) => contact.phase !== 'wrap-up'),
      (contact) => queuemetricsContact(contact, truth),
    ),
  };
};

/** Nobody waits in a queue for outbound calls: only what was reached and how long it took has a meaning there. */
const nothingWaits = {
  offered: null,
  answeredInTime: null,
  abandoned: null,
  shortAbandoned: null,
  abandonedInTime: null,
  answeredWaitMs: null,
  answerWithinMs: null,
  shortAbandonMs: null,
  serviceLevelTarget: null,
} as const;

function queuemetricsAgent(agent: CentreAgent, truth: CentreTruth, day: DayRule, before: ToldFloor | null): ToldAgent {
  const told = tellAgent(agent, truth, day);
  const state = queuemetricsState(agent);
  return {
    ...told,
    name: `${told.name} (${agent.id})`,
    state,
    ...(state === 'logged-out' ? seenLeaving(before?.agents[agent.extension], truth.now) : {}),
    wrapUpEndsAt: null,
    // Everybody's phone is known.
    ...{ canManage: true, canManageReadiness: true },
  };
}

/** Who has logged out is gone from the vendor's answers: since when is what we saw. */
function seenLeaving(
  before: ToldAgent | undefined,
  now: EpochMs,
): Pick<ToldAgent, 'stateSince' | 'stateSinceIsReceipt'> {
  if (!before) return { stateSince: null, stateSinceIsReceipt: false };
  if (before.state !== 'logged-out') return { stateSince: now, stateSinceIsReceipt: true };
  return { stateSince: before.stateSince, stateSinceIsReceipt: before.stateSinceIsReceipt };
}

function queuemetricsContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  const told = tellContact(contact, truth);
  const isAlerting = contact.direction === 'in' && contact.phase === 'ringing';
  return {
    ...told,
    ...(isAlerting ? { state: 'waiting' as const, agent: null } : {}),
    callerName: null,
    isVip: null,
  };
}
