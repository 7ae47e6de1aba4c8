import { expect } from 'vitest';
import type { PolledFeedName } from '@/lib/floor/kinds';
import type { AgentRecord } from '@/lib/floor/records';
import type { FakeClock } from '@/server/fake-clock';
import type { Log } from '@/server/ports';
import { bindEditor, type SourceEditor } from '@/server/sources/source-editor';
import { type AgentChoices, type CommandRefused, isCommandRefused, type Order } from './command';
import { createHands } from './command-hands';
import { type EditRefused, isEditRefused } from './editor';
import { createHttpDoor } from './http';
import { type HttpSite, type Serve, type ServedReply, serveHttp } from './serve-http';
import type { AnyVendor, FeedContext, Reading, Readings, Slices } from './vendor';
import { isVendorError, type VendorError, vendorErrorKinds } from './vendor-error';

/** Small enough that a test floods it quickly, large enough for any fixture. */
export const byteLimit = 4 * 1024 * 1024;

export type ReadingSet = Readings<unknown, unknown, unknown, unknown>;

/** One source of a vendor in front of a real HTTP server, for tests. */
export interface SiteUnderTest {
  readonly http: HttpSite;
  readonly clock: FakeClock;
  readonly memory: Map<string, unknown>;
  readonly settings: unknown;
  read(feed: PolledFeedName): Promise<Reading<unknown> | null>;
  readAll(): Promise<ReadingSet>;
  /** Reads, expects it to fail with a VendorError that gives nothing away, and returns that. */
  failureOf(feed: PolledFeedName): Promise<VendorError>;
  normalize(readings: ReadingSet, before?: Slices): Slices;
  /** Asks the vendor for a command; what is a change of its configuration goes by its editor, as at the desk of changes. */
  send(order: Order): Promise<void>;
  /** The calls that it would make; null where its driver does not say. */
  calls(order: Order): Promise<readonly string[] | null>;
  choices(agent: AgentRecord): Promise<AgentChoices>;
  /** What of it can be seen and edited; throws where that is nothing. */
  editor(): SourceEditor;
  /** Expects this to be refused in words that give nothing away, and returns them. */
  refusalOf(asked: Promise<unknown>): Promise<CommandRefused>;
  /** The same of a change of its configuration. */
  editRefusalOf(asked: Promise<unknown>): Promise<EditRefused>;
  /** Expects this to fail as `failureOf` does. */
  vendorErrorOf(asked: Promise<unknown>): Promise<VendorError>;
  abort(reason: Error): void;
  /** A handler whose body repeats the credentials it was sent, as bad proxies do. */
  telltale(reply: ServedReply, text?: string): Serve;
  close(): Promise<void>;
}

interface SiteFixtures {
  settings(baseUrl: string): unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly site: Serve;
}

/** Opens the good site of these fixtures; the HTTP `Date` header agrees with the clock. */
export async function openSite(
  vendor: AnyVendor<string>,
  fixtures: SiteFixtures,
  clock: FakeClock,
): Promise<SiteUnderTest> {
  const http = await serveHttp(fixtures.site, { date: () => clock.now() });
  const settings = vendor.settings.parse(fixtures.settings(http.url));
  const secrets = vendor.secrets.parse(fixtures.secrets);
  const door = createHttpDoor({ ...vendor.http(settings), maxBodyBytes: byteLimit }, clock);
  const stop = new AbortController();
  const memory = new Map<string, unknown>();
  const logged: string[] = [];
  const log = recordingLog(logged);
  const context: FeedContext<unknown, unknown> = {
    sourceId: 'site',
    settings,
    secrets,
    http: door,
    clock,
    log,
    signal: stop.signal,
    memory,
  };
  const witness = createWitness(fixtures.secrets, logged);
  const editor = bindEditor(vendor, settings, (run) => run(context));

  async function read(name: PolledFeedName): Promise<Reading<unknown> | null> {
    const feed = vendor.feeds[name];
    if (!feed) return null;
    const value = await feed.read(context);
    return { value, asOf: clock.now(), clockOffsetMs: door.clockOffsetMs() };
  }

  return {
    http,
    clock,
    memory,
    settings,
    read,
    readAll: async () => ({ live: await read('live'), today: await read('today'), names: await read('names') }),
    failureOf: (name) => witness.vendorErrorOf(read(name)),
    ...witness,
    ...createHands(vendor, context, editor),
    async choices(agent) {
      if (!vendor.choices) throw new Error(`${vendor.id} has no choices`);
      return vendor.choices(context, agent);
    },
    editor() {
      if (!editor) throw new Error(`${vendor.id} has nothing to edit`);
      return editor;
    },
    normalize: (readings, before) =>
      vendor.normalize(readings, {
        sourceId: 'site',
        settings,
        now: clock.now(),
        previous: (kind, id) => before?.[kind]?.find((record) => record.id === id),
      }),
    abort: (reason) => stop.abort(reason),
    async close() {
      await door.close();
      await http.close();
    },
  };
}

/** Looks at what was thrown and logged, where no secret may stand. */
function createWitness(secrets: Readonly<Record<string, string>>, logged: readonly string[]) {
  const hidden = Object.values(secrets).filter((secret) => secret.length > 0);
  const hiddenPair = Buffer.from(`${secrets.user ?? ''}:${secrets.password ?? ''}`).toString('base64');

  async function thrownBy(asked: Promise<unknown>): Promise<unknown> {
    const error: unknown = await asked.then(
      () => 'it answered',
      (thrown: unknown) => thrown,
    );
    for (const said of [...wordsOf(error), ...logged])
      for (const secret of [...hidden, hiddenPair]) expect(said).not.toContain(secret);
    return error;
  }

  return {
    async vendorErrorOf(asked: Promise<unknown>): Promise<VendorError> {
      const error = await thrownBy(asked);
      if (!isVendorError(error)) throw new Error(`Expected a VendorError, got: ${String(error)}`, { cause: error });
      expect(vendorErrorKinds).toContain(error.kind);
      return error;
    },
    async refusalOf(asked: Promise<unknown>): Promise<CommandRefused> {
      const error = await thrownBy(asked);
      if (!isCommandRefused(error)) throw new Error(`Expected a refusal, got: ${String(error)}`, { cause: error });
      return error;
    },
    async editRefusalOf(asked: Promise<unknown>): Promise<EditRefused> {
      const error = await thrownBy(asked);
      if (!isEditRefused(error)) throw new Error(`Expected a refusal, got: ${String(error)}`, { cause: error });
      return error;
    },
    telltale:
      (reply: ServedReply, text = ''): Serve =>
      (request) => ({
        ...reply,
        body: `${text}${JSON.stringify(request.headers)} ${request.target} ${request.body} ${hidden.join(' ')}`,
      }),
  };
}

/** Everything an error may carry into a log or a page: messages down the chain of causes. */
function wordsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  return [error.message, error.stack ?? '', JSON.stringify(error), ...wordsOf(error.cause)];
}

function recordingLog(lines: string[]): Log {
  const write = (fields: object, message: string) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}
