import type { EpochMs } from '@/lib/floor/records';
import type { TrendReport } from '@/lib/protocol/reports';
import type { FloorFeed } from '@/server/floor/floor-feed';
import type { SourcePicture } from '@/server/floor/source-picture';
import type { Clock, Log } from '@/server/ports';
import { type HistoryBatch, readNewestMinute, writeHistory } from '@/server/store/history-repository';
import type { Store } from '@/server/store/store';
import { createWriteBehind, type WriteBehindStatus } from '@/server/store/write-behind';
import { type SourceZone, zoneOfSettings } from './business-days';
import { type LastPicture, noPicture, readLastPicture } from './last-picture';
import { createRecorder, type Recorder } from './recorder';
import { type Retention, startRetention } from './retention';

/** How long what is kept, and how often the whole floor is written. */
export interface HistorySettings extends Retention {
  readonly keyframeEveryMs: number;
}

/** What of a source its history has to know. */
export interface RecalledSource {
  readonly id: string;
  readonly vendor: { readonly id: string };
  readonly settings: unknown;
}

/** Keeps what happens on the floor, and gives back how it stood before this process. */
export interface History {
  /** Its writes that wait, for health. */
  status(): WriteBehindStatus;
  /** A source begins: how it stood before the restart, once; null where that is not known or it was another vendor's. */
  recall(source: RecalledSource): SourcePicture | null;
  /** The last hour's points before the restart. */
  pastTrends(): TrendReport | null;
  zoneOf(sourceId: string): SourceZone;
  agentDay: Recorder['agentDay'];
  /** All sources of the start are there: who comes later begins with nothing. */
  settle(): void;
  stop(): Promise<void>;
}

interface HistoryParts {
  readonly store: Store;
  readonly feed: FloorFeed;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: HistorySettings;
  trends(): TrendReport;
}

const bytesPerRow = 400;

export async function openHistory(parts: HistoryParts): Promise<History> {
  const { store, feed, clock, settings } = parts;
  const log = parts.log.child({ part: 'history' });
  let picture: LastPicture = await tryToRead(parts, log);
  const pastTrends = picture.trends;
  const zones = new Map<string, SourceZone>();
  const zoneOf = (id: string) => zones.get(id) ?? zoneOfSettings(null);
  const queue = createWriteBehind<HistoryBatch>({
    name: 'history',
    write: (batches) => writeHistory(store, batches),
    sizeOf,
    clock,
    log,
    batch: 60,
    // It is given a batch a second anyway.
    everyMs: 0,
  });
  const { keyframeEveryMs } = settings;
  const recorder = createRecorder({
    feed,
    clock,
    log,
    queue,
    keyframeEveryMs,
    zoneOf,
    keptDays: picture.agentDays,
    trends: parts.trends,
  });
  const stopRetention = startRetention({ store, clock, log, settings, isBusy: () => queue.status().waiting > 0 });

  return {
    status: queue.status,
    recall({ id, vendor, settings: own }) {
      zones.set(id, zoneOfSettings(own));
      const known = picture.sources.get(id);
      return known?.vendor === vendor.id ? known : null;
    },
    pastTrends: () => pastTrends,
    zoneOf,
    agentDay: recorder.agentDay,
    settle() {
      picture = noPicture;
    },
    async stop() {
      stopRetention();
      await recorder.stop();
      await queue.close();
    },
  };
}

/** A store that cannot be read does not hold up the start: the floor is then empty until the sources answer. */
async function tryToRead({ store, clock }: HistoryParts, log: Log): Promise<LastPicture> {
  try {
    await addUpLastMinute(store);
    return await readLastPicture(store, clock.now());
  } catch (error) {
    log.error({ err: error }, 'The last picture of the floor could not be read');
    return noPicture;
  }
}

/** A process that was killed left its last minute out of hour and day. */
async function addUpLastMinute(store: Store): Promise<void> {
  const newest: EpochMs | null = await readNewestMinute(store);
  const none = { deltas: [], keyframe: [], marks: [], names: [], queues: [], agents: [] };
  if (newest !== null) await writeHistory(store, [{ ...none, closed: [newest] }]);
}

function sizeOf({ deltas, keyframe, marks, names, queues, agents }: HistoryBatch): number {
  let bytes = bytesPerRow * (names.length + queues.length + agents.length);
  for (const { text } of [...deltas, ...keyframe, ...marks]) bytes += bytesPerRow + text.length;
  return bytes;
}
