import { z } from 'zod';
import { agentStates, channels, contactStates, intentStatuses, links, readinesses } from './words';

export { agentStates, channels, contactStates, intentStatuses, links, readinesses };

/** Milliseconds since 1970-01-01T00:00Z, on the server's clock. */
export const epochMs = z.number().int().nonnegative();
export type EpochMs = number;

const id = z.string().min(1);
const text = z.string();
const count = z.number().int().nonnegative().nullable();
const durationMs = z.number().int().nonnegative().nullable();
const instant = epochMs.nullable();
const flag = z.boolean().nullable();

/** One configured vendor system and how it is doing (rule H1). */
export const sourceRecord = z.strictObject({
  id,
  vendor: text,
  name: text,
  link: z.enum(links),
  /** Since when `link` is what it is. */
  linkSince: instant,
  /** What is wrong, in words a person can act on. */
  problem: text.nullable(),
  /** A slice that lost most of its records is being held back (rule P2). */
  suspect: z.boolean(),
  /** Expected interval of the live feed; null = event-driven. */
  pollEveryMs: durationMs,
});

export const queueRecord = z.strictObject({
  id,
  sourceId: id,
  name: text,
  channel: z.enum(channels).nullable(),
  isOpen: flag,
  /** Why the figures of this one queue are unknown, in words; null when nothing is wrong. */
  problem: text.nullable(),
  waiting: count,
  oldestWaitSince: instant,
  agentsServing: count,
  agentsFree: count,
  agentsBusy: count,
  agentsWrapUp: count,
  agentsNotReady: count,
  agentsPaused: count,
  offered: count,
  answered: count,
  answeredInTime: count,
  /** All abandoned contacts, short ones included. */
  abandoned: count,
  shortAbandoned: count,
  abandonedInTime: count,
  /** Sum of the queue wait of answered contacts. */
  answeredWaitMs: durationMs,
  handlingMs: durationMs,
  /** Turned away by a full queue; not part of `offered`. */
  overflowed: count,
  /** Start of the window that today's counts cover. */
  todaySince: instant,
  /** True when the vendor could not cover the whole business day. */
  todayPartial: z.boolean(),
  answerWithinMs: durationMs,
  shortAbandonMs: durationMs,
  /** Fraction 0–1. */
  serviceLevelTarget: z.number().min(0).max(1).nullable(),
  /** What an agent dials to log in to this queue and out of it, where the vendor has that. */
  loginDialCode: text.nullable(),
  logoutDialCode: text.nullable(),
});

export const agentRecord = z.strictObject({
  id,
  sourceId: id,
  name: text,
  extension: text.nullable(),
  team: text.nullable(),
  location: text.nullable(),
  serverId: text.nullable(),
  /** What the agent declared; commands change this. */
  readiness: z.enum(readinesses),
  /** What the agent does; `ready` is idle: logged in, free, not ringing. */
  state: z.enum(agentStates),
  stateSince: instant,
  /** True when `stateSince` is when we saw it, not when the vendor says it happened. */
  stateSinceIsReceipt: z.boolean(),
  pauseReason: text.nullable(),
  /** The vendor's own words for the state, untouched. */
  vendorState: text.nullable(),
  wrapUpEndsAt: instant,
  handledToday: count,
  canManage: flag,
  canManageReadiness: flag,
  personId: text.nullable(),
});

export const membershipRecord = z.strictObject({
  id,
  sourceId: id,
  agentId: id,
  queueId: id,
  serving: flag,
  /** Where the vendor keeps readiness per queue; else null. */
  readiness: z.enum(readinesses).nullable(),
  level: z.number().int().nullable(),
  canChange: flag,
});

export const contactRecord = z.strictObject({
  id,
  sourceId: id,
  queueId: id.nullable(),
  agentId: id.nullable(),
  channel: z.enum(channels).nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  serverId: text.nullable(),
  state: z.enum(contactStates),
  caller: text.nullable(),
  callerName: text.nullable(),
  isVip: flag,
  enteredAt: instant,
  answeredAt: instant,
});

export const groupRecord = z.strictObject({ id, sourceId: id, name: text });

/** Ten alarm levels a vendor may set on a queue in a group; each null where it sets none. */
export const groupQueueRecord = z.strictObject({
  id,
  sourceId: id,
  groupId: id,
  queueId: id,
  waitingWarning: count,
  waitingCritical: count,
  longestWaitWarningMs: durationMs,
  longestWaitCriticalMs: durationMs,
  freeAgentsWarning: count,
  freeAgentsCritical: count,
  servingAgentsWarning: count,
  servingAgentsCritical: count,
  serviceLevelWarning: z.number().min(0).max(1).nullable(),
  serviceLevelCritical: z.number().min(0).max(1).nullable(),
});

/** A command that was asked for (rule I1). */
export const intentRecord = z.strictObject({
  id,
  sourceId: id,
  targetKind: z.enum(['agent', 'contact', 'queue', 'source']),
  targetId: id,
  /** One of `lib/commands/actions`. */
  action: text,
  /** The reason of a pause, the id of a queue, a number: what the action carries, in words where there are any. */
  wanted: text.nullable(),
  /** What who asked said to the agent. */
  note: text.nullable(),
  status: z.enum(intentStatuses),
  /** Why it stands as it does, in words. */
  reason: text.nullable(),
  /** Who asked, and the id of the account. */
  by: text,
  byId: text,
  requestedAt: epochMs,
  /** Until then it can be taken back, and nothing is sent. */
  heldUntil: instant,
  /** Nothing is sent before the agent’s contact ends; until then it can be taken back too. */
  waitsForContact: z.boolean(),
  /** When it counts as not confirmed; null as long as nothing is sent. */
  timesOutAt: instant,
  endedAt: instant,
});

/** One schema per kind of record; every field required, scalars only, null = not known (rule R1). */
export const recordSchemas = {
  sources: sourceRecord,
  queues: queueRecord,
  agents: agentRecord,
  memberships: membershipRecord,
  contacts: contactRecord,
  groups: groupRecord,
  groupQueues: groupQueueRecord,
  intents: intentRecord,
} as const;

export type SourceRecord = Readonly<z.infer<typeof sourceRecord>>;
export type QueueRecord = Readonly<z.infer<typeof queueRecord>>;
export type AgentRecord = Readonly<z.infer<typeof agentRecord>>;
export type MembershipRecord = Readonly<z.infer<typeof membershipRecord>>;
export type ContactRecord = Readonly<z.infer<typeof contactRecord>>;
export type GroupRecord = Readonly<z.infer<typeof groupRecord>>;
export type GroupQueueRecord = Readonly<z.infer<typeof groupQueueRecord>>;
export type IntentRecord = Readonly<z.infer<typeof intentRecord>>;

export interface RecordOf {
  sources: SourceRecord;
  queues: QueueRecord;
  agents: AgentRecord;
  memberships: MembershipRecord;
  contacts: ContactRecord;
  groups: GroupRecord;
  groupQueues: GroupQueueRecord;
  intents: IntentRecord;
}
export type Readiness = AgentRecord['readiness'];
export type AgentState = AgentRecord['state'];
export type ContactState = ContactRecord['state'];
export type Channel = (typeof channels)[number];
export type Link = SourceRecord['link'];
