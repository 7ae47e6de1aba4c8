import type { Centre } from '@/server/emulators/centre-types';
import type { DateTimeForm } from '@/server/emulators/date-time-text';
import { type Clock, systemClock } from '@/server/ports';

/** The visible documents cut this path off: it is our guess, and a setting on both sides. */
export const realTimePath = 'Queues/FIFO/{queueId}/RealTimeStatistics';

export interface ImagicleOptions {
  /** Below the base path, with `{queueId}` where the id goes. */
  readonly realTimePath?: string;
  /** The documents do not say whether date-times carry an offset. */
  readonly dateTimes?: DateTimeForm;
  /** Queues whose statistics this user may not see; the site's last queue unless told otherwise. */
  readonly hiddenQueueIds?: readonly string[];
  /** Above so many requests in a minute the answer is 429; null = no limit. */
  readonly requestsPerMinute?: number | null;
  readonly clock?: Pick<Clock, 'now'>;
}

export type ImagicleSettings = Required<ImagicleOptions>;

export function settingsFor(centre: Centre, options: ImagicleOptions): ImagicleSettings {
  return {
    realTimePath,
    dateTimes: 'offset',
    hiddenQueueIds: centre.queues.slice(-1).map((queue) => queue.id),
    requestsPerMinute: null,
    clock: systemClock,
    ...options,
  };
}
