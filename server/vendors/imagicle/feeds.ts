import type { EpochMs } from '@/lib/floor/records';
import { businessDayStart } from '@/server/vendors/business-day';
import type { Feed } from '@/server/vendors/vendor';
import { type Answer, askPerQueue, readQueues } from './client';
import {
  type ImagicleQueue,
  type QueueAgent,
  queueAgents,
  type RealTimeStatistics,
  realTimeStatistics,
  type Statistics,
  statistics,
} from './payloads';
import type { ImagicleSecrets, ImagicleSettings } from './settings';

export interface ImagicleLive {
  readonly queues: readonly ImagicleQueue[];
  /** By queue id; 403 also for a queue that says itself that its statistics may not be seen. */
  readonly realTime: ReadonlyMap<string, Answer<RealTimeStatistics>>;
}

export interface ImagicleToday {
  /** Start of the window the counts cover. */
  readonly since: EpochMs;
  /** The vendor looks back 24 hours at most, and this business day is longer. */
  readonly isPartial: boolean;
  readonly statistics: ReadonlyMap<string, Answer<Statistics>>;
}

export type ImagicleNames = ReadonlyMap<string, Answer<readonly QueueAgent[]>>;

type ImagicleFeed<Value> = Feed<ImagicleSettings, ImagicleSecrets, Value>;

export const live: ImagicleFeed<ImagicleLive> = {
  everyMs: () => 5000,
  async read(context) {
    const queues = await readQueues(context);
    const open = queues.filter((queue) => queue.canViewRealTimeStats !== false);
    const answers = await askPerQueue(context, open, 'realTimePath', realTimeStatistics);
    const hidden = { refusal: 403 } as const;
    return { queues, realTime: new Map(queues.map((queue) => [queue.id, answers.get(queue.id) ?? hidden])) };
  },
};

const longestMs = 24 * 3_600_000;

export const today: ImagicleFeed<ImagicleToday> = {
  everyMs: (settings) => settings.todayEverySeconds * 1000,
  async read(context) {
    const queues = await readQueues(context);
    const now = context.clock.now();
    const start = businessDayStart(now, context.settings.timeZone, context.settings.businessDayStart);
    const isPartial = now - start > longestMs;
    const lengthMs = Math.min(now - start, longestMs);
    const query = [['interval', isoDuration(lengthMs)]] as const;
    const answers = await askPerQueue(context, queues, 'statisticsPath', statistics, query);
    return { since: now - lengthMs, isPartial, statistics: answers };
  },
};

export const names: ImagicleFeed<ImagicleNames> = {
  everyMs: (settings) => settings.namesEverySeconds * 1000,
  read: async (context) => askPerQueue(context, await readQueues(context), 'agentsPath', queueAgents),
};

/** In whole seconds, one at least: `PT5H12M7S`. */
export function isoDuration(ms: number): string {
  const total = Math.max(1, Math.ceil(ms / 1000));
  const parts = [
    [Math.floor(total / 3600), 'H'],
    [Math.floor(total / 60) % 60, 'M'],
    [total % 60, 'S'],
  ] as const;
  return `PT${parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('')}`;
}
