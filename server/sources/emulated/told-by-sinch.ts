import type { AgentRecord } from '@/lib/floor/records';
import type { CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
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
  tellAgent,
  tellContact,
  tellQueue,
} from './centre-truth';

/** Alerting has no word. An agent of several chats may wrap one up while the next one alerts. */
function sinchState(agent: CentreAgent, truth: CentreTruth): AgentRecord['state'] {
  if (agent.state === 'logged-out') return 'logged-out';
  if (agent.state === 'talking') return 'busy';
  if (truth.contactsOf(agent).some((contact) => contact.phase === 'wrap-up')) return 'wrap-up';
  return agent.state === 'paused' || agent.pendingPause !== null ? 'paused' : 'ready';
}

export const toldBySinch: Retell = (truth, before) => {
  const day: DayRule = {
    since: truth.dayStart,
    // Handled means wrapped up, too.
    counts: (contact) => contact.enteredAt >= truth.dayStart && contact.phase === 'ended',
    measured: (ms) => ms,
  };
  return {
    agents: agentsBy(truth, (agent) => sinchAgent(agent, truth)),
    queues: byKey(truth.centre.queues, (queue) => {
      const told = tellQueue(queue, truth, day, (agent) => sinchState(agent, truth));
      const timedOut = truth.finished.filter(
        (contact) => contact.queueId === queue.id && contact.outcome === 'timed-out' && day.counts(contact),
      );
      return [
        queue.name,
        {
          ...told,
          ...sinchLimits(queue, truth, before),
          ...sinchCounts(queue, truth),
          isOpen: null,
          // Who was not answered before the queue gave up is an abandon as well.
          abandoned: (told.abandoned ?? 0) + timedOut.length,
          abandonedInTime: null,
          overflowed: null,
        },
      ] as const;
    }),
    // The queues of somebody logged out are left out: those seen before are kept, and whether served is unknown.
    memberships: membershipsBy(truth, (agent, queueId, _level, key) => {
      const known = { readiness: null, level: null };
      if (agent.state !== 'logged-out') return { ...known, serving: agent.joined.includes(queueId), canChange: true };
      return before?.memberships[key] ? { ...known, serving: null, canChange: null } : null;
    }),
    contacts: contactsBy(truth.live, (contact) => sinchContact(contact, truth)),
  };
};

/** The vendor's own: who is alerted or has room for another chat is free, who asked for a pause is paused at once. */
function sinchCounts(queue: CentreQueue, truth: CentreTruth) {
  const serving = truth.centre.agents.filter((agent) => agent.joined.includes(queue.id));
  const isPaused = (agent: CentreAgent) => agent.state === 'paused' || agent.pendingPause !== null;
  const present = serving.filter((agent) => !isPaused(agent));
  const wrappingUp = present.filter((agent) => agent.state === 'wrap-up').length;
  const free = present.filter((agent) => agent.state !== 'wrap-up' && takesMore(agent, truth)).length;
  return {
    agentsFree: free,
    agentsBusy: present.length - wrappingUp - free,
    agentsWrapUp: wrappingUp,
    agentsPaused: serving.length - present.length,
  };
}

function takesMore(agent: CentreAgent, truth: CentreTruth): boolean {
  const talking = truth.contactsOf(agent).filter((contact) => contact.phase === 'talking');
  return talking.length < 3 && talking.every(({ channel }) => channel === 'chat');
}

/** A queue's limits are told with its contacts only: before one came, those of the settings hold. */
function sinchLimits(queue: CentreQueue, truth: CentreTruth, before: ToldFloor | null) {
  const { answerWithinMs, shortAbandonMs } = queue;
  const wasTold = before?.queues[queue.name]?.answerWithinMs === answerWithinMs;
  const isTold = truth.live.some((contact) => contact.queueId === queue.id);
  return isTold || wasTold ? { answerWithinMs, shortAbandonMs } : { answerWithinMs: 20_000, shortAbandonMs: 5_000 };
}

function sinchAgent(agent: CentreAgent, truth: CentreTruth): ToldAgent {
  const told = tellAgent(agent, truth, {
    since: truth.dayStart,
    counts: (contact) => (contact.releasedAt ?? 0) >= truth.dayStart,
    measured: (ms) => ms,
  });
  const state = sinchState(agent, truth);
  return {
    ...told,
    name: `${agent.lastName}, ${agent.firstName}`,
    state,
    // Ready lasts through contacts: an idle agent has been ready since the login or the last pause.
    ...(state === 'ready' ? { stateSince: { from: agent.loggedInSince ?? truth.now, to: truth.now } } : {}),
    ...(state === 'wrap-up' ? { stateSince: Math.max(...releases(agent, truth)) } : {}),
    wrapUpEndsAt: null,
    // Figures are shown of those logged in only.
    handledToday: agent.state === 'logged-out' ? null : told.handledToday,
    canManage: true,
    canManageReadiness: true,
  };
}

const releases = (agent: CentreAgent, truth: CentreTruth): number[] =>
  truth.contactsOf(agent).flatMap(({ phase, releasedAt }) => (phase === 'wrap-up' ? (releasedAt ?? []) : []));

function sinchContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  const told = tellContact(contact, truth);
  const isAlerting = contact.direction === 'in' && contact.phase === 'ringing';
  return {
    ...told,
    ...(isAlerting ? { state: 'waiting' as const, agent: null } : {}),
    callerName: null,
    isVip: null,
  };
}
