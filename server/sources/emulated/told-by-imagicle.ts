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
  type ToldMembership,
  type ToldQueue,
  tellAgent,
  tellContact,
  tellQueue,
} from './centre-truth';

const dayMs = 24 * 3_600_000;

/** `hidden` are ids of queues whose statistics this account may not see. */
export function toldByImagicle(hidden: readonly string[]): Retell {
  return (truth, before) => {
    const since = Math.max(truth.dayStart, truth.now - dayMs);
    // Asked for in whole seconds: the window may begin a little before the day.
    const from = truth.now - Math.ceil((truth.now - since) / 1000) * 1000;
    const day: DayRule = {
      since,
      // "Counted backwards from now": those whose waiting or talking ended in that time.
      counts: (contact) => (contact.releasedAt ?? contact.endedAt ?? 0) >= from,
      measured: (ms) => ms,
    };
    const stateOf = (agent: CentreAgent) => imagicleState(agent, truth, hidden);
    return {
      agents: agentsBy(truth, (agent) => ({
        ...imagicleAgent(agent, truth, day, stateOf(agent)),
        ...(stateOf(agent) === 'ringing' ? seenRinging(before?.agents[agent.extension], truth.now) : {}),
      })),
      queues: byKey(truth.centre.queues, (queue) => {
        const told = tellQueue(queue, truth, day, stateOf);
        const row: ToldQueue = {
          ...told,
          todayPartial: since > truth.dayStart,
          // An average in whole seconds, and a sum of them.
          answeredWaitMs: nearestSecond((told.answeredWaitMs ?? 0) / (told.answered || 1)) * (told.answered ?? 0),
          handlingMs: nearestSecond(told.handlingMs ?? 0),
          // Nothing is told of answers in time or of short waits; limits are those of the settings.
          ...{ answeredInTime: null, shortAbandoned: null, abandonedInTime: null },
          ...dialCodes(truth.centre.queues.indexOf(queue)),
        };
        return [queue.name, hidden.includes(queue.id) ? { ...row, ...unseen } : row] as const;
      }),
      memberships: membershipsBy(truth, (agent, queueId) =>
        hidden.includes(queueId)
          ? { serving: null, readiness: 'unknown', level: null, canChange: null }
          : imagicleMembership(agent, queueId),
      ),
      // Of calls being talked there is only a number.
      contacts: contactsBy(
        truth.live.filter(({ phase, queueId }) => /waiting|ringing/.test(phase) && !hidden.includes(queueId)),
        (contact) => imagicleContact(contact, truth),
      ),
    };
  };
}

/** The emulated numbers follow the order of the queues. */
const dialCodes = (place: number) => ({ loginDialCode: `41578${place}1`, logoutDialCode: `41578${place}0` });

const nearestSecond = (ms: number): number => Math.round(ms / 1000) * 1000;

const unseen = {
  problem: 'told',
  isOpen: null,
  waiting: null,
  oldestWaitSince: null,
  agentsServing: null,
  agentsFree: null,
  agentsBusy: null,
  agentsWrapUp: null,
  agentsNotReady: null,
  agentsPaused: null,
  offered: null,
  answered: null,
  abandoned: null,
  answeredWaitMs: null,
  handlingMs: null,
  overflowed: null,
} as const;

function imagicleState(agent: CentreAgent, truth: CentreTruth, hidden: readonly string[]): AgentRecord['state'] {
  const isHidden = (queueId: string) => hidden.includes(queueId);
  const seesOneJoined = agent.joined.some((queueId) => !isHidden(queueId));
  // Logged out of all that may be seen: who knows of the rest.
  if (!seesOneJoined) return agent.memberOf.some(({ queueId }) => isHidden(queueId)) ? 'unknown' : 'logged-out';
  if (agent.state === 'talking') return 'busy';
  if (agent.state === 'ringing') {
    const rung = truth.contactsOf(agent).find((contact) => contact.phase === 'ringing');
    return rung && isHidden(rung.queueId) ? 'ready' : 'ringing';
  }
  if (agent.state === 'paused' || agent.pendingPause !== null) return 'paused';
  return agent.state === 'wrap-up' ? 'wrap-up' : 'ready';
}

function imagicleAgent(agent: CentreAgent, truth: CentreTruth, day: DayRule, state: AgentRecord['state']): ToldAgent {
  const told = tellAgent(agent, truth, day);
  return {
    ...told,
    state,
    ...(state === 'unknown' ? { readiness: 'unknown' as const, stateSince: null, pauseReason: null } : {}),
    ...{ team: null, location: null, handledToday: null },
    wrapUpEndsAt: state === 'wrap-up' ? told.wrapUpEndsAt : null,
  };
}

/** Since when a phone rings is not told: since we saw it. */
function seenRinging(
  before: ToldAgent | undefined,
  now: EpochMs,
): Pick<ToldAgent, 'stateSince' | 'stateSinceIsReceipt'> {
  const isSame = before?.state === 'ringing';
  return { stateSince: isSame ? before.stateSince : now, stateSinceIsReceipt: true };
}

function imagicleMembership(agent: CentreAgent, queueId: string): ToldMembership {
  const serving = agent.joined.includes(queueId);
  const isPaused = agent.state === 'paused' || agent.pendingPause !== null;
  return {
    serving,
    readiness: serving ? (isPaused ? 'paused' : 'ready') : 'logged-out',
    level: null,
    canChange: null,
  };
}

function imagicleContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  const told = tellContact(contact, truth);
  return { ...told, caller: contact.caller === 'anonymous' ? null : contact.caller };
}
