import type { Centre } from '@/server/emulators/centre-types';
import type { DateTimeForm } from '@/server/emulators/date-time-text';
import { type Clock, systemClock } from '@/server/ports';

/** The visible documents cut this path off: it is our guess, and a setting on both sides. */
export const realTimePath = 'Queues/FIFO/{queueId}/RealTimeStatistics';

type ModifyMethod = 'PUT' | 'PATCH' | null;

export interface ImagicleOptions {
  /** Below the base path, with `{queueId}` where the id goes. */
  readonly realTimePath?: string;
  /** The documents do not say whether date-times carry an offset. */
  readonly dateTimes?: DateTimeForm;
  /** Queues whose statistics this user may not see; the site's last queue unless told otherwise. */
  readonly hiddenQueueIds?: readonly string[];
  /** Above so many requests in a minute the answer is 429; null = no limit. */
  readonly requestsPerMinute?: number | null;
  /** Whether `Queues/FIFO/{id}` and `Services/{id}` can be read one by one; only the lists are documented. */
  readonly showsOne?: boolean;
  /** How one is modified; a PUT takes what is missing for not set. null = not at all. */
  readonly modifyMethod?: ModifyMethod;
  readonly canDelete?: boolean;
  /** What a queue that was made is answered with. */
  readonly createReply?: 'id' | 'object';
  readonly modifyReply?: 'object' | 'empty';
  /** What is shown in the place of a value that is not overridden. */
  readonly unusedValues?: 'inherited' | 'kept';
  /** Below a queue; null = there is no such resource. That of services is documented. */
  readonly queueManagersPath?: string | null;
  /** What `/Services` is below; null = there are none. */
  readonly ivrBasePath?: string | null;
  /** Complete management privileges; without them only what this user is a manager of can be managed. */
  readonly managesEverything?: boolean;
  readonly clock?: Pick<Clock, 'now'>;
}

export type ImagicleSettings = Required<ImagicleOptions>;

export function settingsFor(centre: Centre, options: ImagicleOptions): ImagicleSettings {
  return {
    realTimePath,
    dateTimes: 'offset',
    hiddenQueueIds: centre.queues.slice(-1).map((queue) => queue.id),
    requestsPerMinute: null,
    showsOne: true,
    modifyMethod: 'PUT',
    canDelete: true,
    createReply: 'id',
    modifyReply: 'object',
    unusedValues: 'inherited',
    queueManagersPath: 'Users/Managers',
    ivrBasePath: '/fw/Apps/IVR/WebAPI',
    managesEverything: true,
    clock: systemClock,
    ...options,
  };
}
