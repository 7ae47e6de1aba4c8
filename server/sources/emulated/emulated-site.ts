import type { PolledFeedName } from '@/lib/floor/kinds';
import type { EpochMs } from '@/lib/floor/records';
import { type CentreOptions, createCentre } from '@/server/emulators/centre';
import type { Centre, FaceCredentials } from '@/server/emulators/centre-types';
import { doctorCentre } from '@/server/emulators/control/doctored-centre';
import type { Face } from '@/server/emulators/face-http';
import { listenFace } from '@/server/emulators/face-listen';
import type { FakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { createReadingDesk } from '@/server/floor/reading-desk';
import type { SliceTables } from '@/server/floor/slice-tables';
import type { Clock } from '@/server/ports';
import { bindEditor, type SourceEditor } from '@/server/sources/source-editor';
import { createHttpDoor } from '@/server/vendors/http';
import type { AnyVendor, FeedContext, Reading } from '@/server/vendors/vendor';

export const sourceId = 'site';
const feeds = ['live', 'today', 'names'] as const satisfies readonly PolledFeedName[];

export interface EmulatedSiteOptions {
  readonly vendor: AnyVendor<string>;
  readonly site: CentreOptions['site'];
  /** How much larger than planned; 1 unless told otherwise. */
  readonly agents?: number;
  /** How much of the past the centre has; more than a day unless told otherwise. */
  readonly warmUpMs?: number;
  readonly clock: FakeClock;
  readonly face: (centre: Centre, credentials: FaceCredentials, clock: Clock) => Face;
  /** What stands behind the origin in `settings.baseUrl`. */
  readonly basePath?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly credentials?: Partial<FaceCredentials> & Readonly<Record<string, string>>;
  /** What the vendor calls user and password, where it has other names. */
  readonly secrets?: (credentials: FaceCredentials) => unknown;
  /** How far the vendor's clock is ahead of ours. */
  readonly skewMs?: number;
}

/** A living centre behind its vendor's face on one side of real HTTP, that vendor's driver and a floor on the other. */
export interface EmulatedSite {
  readonly centre: Centre;
  readonly settings: { readonly timeZone: string; readonly businessDayStart: number };
  /** Asks every feed at once, as it is at the start, and brings the answers to the floor; answers how many commits that took. */
  poll(): Promise<number>;
  /** From here on nothing happens in the centre, though its clock goes on; `jitterMs` off ours at each poll. */
  hold(jitterMs?: readonly number[]): void;
  tables(): SliceTables;
  /** What of it can be seen and edited; null where that is nothing. */
  readonly editor: SourceEditor | null;
  close(): Promise<void>;
}

export async function openEmulatedSite(options: EmulatedSiteOptions): Promise<EmulatedSite> {
  const { clock, vendor, site } = options;
  const { agents = 1, warmUpMs } = options;
  const truth = createCentre({ site, clock, agents, ...(warmUpMs === undefined ? {} : { warmUpMs }) });
  const stage = holdable(truth, clock);
  const credentials = { user: 'callboard', password: 'emulated: ärger+&=', ...options.credentials };
  const doctored = doctorCentre(stage.centre);
  const face = options.face(doctored.centre, credentials, clock);
  const { skewMs = 0 } = options;
  const lie = () => (skewMs === 0 ? null : { skewMs, notBefore: null, hidesAgents: false });
  const server = await listenFace((request, response) => doctored.under(lie(), () => face(request, response)));

  const settings = vendor.settings.parse({
    baseUrl: `${server.url}${options.basePath ?? ''}`,
    timeZone: site.timeZone,
    ...options.settings,
  });
  const door = createHttpDoor(vendor.http(settings), clock);
  const { log } = createFakeLog();
  const secrets = vendor.secrets.parse(options.secrets?.(credentials) ?? credentials);
  const memory = new Map<string, unknown>();
  const { signal } = new AbortController();
  const context: FeedContext<unknown, unknown> = {
    sourceId,
    settings,
    secrets,
    http: door,
    clock,
    log,
    signal,
    memory,
  };
  const keeper = createFloorKeeper({ clock, log, epoch: 'test' });
  const desk = createReadingDesk({ sourceId, vendor, settings, keeper, clock, log, isStrict: true });

  async function read(name: PolledFeedName): Promise<Reading<unknown> | null> {
    const feed = vendor.feeds[name];
    if (!feed) return null;
    const value = await feed.read(context);
    return { value, asOf: clock.now(), clockOffsetMs: door.clockOffsetMs() };
  }

  function take(name: PolledFeedName, reading: Reading<unknown> | null): boolean {
    if (!reading) return false;
    // Hours go by between polls: what looks like a collapse is taken the second time.
    const first = desk.take(name, reading);
    const verdict = first.outcome === 'held' ? desk.take(name, reading) : first;
    if (verdict.outcome !== 'taken') throw new Error(`The feed ${name} is held back`);
    return keeper.commit(sourceId, { tables: verdict.tables }) !== null;
  }

  return {
    centre: truth,
    settings,
    async poll() {
      stage.step();
      const readings = await Promise.all(feeds.map(read));
      return feeds.filter((name, at) => take(name, readings[at] ?? null)).length;
    },
    hold: stage.hold,
    tables: () => keeper.tablesOf(sourceId),
    editor: bindEditor(vendor, settings, (run) => run(context)),
    async close() {
      await door.close();
      await server.close();
    },
  };
}

/** A centre that can be told to stand still while its clock goes on. */
function holdable(truth: Centre, clock: Pick<Clock, 'now'>) {
  let jitter: readonly number[] | null = null;
  let steps = 0;
  const jitterMs = () => jitter?.[steps % jitter.length] ?? 0;
  const now = (): EpochMs => (jitter === null ? truth.now() : clock.now() + jitterMs());
  return {
    centre: { ...truth, now, settle: () => (jitter === null ? truth.settle() : undefined) },
    step: () => {
      steps += 1;
      if (jitter === null) truth.settle();
    },
    hold: (jitterMs: readonly number[] = [0]) => {
      truth.settle();
      jitter = jitterMs;
    },
  };
}
