import { z } from 'zod';
import {
  anyCase,
  lenientCount,
  lenientDuration,
  lenientFlag,
  lenientId,
  lenientList,
  lenientNumber,
  lenientText,
} from '@/server/vendors/lenient';

/** RMI documents every field but a few as required; real replies leave out much, so only ids are insisted on. */
const queueStatus = anyCase({
  id: lenientId,
  name: lenientText,
  type: lenientText,
  inQueueCurrent: lenientCount,
  waitingDurationCurrentMax: lenientDuration,
  agentsServing: lenientCount,
  agentsFree: lenientCount,
  agentsBusy: lenientCount,
  agentsWrapUp: lenientCount,
  agentsNotReady: lenientCount,
  agentsPause: lenientCount,
});

const agentQueue = anyCase({ id: lenientId, serving: lenientFlag, canChangeQueueLogin: lenientFlag });

const agent = anyCase({
  id: lenientId,
  name: lenientText,
  number: lenientText,
  reportingGroupName: lenientText,
  /** The documents' second agent has this instead of `reportingGroupName`. */
  reportingGroup: lenientText,
  location: lenientText,
  manageable: lenientFlag,
  manageablePresence: lenientFlag,
  userStatus: lenientText,
  userStatusDuration: lenientDuration,
  userReadyStatus: lenientFlag,
  contactHandlingStatus: lenientText,
  contactHandlingStatusDuration: lenientDuration,
  profile: lenientText,
  profileDuration: lenientDuration,
  profileType: lenientText,
  availability: lenientText,
  handledContactsTotal: lenientCount,
  handledContactsTotalIn: lenientCount,
  handledContactsTotalOut: lenientCount,
  handledContactsCallIn: lenientCount,
  handledContactsChatIn: lenientCount,
  handledContactsEmailIn: lenientCount,
  /** The documents' spelling of the one above. */
  handledContactseEmailIn: lenientCount,
  handledContactsCbrIn: lenientCount,
  handledContactsCallOut: lenientCount,
  handledContactsChatOut: lenientCount,
  handledContactsEmailOut: lenientCount,
  queues: nested(agentQueue),
});

const contact = anyCase({
  id: lenientId,
  contactGroupId: lenientText,
  channel: lenientText,
  type: lenientText,
  status: lenientText,
  source: lenientText,
  destination: lenientText,
  agentId: lenientText,
  queueId: lenientText,
  origQueueId: lenientText,
  arrivalTime: lenientText,
  arrivalQueueTime: lenientText,
  connectTime: lenientText,
  disconnectTime: lenientText,
  wrapUpBeginTime: lenientText,
  /** These two are seconds; every duration is milliseconds. */
  answeredOnTimeThreshold: lenientCount,
  falseAttemptTimeThreshold: lenientCount,
});

/** One queue in one quarter of an hour. */
const contactSummary = anyCase({
  id: lenientId,
  /** Rows of an IVR have none. */
  queueId: lenientText,
  hourTime: lenientText,
  inHandled: lenientCount,
  inAnsweredOnTime: lenientCount,
  inAbandoned: lenientCount,
  inFalseAttempt: lenientCount,
  inAnsweredQueueTimeTotal: lenientDuration,
  inHandleTimeTotal: lenientDuration,
});

const groupQueue = anyCase({
  id: lenientId,
  name: lenientText,
  type: lenientText,
  interactionsWarningLevel: lenientCount,
  interactionsCriticalLevel: lenientCount,
  maxWaitTimeWarningLevel: lenientDuration,
  maxWaitTimeCriticalLevel: lenientDuration,
  freeAgentWarningLevel: lenientCount,
  freeAgentCriticalLevel: lenientCount,
  servingAgentWarningLevel: lenientCount,
  servingAgentCriticalLevel: lenientCount,
  serviceLevelWarningLevel: lenientNumber,
  serviceLevelCriticalLevel: lenientNumber,
});

export const queueGroup = anyCase({ id: lenientId, name: lenientText, queues: nested(groupQueue) });

/** A presence profile of an agent; a change sends all of it back, so all of it is kept as it came. */
const presence = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullable().default(null),
  type: z.string().nullable().default(null),
});

/** An agent's queue as a change of it wants it: whole. */
export const wholeQueue = z.looseObject({ canChangeQueueLogin: z.unknown() });

/** What an agent may be away in a day, and has been. */
export const breakTimes = anyCase({ dailyPauseDuration: lenientDuration, pauseTime: lenientDuration });

export const queueStatuses = lenientList(queueStatus);
export const agents = lenientList(agent);
export const contacts = lenientList(contact);
export const contactSummaries = lenientList(contactSummary);
export const queueGroups = lenientList(queueGroup);
export const presences = lenientList(presence);

export type QueueStatus = z.infer<typeof queueStatus>;
export type Agent = z.infer<typeof agent>;
export type Contact = z.infer<typeof contact>;
export type ContactSummary = z.infer<typeof contactSummary>;
export type Presence = z.infer<typeof presence>;
export type QueueGroup = z.infer<typeof queueGroup>;
export type GroupQueue = z.infer<typeof groupQueue>;

/** The schema says `queues[]`, examples and real replies say `queues.queue[]`; null where there is no such key at all. */
function nested<Row extends z.ZodType>(row: Row) {
  return z.preprocess(unnest, z.array(row).nullable());
}

function unnest(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value === '') return [];
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 0) return [];
  const inner = keys.find((key) => key.toLowerCase() === 'queue');
  if (inner === undefined) return [value];
  const rows = (value as Record<string, unknown>)[inner];
  if (rows === undefined || rows === null || rows === '') return [];
  return Array.isArray(rows) ? rows : [rows];
}
