import type { AgentRecord, ContactRecord, EpochMs, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { noDialCodes } from '@/lib/floor/unknown-fields';
import type { Centre, CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import { businessDayStart } from '@/server/vendors/business-day';

export type ToldQueue = Omit<QueueRecord, 'id' | 'sourceId'>;
export type ToldAgent = Omit<AgentRecord, 'id' | 'sourceId' | 'stateSince'> & {
  readonly stateSince: EpochMs | null | Span;
};
export type ToldMembership = Omit<MembershipRecord, 'id' | 'sourceId' | 'agentId' | 'queueId'>;
/** Queue by name, agent by extension. */
export type ToldContact = Omit<ContactRecord, 'id' | 'sourceId' | 'queueId' | 'agentId'> & {
  readonly queue: string | null;
  readonly agent: string | null;
};

/** Some instant in between, where the vendor speaks of another moment than the centre knows. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** A floor without ids: queues by name, agents by extension, memberships by both. */
export interface ToldFloor {
  readonly queues: Readonly<Record<string, ToldQueue>>;
  readonly agents: Readonly<Record<string, ToldAgent>>;
  readonly memberships: Readonly<Record<string, ToldMembership>>;
  readonly contacts: readonly ToldContact[];
}

/**
 * What a screen should show of a centre when its vendor tells all it can: each exception to the truth is named there.
 * `before` is what it showed at the last poll, for what no vendor tells and a driver can only have seen.
 */
export type Retell = (truth: CentreTruth, before: ToldFloor | null) => ToldFloor;

/** What a vendor calls today, and how it measures; everything else of the truth is common to all. */
export interface DayRule {
  readonly since: EpochMs;
  /** Whether the vendor counts this contact as one of today that is over. */
  counts(contact: CentreContact): boolean;
  /** A length of time as the vendor writes it. */
  measured(ms: number): number;
}

/** What is going on in a centre, of which its vendor can tell a part. */
export interface CentreTruth {
  readonly centre: Centre;
  readonly now: EpochMs;
  readonly dayStart: EpochMs;
  readonly live: readonly CentreContact[];
  /** Over for the caller since the start of the business day or up to a day and an hour ago, in wrap-up or ended. */
  readonly finished: readonly CentreContact[];
  contactsOf(agent: CentreAgent): readonly CentreContact[];
  pauseName(code: string | null): string | null;
}

export function readTruth(centre: Centre, settings: { timeZone: string; businessDayStart: number }): CentreTruth {
  const now = centre.now();
  const live = centre.liveContacts();
  return {
    centre,
    now,
    live,
    dayStart: businessDayStart(now, settings.timeZone, settings.businessDayStart),
    finished: [...centre.endedContacts(0), ...live.filter((contact) => contact.phase === 'wrap-up')],
    contactsOf: (agent) => live.filter((contact) => contact.agentId === agent.id),
    pauseName: (code) => centre.pauseCodes.find((pause) => pause.code === code)?.name ?? null,
  };
}

const stateWords = {
  'logged-out': 'logged-out',
  idle: 'ready',
  ringing: 'ringing',
  talking: 'busy',
  'wrap-up': 'wrap-up',
  paused: 'paused',
} as const satisfies Record<CentreAgent['state'], AgentRecord['state']>;

/** An agent as one who stands beside the desk would tell. */
export function tellAgent(agent: CentreAgent, truth: CentreTruth, day: DayRule): ToldAgent {
  const code = agent.state === 'paused' ? agent.pauseCode : agent.pendingPause;
  const isPaused = agent.state === 'paused' || agent.pendingPause !== null;
  const isIn = agent.state !== 'logged-out';
  const handled = truth.finished.filter((one) => one.agentId === agent.id && one.answeredAt !== null);
  return {
    name: `${agent.firstName} ${agent.lastName}`,
    extension: agent.extension,
    team: agent.team,
    location: agent.location,
    serverId: null,
    readiness: isIn ? (isPaused ? 'paused' : 'ready') : 'logged-out',
    state: stateWords[agent.state],
    stateSince: agent.stateSince,
    stateSinceIsReceipt: false,
    pauseReason: isPaused ? truth.pauseName(code) : null,
    vendorState: null,
    wrapUpEndsAt: agent.wrapUpEndsAt,
    handledToday: handled.filter((one) => day.counts(one)).length,
    canManage: null,
    canManageReadiness: null,
    personId: null,
  };
}

/** A contact waits until somebody answers, alerting included. */
export const isWaiting = (contact: CentreContact): boolean =>
  contact.direction === 'in' && (contact.phase === 'waiting' || contact.phase === 'ringing');

export function tellQueue(
  queue: CentreQueue,
  truth: CentreTruth,
  day: DayRule,
  stateOf: (agent: CentreAgent) => AgentRecord['state'],
): ToldQueue {
  const waiting = truth.live.filter((contact) => contact.queueId === queue.id && isWaiting(contact));
  const states = truth.centre.agents.filter((agent) => agent.joined.includes(queue.id)).map(stateOf);
  const count = (state: AgentRecord['state']) => states.filter((each) => each === state).length;
  return {
    name: queue.name,
    channel: queue.channel,
    isOpen: queue.isOpen,
    problem: null,
    waiting: waiting.length,
    oldestWaitSince: waiting.length === 0 ? null : Math.min(...waiting.map((contact) => contact.enteredAt)),
    agentsServing: states.length,
    agentsFree: count('ready'),
    agentsBusy: count('busy') + count('ringing'),
    agentsWrapUp: count('wrap-up'),
    agentsNotReady: 0,
    agentsPaused: count('paused'),
    ...tellDay(queue, truth, day),
    todaySince: day.since,
    todayPartial: false,
    answerWithinMs: queue.answerWithinMs,
    shortAbandonMs: queue.shortAbandonMs,
    serviceLevelTarget: 0.8,
    ...noDialCodes,
  };
}

function tellDay(queue: CentreQueue, truth: CentreTruth, day: DayRule) {
  const { measured } = day;
  const today = truth.finished.filter((contact) => contact.queueId === queue.id && day.counts(contact));
  const answered = today.filter((contact) => contact.answeredAt !== null);
  const abandoned = today.filter((contact) => contact.outcome === 'abandoned');
  const overflowed = today.filter((contact) => contact.outcome === 'overflowed');
  const waits = answered.map((contact) => measured((contact.answeredAt ?? 0) - contact.enteredAt));
  const lost = abandoned.map((contact) => measured((contact.endedAt ?? 0) - contact.enteredAt));
  const talks = answered.map((contact) => measured((contact.releasedAt ?? 0) - (contact.answeredAt ?? 0)));
  return {
    offered: today.length - overflowed.length,
    answered: answered.length,
    answeredInTime: waits.filter((wait) => wait <= queue.answerWithinMs).length,
    abandoned: abandoned.length,
    shortAbandoned: lost.filter((wait) => wait < queue.shortAbandonMs).length,
    abandonedInTime: lost.filter((wait) => wait <= queue.answerWithinMs).length,
    answeredWaitMs: sum(waits),
    handlingMs: sum(talks),
    overflowed: overflowed.length,
  };
}

export function tellContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  const { queues, agents } = truth.centre;
  return {
    queue: queues.find(({ id }) => id === contact.queueId)?.name ?? null,
    agent: agents.find(({ id }) => id === contact.agentId)?.extension ?? null,
    channel: contact.channel,
    direction: contact.direction,
    serverId: null,
    state: contact.phase === 'ended' ? 'wrap-up' : contact.phase,
    caller: contact.caller,
    callerName: contact.callerName,
    isVip: contact.isVip,
    enteredAt: contact.enteredAt,
    answeredAt: contact.answeredAt,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** One order for contacts without ids. */
export function byArrival(a: ToldContact, b: ToldContact): number {
  const key = ({ queue, caller, agent }: ToldContact) => `${queue} ${caller} ${agent}`;
  return key(a) === key(b) ? (a.enteredAt ?? 0) - (b.enteredAt ?? 0) : key(a) < key(b) ? -1 : 1;
}

export function byKey<Item, Row>(
  items: readonly Item[],
  entry: (item: Item) => readonly [string, Row],
): Record<string, Row> {
  return Object.fromEntries(items.map(entry));
}

export const agentsBy = (truth: CentreTruth, tell: (agent: CentreAgent) => ToldAgent) =>
  byKey(truth.centre.agents, (agent) => [agent.extension, tell(agent)] as const);

export function membershipsBy(
  truth: CentreTruth,
  tell: (agent: CentreAgent, queueId: string, level: number, key: string) => ToldMembership | null,
): Record<string, ToldMembership> {
  const rows = truth.centre.agents.flatMap((agent) =>
    agent.memberOf.flatMap(({ queueId, level }) => {
      const key = `${agent.extension} in ${truth.centre.queues.find(({ id }) => id === queueId)?.name}`;
      const told = tell(agent, queueId, level, key);
      return told ? [[key, told] as const] : [];
    }),
  );
  return Object.fromEntries(rows);
}

export const contactsBy = (
  contacts: readonly CentreContact[],
  tell: (contact: CentreContact) => ToldContact,
): ToldContact[] => contacts.map(tell).toSorted(byArrival);
