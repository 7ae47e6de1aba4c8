import { type Floor, type FloorRecords, floorFromRecords, recordsOf } from '@/lib/floor/floor';
import { recordId } from '@/lib/floor/ids';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentState, EpochMs, Readiness } from '@/lib/floor/records';
import type { Random } from '@/server/ports';

/** The bench floor: a large site on several systems. Everything comes from the seed. */
export interface FloorSize {
  readonly sources: number;
  readonly queues: number;
  readonly agents: number;
  readonly memberships: number;
  readonly contacts: number;
}

export const benchSize: FloorSize = { sources: 5, queues: 500, agents: 5000, memberships: 40_000, contacts: 2000 };
export const benchNow: EpochMs = 1_760_000_000_000;

/** Mulberry32: small, quick, and the same everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);
const ago = (random: Random, ms: number): EpochMs => benchNow - upTo(random, ms);

const firstNames = [
  'Anna',
  'Björn',
  'Chiara',
  'Dmitri',
  'Eeva',
  'Florin',
  'Giulia',
  'Heikki',
  'Ioana',
  'Jörg',
] as const;
const lastNames = ['Rossi', 'Virtanen', 'Popescu', 'Ivanova', 'Bianchi', 'Korhonen', 'Ionescu', 'Smirnov'] as const;
const skills = ['Support', 'Sales', 'Billing', 'Returns', 'Premium', 'Callback', 'Complaints'] as const;
const languages = ['IT', 'FI', 'DE', 'EN', 'RO', 'FR'] as const;
const doing: readonly [AgentState, Readiness][] = [
  ['busy', 'ready'],
  ['busy', 'ready'],
  ['ready', 'ready'],
  ['ringing', 'ready'],
  ['wrap-up', 'ready'],
  ['paused', 'paused'],
  ['not-ready', 'not-ready'],
  ['logged-out', 'logged-out'],
];
const pauseReasons = ['Lunch', 'Coffee', 'Training', 'Back office'] as const;

const sourceOf = (i: number, size: FloorSize) => `site-${i % size.sources}`;
const queueId = (i: number, size: FloorSize) => recordId(sourceOf(i, size), String(300 + i));
const agentId = (i: number, size: FloorSize) => recordId(sourceOf(i, size), `agent/${1000 + i}`);

/** A floor as it might stand at noon; equal seeds give equal floors. */
export function benchRecords(size: FloorSize = benchSize, random: Random = seededRandom(1)): FloorRecords {
  const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  return {
    sources: times(size.sources, (i) =>
      makeRecord('sources', { id: `site-${i}`, name: `Site ${i}`, linkSince: benchNow }),
    ),
    queues: times(size.queues, (i) => queue(i, size, random)),
    agents: times(size.agents, (i) => agent(i, size, random)),
    memberships: times(size.memberships, (i) => membership(i, size, random)),
    contacts: times(size.contacts, (i) => contact(i, size, random)),
    groups: [],
    groupQueues: [],
    intents: [],
  };
}

function queue(i: number, size: FloorSize, random: Random) {
  const answered = upTo(random, 400);
  const waiting = upTo(random, 6);
  return makeRecord('queues', {
    id: queueId(i, size),
    sourceId: sourceOf(i, size),
    name: `${pick(random, skills)} ${pick(random, languages)} ${i}`,
    isOpen: true,
    waiting,
    oldestWaitSince: waiting > 0 ? ago(random, 300_000) : null,
    agentsServing: 20 + upTo(random, 60),
    agentsFree: upTo(random, 10),
    agentsBusy: upTo(random, 40),
    agentsWrapUp: upTo(random, 5),
    agentsNotReady: 0,
    agentsPaused: upTo(random, 8),
    offered: answered + 20,
    answered,
    answeredInTime: Math.floor(answered * 0.8),
    abandoned: upTo(random, 20),
    shortAbandoned: upTo(random, 4),
    answeredWaitMs: answered * 14_000,
    handlingMs: answered * 280_000,
    todaySince: benchNow - 5 * 3_600_000,
    answerWithinMs: 20_000,
    shortAbandonMs: 5000,
    serviceLevelTarget: 0.8,
  });
}

function agent(i: number, size: FloorSize, random: Random) {
  const [state, readiness] = doing[upTo(random, doing.length)] ?? ['unknown', 'unknown'];
  return makeRecord('agents', {
    id: agentId(i, size),
    sourceId: sourceOf(i, size),
    name: `${pick(random, firstNames)} ${pick(random, lastNames)}`,
    extension: String(2000 + i),
    team: `Team ${i % 80}`,
    location: sourceOf(i, size),
    readiness,
    state,
    stateSince: ago(random, 900_000),
    pauseReason: state === 'paused' ? pick(random, pauseReasons) : null,
    vendorState: state,
    handledToday: upTo(random, 60),
    canManage: true,
    canManageReadiness: true,
  });
}

/** Each agent serves the next few queues of its own site, no queue twice. */
function membership(i: number, size: FloorSize, random: Random) {
  const agent = i % size.agents;
  const round = Math.floor(i / size.agents);
  const queue = (agent + (1 + round * 7) * size.sources) % size.queues;
  return makeRecord('memberships', {
    id: recordId(sourceOf(agent, size), `${1000 + agent}~${300 + queue}`),
    sourceId: sourceOf(agent, size),
    agentId: agentId(agent, size),
    queueId: queueId(queue, size),
    serving: random() < 0.8,
    level: 1 + upTo(random, 3),
    canChange: true,
  });
}

function contact(i: number, size: FloorSize, random: Random) {
  const isWaiting = random() < 0.3;
  const enteredAt = ago(random, 600_000);
  return makeRecord('contacts', {
    id: recordId(sourceOf(i, size), `call-${i}`),
    sourceId: sourceOf(i, size),
    queueId: queueId(upTo(random, size.queues), size),
    agentId: isWaiting ? null : agentId(upTo(random, size.agents), size),
    state: isWaiting ? 'waiting' : 'talking',
    caller: `+39 02 ${1_000_000 + upTo(random, 8_999_999)}`,
    enteredAt,
    answeredAt: isWaiting ? null : enteredAt + 15_000,
  });
}

type Change = <T extends { readonly id: string }>(records: readonly T[], alter: (record: T) => T) => T[];

/**
 * The same floor a poll later, `share` of the records of every kind changed as they do: agents change state, queues
 * count, members join and leave, half of the contacts' share ends and as many new ones come. All records are new objects,
 * as a poll makes them.
 */
export function nextRecords(before: FloorRecords, share: number, random: Random, now: EpochMs): FloorRecords {
  const change: Change = (records, alter) =>
    records.map((record) => (random() < share ? alter(record) : { ...record }));
  return {
    ...before,
    sources: before.sources.map((record) => ({ ...record })),
    queues: change(before.queues, (record) => ({
      ...record,
      waiting: (record.waiting ?? 0) + 1,
      oldestWaitSince: record.oldestWaitSince ?? now,
      agentsFree: upTo(random, 10),
      offered: (record.offered ?? 0) + 1,
    })),
    agents: change(before.agents, (record) => {
      const [state, readiness] = doing[upTo(random, doing.length)] ?? ['unknown', 'unknown'];
      return {
        ...record,
        state,
        readiness,
        stateSince: now,
        vendorState: state,
        handledToday: (record.handledToday ?? 0) + 1,
      };
    }),
    memberships: change(before.memberships, (record) => ({ ...record, serving: !record.serving })),
    contacts: change(before.contacts, (record) =>
      random() < 0.5
        ? { ...record, state: 'talking' as const, answeredAt: now }
        : { ...record, id: recordId(record.sourceId, `call-${now}-${upTo(random, 1e9)}`), enteredAt: now },
    ),
  };
}

/** Only these kinds, the others empty: what a wall holds, for example. */
export function withoutMemberships(floor: Floor): Floor {
  return floorFromRecords({ ...recordsOf(floor), memberships: [] });
}
