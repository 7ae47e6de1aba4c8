import type { EpochMs } from '@/lib/floor/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { businessDayStart } from '@/server/vendors/business-day';
import type { Feed } from '@/server/vendors/vendor';
import { askByVendorClock } from '@/server/vendors/vendor-clock';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { type Query, readCollection, type Stamped } from './client';
import {
  type Agent,
  agents,
  type Contact,
  type ContactSummary,
  contactSummaries,
  contacts,
  type QueueGroup,
  type QueueStatus,
  queueGroups,
  queueStatuses,
} from './payloads';
import type { SinchContext } from './session';
import type { SinchSecrets, SinchSettings } from './settings';

/** What a queue's contacts said of its limits, in seconds; RMI tells them nowhere else. */
export interface QueueLimits {
  readonly answerWithin: number | null;
  readonly shortAbandon: number | null;
}

export interface SinchLive {
  readonly queues: readonly Stamped<QueueStatus>[];
  readonly agents: readonly Stamped<Agent>[];
  readonly contacts: readonly Stamped<Contact>[];
  /** By agent id, the queues each was last seen with: RMI leaves them out once an agent has logged out. */
  readonly lastQueues: ReadonlyMap<string, readonly string[]>;
  /** By queue id, as last seen. */
  readonly limits: ReadonlyMap<string, QueueLimits>;
}

export interface SinchToday {
  readonly since: EpochMs;
  readonly summaries: readonly ContactSummary[];
}

export type SinchNames = readonly QueueGroup[];

type SinchFeed<Value> = Feed<SinchSettings, SinchSecrets, Value>;

export const live: SinchFeed<SinchLive> = {
  everyMs: () => 5000,
  async read(context) {
    const [queues, staff, active] = await sinceDayStart(context, ({ start }) =>
      allOrNone<[Stamped<QueueStatus>[], Stamped<Agent>[], Stamped<Contact>[]]>(context.signal, [
        (signal) => readCollection(context, signal, 'queueStatuses', queueStatuses),
        (signal) => readCollection(context, signal, 'agents', agents, [start, ['showQueueInfo', '3']]),
        (signal) => readCollection(context, signal, 'contacts', contacts, [['showAllInProcess', '1']]),
      ]),
    );
    const lastQueues = remember(context, 'sinch.lastQueues', staff.flatMap(queuesOf));
    const limits = remember(context, 'sinch.limits', active.flatMap(limitsOf));
    return { queues, agents: staff, contacts: active, lastQueues, limits };
  },
};

export const today: SinchFeed<SinchToday> = {
  everyMs: (settings) => settings.todayEverySeconds * 1000,
  read: (context) =>
    sinceDayStart(context, async ({ since, start }) => {
      const rows = await readCollection(context, context.signal, 'contactSummaries', contactSummaries, [start]);
      const from = Date.parse(start[1]);
      const toVendorInstant = createVendorTime('utc', 0);
      // "After startTime" may mean the time of a row's last change: a row of yesterday can come along.
      const summaries = rows.filter((row) => (toVendorInstant(row.hourTime) ?? from) >= from);
      return { since, summaries };
    }),
};

export const names: SinchFeed<SinchNames> = {
  everyMs: (settings) => settings.namesEverySeconds * 1000,
  read: (context) => readCollection(context, context.signal, 'queueGroups', queueGroups, [['showThresholds', '1']]),
};

const quarterMs = 15 * 60_000;

/** The start of the business day, on our clock and as RMI wants to be asked for it. */
export interface DayStart {
  readonly since: EpochMs;
  readonly start: Query[number];
}

/** RMI counts by quarters of an hour: a start a few seconds beside one would lose or gain a whole quarter. */
export function sinceDayStart<T>(
  { http, clock, settings }: SinchContext,
  ask: (day: DayStart) => Promise<T>,
): Promise<T> {
  return askByVendorClock(http, quarterMs, (offsetMs) => {
    const since = businessDayStart(clock.now(), settings.timeZone, settings.businessDayStart);
    return ask({ since, start: ['startTime', new Date(since - offsetMs).toISOString()] });
  });
}

function queuesOf(agent: Agent): [string, readonly string[]][] {
  return agent.queues ? [[agent.id, agent.queues.map((queue) => queue.id)]] : [];
}

function limitsOf(contact: Contact): [string, QueueLimits][] {
  const { queueId, origQueueId, answeredOnTimeThreshold, falseAttemptTimeThreshold } = contact;
  // A contact that came from another queue may carry that one's limits.
  if (queueId === null || (origQueueId !== null && origQueueId !== queueId)) return [];
  if (answeredOnTimeThreshold === null && falseAttemptTimeThreshold === null) return [];
  // Nothing is answered within zero seconds: there the limit is not set.
  return [[queueId, { answerWithin: answeredOnTimeThreshold || null, shortAbandon: falseAttemptTimeThreshold }]];
}

/** What was known before, with what is new; a map of its own, since a reading never changes. */
function remember<T>({ memory }: SinchContext, key: string, fresh: readonly [string, T][]): ReadonlyMap<string, T> {
  const known = (memory.get(key) as ReadonlyMap<string, T> | undefined) ?? new Map<string, T>();
  const now = new Map([...known, ...fresh]);
  memory.set(key, now);
  return now;
}
