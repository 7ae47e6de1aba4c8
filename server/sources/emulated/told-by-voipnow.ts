import type { AgentRecord } from '@/lib/floor/records';
import { noDialCodes, unknownToday } from '@/lib/floor/unknown-fields';
import type { CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import {
  agentsBy,
  byKey,
  type CentreTruth,
  contactsBy,
  isWaiting,
  membershipsBy,
  type Retell,
  type ToldAgent,
  type ToldContact,
  type ToldMembership,
  type ToldQueue,
  tellAgent,
  tellContact,
} from './centre-truth';

/** The settings name neither queues nor agents: each is known by its number. */
export const toldByVoipnow: Retell = (truth, before) => ({
  agents: agentsBy(truth, (agent) => voipnowAgent(agent, truth, before?.agents[agent.extension])),
  queues: byKey(truth.centre.queues, (queue) => [queue.number, voipnowQueue(queue, truth)] as const),
  memberships: byKey(
    Object.entries(membershipsBy(truth, (agent, queueId) => voipnowMembership(agent, queueId))),
    ([key, told]) => [byNumber(key, truth), told] as const,
  ),
  contacts: contactsBy(
    truth.live.filter(({ phase }) => phase !== 'wrap-up'),
    (contact) => voipnowContact(contact, truth),
  ),
});

/** Statuses are those of each queue; a call shows whatever they are. */
function readinessIn(agent: CentreAgent, queueId: string) {
  if (!agent.joined.includes(queueId)) return 'logged-out' as const;
  const isPaused = agent.state === 'paused' || agent.pendingPause !== null || agent.pausedIn.includes(queueId);
  return isPaused ? ('paused' as const) : ('ready' as const);
}

function stateIn(agent: CentreAgent, queueId: string): AgentRecord['state'] {
  const readiness = readinessIn(agent, queueId);
  if (readiness === 'logged-out') return readiness;
  return engagement(agent) ?? readiness;
}

/** Nobody is seen wrapping up. */
function engagement(agent: CentreAgent): 'busy' | 'ringing' | null {
  if (agent.state === 'talking') return 'busy';
  return agent.state === 'ringing' ? 'ringing' : null;
}

function voipnowAgent(agent: CentreAgent, truth: CentreTruth, before: ToldAgent | undefined): ToldAgent {
  const told = tellAgent(agent, truth, { since: truth.dayStart, counts: () => true, measured: (ms) => ms });
  const inQueues = agent.memberOf.map(({ queueId }) => readinessIn(agent, queueId));
  const readiness = (['ready', 'paused', 'logged-out'] as const).find((each) => inQueues.includes(each)) ?? 'unknown';
  const state = readiness === 'logged-out' ? readiness : (engagement(agent) ?? readiness);
  return {
    ...told,
    ...{ name: agent.extension, team: null, location: null, readiness, state },
    // Since when is not told: since it was seen.
    stateSince: before?.state === state ? before.stateSince : truth.now,
    stateSinceIsReceipt: true,
    ...{ pauseReason: null, wrapUpEndsAt: null, handledToday: null },
  };
}

function voipnowQueue(queue: CentreQueue, truth: CentreTruth): ToldQueue {
  const waiting = truth.live.filter((contact) => contact.queueId === queue.id && isWaiting(contact));
  const states = truth.centre.agents
    .filter((agent) => agent.joined.includes(queue.id))
    .map((agent) => stateIn(agent, queue.id));
  const count = (...wanted: AgentRecord['state'][]) => states.filter((state) => wanted.includes(state)).length;
  return {
    ...{ name: queue.number, channel: 'phone', isOpen: null, problem: null },
    waiting: waiting.length,
    oldestWaitSince: waiting.length === 0 ? null : Math.min(...waiting.map((contact) => contact.enteredAt)),
    agentsServing: states.length,
    agentsFree: count('ready'),
    agentsBusy: count('busy', 'ringing'),
    agentsWrapUp: null,
    agentsNotReady: null,
    agentsPaused: count('paused'),
    ...unknownToday,
    ...{ answerWithinMs: 20_000, shortAbandonMs: null, serviceLevelTarget: null },
    ...noDialCodes,
  };
}

function voipnowMembership(agent: CentreAgent, queueId: string): ToldMembership {
  const readiness = readinessIn(agent, queueId);
  return { serving: readiness !== 'logged-out', readiness, level: null, canChange: null };
}

function voipnowContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  const told = tellContact(contact, truth);
  const queue = truth.centre.queues.find(({ id }) => id === contact.queueId);
  return { ...told, queue: queue?.number ?? null, callerName: null, isVip: null };
}

/** `0003*201 in Comenzi` as the driver has it, by the queue's number. */
function byNumber(key: string, { centre }: CentreTruth): string {
  const [agent, name] = key.split(' in ');
  return `${agent} in ${centre.queues.find((queue) => queue.name === name)?.number}`;
}
