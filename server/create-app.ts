import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { basePath } from '@/lib/paths';
import { createAuthOptions } from './auth/auth-options';
import { type Authenticator, createAuthenticator } from './auth/authenticate';
import { listPublicFiles } from './auth/doors';
import { createGate } from './auth/gate';
import { type EditableDirectory, openDirectory } from './auth/open-directory';
import { sessionCookieFor } from './auth/session-cookie';
import { createSignInLimit } from './auth/sign-in-limit';
import type { Config } from './config';
import { createFloorKeeper, type FloorKeeper } from './floor/floor-keeper';
import { createTrends, type Trends } from './floor/trends';
import { openHistory } from './history/open-history';
import { createHistoryDesk, type HistoryDesk } from './history/query/history-desk';
import { healthReport } from './observe/health';
import { createMetrics, type Metrics } from './observe/metrics';
import type { Pages } from './pages';
import { type Attention, createAttention } from './polling/attention';
import type { SourceSetup } from './polling/poller';
import { type Clock, type Log, type Random, systemClock, systemRandom } from './ports';
import { authorize } from './push/authorize';
import { type SocketServer, startSocketServer } from './push/socket-server';
import { createViewFilter } from './push/view-filter';
import type { Runtime } from './runtime';
import { createHttpServer, listen } from './serve-http';
import { createSourceRegistry, type SourceRegistry } from './sources/source-registry';
import { openStore } from './store/open-store';
import type { Store } from './store/store';
import { createStoreHealth, type StoreHealth } from './store/store-health';
import { createHttpDoor } from './vendors/http';

export interface AppParts {
  readonly config: Config;
  readonly log: Log;
  /** Sources to begin with, checked. */
  readonly sources: readonly SourceSetup[];
  /** Where the project or its build lies. */
  readonly root: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Opens what answers requests once the server is there; without it there are sockets only. */
  openPages?(http: Server): Promise<Pages>;
}

export interface App {
  readonly runtime: Runtime;
  readonly keeper: FloorKeeper;
  readonly directory: EditableDirectory;
  /** Opens the doors and begins to ask the sources; resolves with the port. */
  start(): Promise<number>;
  /** Lets go of viewers, sources and port, within five seconds. */
  stop(): Promise<void>;
}

const stopWithinMs = 4500;

/** Puts the server together. Nothing listens and nobody is asked before `start`. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, log, clock = systemClock } = parts;
  const store = await openStore({ ...config, clock, log: log.child({ part: 'store' }) });
  try {
    return await assemble(parts, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function assemble(parts: AppParts, store: Store): Promise<App> {
  const { config, log, clock = systemClock, random = systemRandom } = parts;
  const storeHealth = createStoreHealth(store);
  const keeper = createFloorKeeper({ clock, log, epoch: randomUUID() });
  const metrics = createMetrics(keeper, storeHealth.report);
  const attention = createAttention(clock);
  const observer = { polled: metrics.polled };
  // What can fail comes before what would have to be ended.
  const auth = await openAuth(config, log, clock);
  const memory = await openMemory(store, keeper, storeHealth, parts);
  const { recall } = memory.history;
  const shared = { keeper, clock, random, log, attention, observer, openDoor: createHttpDoor, recall };
  const registry = createSourceRegistry({ ...shared, isStrict: !config.isProduction });
  const version = versionOf(parts.root);
  const watched = { keeper, registry, metrics, storeHealth, attention };
  const runtime = createRuntime({ ...auth, ...memory, ...watched, version, log });

  let pages = noPages;
  const gate = createGate({
    ...config,
    basePath,
    authenticator: auth.authenticator,
    publicFiles: listPublicFiles(join(parts.root, 'public')),
    isDevelopment: !config.isProduction,
  });
  const http = createHttpServer(gate, () => pages, log.child({ part: 'http' }));
  let sockets: SocketServer | null = null;

  return {
    runtime,
    keeper,
    directory: auth.directory,
    async start() {
      if (parts.openPages) pages = await parts.openPages(http);
      const bug = (error: unknown) => log.error({ part: 'push', err: error }, 'A view could not be told a step');
      const on = { ...metrics.push, viewers: watchWhileViewed(attention, metrics), bug };
      const { publicUrl, isProduction } = config;
      sockets = startSocketServer({
        ...auth,
        http,
        feed: keeper,
        clock,
        publicUrl,
        endUnknownUpgrades: isProduction,
        on,
      });
      const port = await listen(http, config.port, config.host);
      for (const source of parts.sources) registry.add(source);
      memory.history.settle();
      return port;
    },
    async stop() {
      const cancel = clock.after(stopWithinMs, () => http.closeAllConnections());
      // Viewers and history first: they are to keep the last picture, not to see it taken down.
      await Promise.all([sockets?.stop(), memory.history.stop()]);
      memory.trends.stop();
      await Promise.all([registry.stop(), pages.stop()]);
      cancel();
      await store.close();
    },
  };
}

/** What is kept of the floor, and the last hour of it, each in need of the other. */
async function openMemory(store: Store, feed: FloorKeeper, health: StoreHealth, app: AppParts) {
  const { config, log, clock = systemClock } = app;
  const parts = { store, feed, clock, log, settings: config.history };
  const history = await openHistory({ ...parts, trends: () => trends.report() });
  health.follow(history);
  const trends = createTrends(feed, clock, history.pastTrends());
  const historyDesk = createHistoryDesk({ store, floor: feed.floor, clock, keep: config.history });
  return { history, trends, historyDesk };
}

const shortPassword = 12;

async function openAuth(config: Config, log: Log, clock: Clock) {
  const { secret } = config;
  if (config.admin && config.admin.password.length < shortPassword)
    log.warn({}, `CALLBOARD_ADMIN_PASSWORD has fewer than ${shortPassword} characters: choose a longer one`);
  const cookie = sessionCookieFor(config.publicUrl);
  const directory = await openDirectory(config);
  const authenticator = createAuthenticator({ secret, cookie, directory, now: clock.now });
  const limit = createSignInLimit(clock.now);
  const authOptions = createAuthOptions({ secret, cookie, directory, limit, log: log.child({ part: 'auth' }) });
  return { directory, authenticator, authOptions };
}

interface RuntimeParts {
  readonly authOptions: Runtime['authOptions'];
  readonly authenticator: Authenticator;
  readonly keeper: FloorKeeper;
  readonly registry: SourceRegistry;
  readonly trends: Trends;
  readonly historyDesk: HistoryDesk;
  readonly metrics: Metrics;
  readonly storeHealth: StoreHealth;
  readonly attention: Attention;
  readonly version: string;
  readonly log: Log;
}

function createRuntime({ keeper, registry, attention, ...parts }: RuntimeParts): Runtime {
  return {
    authOptions: parts.authOptions,
    authenticate: parts.authenticator.authenticate,
    floorFor(principal, purpose) {
      attention.glance();
      const view = authorize(principal, purpose);
      if (!view) throw new Error('There is no view for this role and purpose');
      return { ...keeper.cursor(), at: keeper.pulse().at, ...createViewFilter(view, keeper.floor).records() };
    },
    health: () => healthReport(keeper, registry.isReady(), parts.version, parts.storeHealth.report()),
    sources: () => registry.list(),
    retrySource: (sourceId) => registry.retry(sourceId),
    trends: () => parts.trends.report(),
    history: parts.historyDesk,
    metrics: () => parts.metrics.text(),
    noteBug: (error, where) => parts.log.error({ err: error, where }, 'An endpoint failed'),
  };
}

/** Sources are asked at their own pace while anybody follows a view. */
function watchWhileViewed(attention: Attention, metrics: Metrics): (count: number) => void {
  let release: (() => void) | null = null;
  return (count) => {
    metrics.push.viewers?.(count);
    if (count > 0) release ??= attention.watch();
    else {
      release?.();
      release = null;
    }
  };
}

const noPages: Pages = {
  handle: async (_request, response) => {
    response.writeHead(404).end();
  },
  stop: async () => {},
};

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
