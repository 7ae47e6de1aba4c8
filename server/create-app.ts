import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { basePath } from '@/lib/paths';
import { createGateRefusals, type NoteGateRefusal } from './audit/gate-refusals';
import { type AuditDesk, openAudit } from './audit/open-audit';
import type { AccountDirectory } from './auth/account-directory';
import type { Authenticator } from './auth/authenticate';
import type { EditableDirectory } from './auth/directory';
import { listPublicFiles } from './auth/doors';
import { createGate } from './auth/gate';
import { createHandshakeGate } from './auth/handshake-gate';
import { openAccounts } from './auth/open-accounts';
import { createRequestLimits } from './auth/request-limit';
import { createTrust } from './auth/trusted-proxies';
import { openBorrows } from './borrows/open-borrows';
import { type OpenParts as CommandParts, openCommands } from './commands/open-commands';
import type { IsOwn } from './commands/own-agents';
import type { Config } from './config';
import { createRuntime } from './create-runtime';
import { openEditing } from './editing/open-editing';
import { createFloorKeeper, type FloorKeeper } from './floor/floor-keeper';
import { createTrends } from './floor/trends';
import { openHistory } from './history/open-history';
import { createHistoryDesk } from './history/query/history-desk';
import { createHookDesk, type HookDesk } from './hooks/hook-desk';
import { createHookDoor, type HookSeen } from './hooks/hook-door';
import { createMetrics, type Metrics } from './observe/metrics';
import type { Pages } from './pages';
import { openPeople } from './people/open-people';
import { createPeopleBook, type PeopleBook } from './people/people-book';
import { type Attention, createAttention } from './polling/attention';
import type { SourceSetup } from './polling/poller';
import { type Clock, type Log, type Random, systemClock, systemRandom } from './ports';
import { type PushEvents, type SocketServer, startSocketServer } from './push/socket-server';
import type { Runtime } from './runtime';
import { createHttpServer, listen } from './serve-http';
import { openSources } from './sources/open-sources';
import type { SourceDesk } from './sources/source-desk';
import { openStore } from './store/open-store';
import type { Store } from './store/store';
import { createStoreHealth, type StoreHealth } from './store/store-health';

export interface AppParts {
  readonly config: Config;
  readonly log: Log;
  /** Sources to begin with, checked. */
  readonly sources: readonly SourceSetup[];
  /** Where the project or its build lies. */
  readonly root: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Says who is asking, in place of the accounts; for tests. */
  readonly callers?: { readonly authenticator: Authenticator } & Pick<AccountDirectory, 'onChange'>;
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
  const { audit, storeHealth } = openRecords(store, clock, log);
  const { keeper, people, book } = await openFloor(store, audit, clock, log);
  const metrics = createMetrics(keeper, storeHealth.report);
  const attention = createAttention(clock);
  const observer = { polled: metrics.polled };
  // What can fail comes before what would have to be ended.
  const signIns = () => sourceDesk.signIns();
  const auth = withCallers(await openAccounts({ ...parts, store, storeHealth, signIns, audit, clock }), parts.callers);
  const memory = await openMemory(store, keeper, storeHealth, parts);
  const { recall } = memory.recorder;
  const hooks = createHookDesk({ ...config, basePath, clock });
  const floorParts = { keeper, clock, random, attention, observer, recall, hooks };
  const sourceDesk = openSources({ ...parts, ...floorParts, store, audit });
  const hands = openHands({ store, keeper, audit, clock, log, sources: sourceDesk }, book, config, storeHealth);
  const version = versionOf(parts.root);
  const watched = { keeper, metrics, storeHealth, attention };
  const desks = { book, audit, people, sourceDesk, ...hands.desks };
  const runtime = createRuntime({ ...auth, ...memory, ...watched, ...desks, version, log });

  let pages = noPages;
  const noteRefusal = createGateRefusals(audit, clock);
  const called = { desk: hooks, seen: metrics.hooked };
  const { http, mayBegin } = openDoors(parts, { ...auth, noteRefusal }, called, () => pages);
  let sockets: SocketServer | null = null;

  return {
    runtime,
    keeper,
    directory: auth.directory,
    async start() {
      if (parts.openPages) pages = await parts.openPages(http);
      const endUnknownUpgrades = config.isProduction;
      const on = pushEvents(log, attention, metrics);
      sockets = startSocketServer({ ...auth, book, http, feed: keeper, clock, mayBegin, endUnknownUpgrades, on });
      const port = await listen(http, config.port, config.host);
      await sourceDesk.start();
      memory.recorder.settle();
      await hands.start();
      return port;
    },
    async stop() {
      const cancel = clock.after(stopWithinMs, () => http.closeAllConnections());
      // Viewers and history first: they are to keep the last picture, not to see it taken down.
      await Promise.all([sockets?.stop(), memory.recorder.stop(), hands.stop()]);
      memory.trends.stop();
      await Promise.all([sourceDesk.stop(), pages.stop()]);
      cancel();
      // Each may have to wait for a database that is away.
      await Promise.all([audit.close(), auth.close()]);
      await store.close();
    },
  };
}

/** Who may come in, by HTTP and by socket, and how much each may ask. */
function openDoors(
  { config, root, log }: AppParts,
  { authenticator, noteRefusal }: { readonly authenticator: Authenticator; readonly noteRefusal: NoteGateRefusal },
  called: { readonly desk: HookDesk; readonly seen: HookSeen },
  pages: () => Pages,
) {
  const httpLog = log.child({ part: 'http' });
  const limits = createRequestLimits(httpLog);
  const trusts = createTrust(config.trustProxy);
  const publicFiles = listPublicFiles(join(root, 'public'));
  const isDevelopment = !config.isProduction;
  const hooks = createHookDoor({ ...called, strangers: limits.stranger });
  const who = { authenticator, noteRefusal, limits, trusts };
  const gate = createGate({ ...config, ...who, basePath, publicFiles, isDevelopment, hooks });
  const mayBegin = createHandshakeGate({ ...config, trusts, limit: limits.handshake, noteRefusal });
  return { http: createHttpServer(gate, pages, httpLog), mayBegin };
}

/** What is written down of who did what, and how well writing goes. */
function openRecords(store: Store, clock: Clock, log: Log) {
  const storeHealth = createStoreHealth(store);
  const audit = openAudit({ store, clock, log: log.child({ part: 'audit' }) });
  storeHealth.follow(audit);
  return { audit, storeHealth };
}

/** What changes something at vendors: commands, what is put back after them, and edits; their writes count for how well writing goes. */
function openHands(
  parts: Omit<CommandParts, 'settings' | 'editing'> & { readonly sources: SourceDesk },
  book: PeopleBook,
  config: Config,
  health: StoreHealth,
) {
  const editing = openEditing({ ...parts, config });
  const settings = config.commands;
  const commands = openCommands({ ...parts, isOwn: ownAgentsOf(book), settings, editing: editing.desk });
  const borrows = openBorrows({ ...parts, commands: commands.desk, commandsOf: parts.sources.commandsOf });
  const all = [commands, borrows, editing];
  for (const one of all) health.follow(one);
  return {
    desks: { commands: commands.desk, borrows: borrows.desk, editing: editing.desk },
    start: () => Promise.all(all.map((one) => one.start())),
    stop: () => Promise.all(all.map((one) => one.stop())),
  };
}

/** One's own are those an admin named, and who is one person with them. */
const ownAgentsOf =
  (book: PeopleBook): IsOwn =>
  ({ agentIds }, agentId) =>
    book.withOwn(agentIds).includes(agentId);

/** The floor, which knows from its first record on which agents are one person. */
async function openFloor(store: Store, audit: AuditDesk, clock: Clock, log: Log) {
  const book = createPeopleBook();
  const keeper = createFloorKeeper({ clock, log, epoch: randomUUID(), personOf: book.personOf });
  return { keeper, book, people: await openPeople({ store, book, keeper, audit, clock }) };
}

/** What is kept of the floor, and the last hour of it, each in need of the other. */
async function openMemory(store: Store, feed: FloorKeeper, health: StoreHealth, app: AppParts) {
  const { config, log, clock = systemClock } = app;
  const parts = { store, feed, clock, log, settings: config.history };
  const recorder = await openHistory({ ...parts, trends: () => trends.report() });
  health.follow(recorder);
  const trends = createTrends(feed, clock, recorder.pastTrends());
  const history = createHistoryDesk({ store, floor: feed.floor, clock, keep: config.history });
  return { recorder, trends, history };
}

function pushEvents(log: Log, attention: Attention, metrics: Metrics): PushEvents {
  const bug = (error: unknown) => log.error({ part: 'push', err: error }, 'A view could not be told a step');
  return { ...metrics.push, viewers: watchWhileViewed(attention, metrics), bug };
}

/** For tests: the accounts, but who is asking is said by others. */
function withCallers<T extends { readonly authenticator: Authenticator; readonly directory: EditableDirectory }>(
  auth: T,
  callers: AppParts['callers'],
): T {
  if (!callers) return auth;
  const { authenticator, onChange } = callers;
  return { ...auth, authenticator, directory: { ...auth.directory, onChange } };
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
