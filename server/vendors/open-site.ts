import { expect } from 'vitest';
import type { PolledFeedName } from '@/lib/floor/kinds';
import type { FakeClock } from '@/server/fake-clock';
import type { Log } from '@/server/ports';
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
  read(feed: PolledFeedName): Promise<Reading<unknown> | null>;
  readAll(): Promise<ReadingSet>;
  /** Reads, expects it to fail with a VendorError that gives nothing away, and returns that. */
  failureOf(feed: PolledFeedName): Promise<VendorError>;
  normalize(readings: ReadingSet, before?: Slices): Slices;
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
  const hidden = Object.values(fixtures.secrets).filter((secret) => secret.length > 0);
  const user = fixtures.secrets.user ?? '';
  const hiddenPair = Buffer.from(`${user}:${fixtures.secrets.password ?? ''}`).toString('base64');

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
    read,
    readAll: async () => ({ live: await read('live'), today: await read('today'), names: await read('names') }),
    async failureOf(name) {
      const error: unknown = await read(name).then(
        () => 'the feed answered',
        (thrown: unknown) => thrown,
      );
      if (!isVendorError(error)) throw new Error(`Expected a VendorError, got: ${String(error)}`, { cause: error });
      expect(vendorErrorKinds).toContain(error.kind);
      for (const said of [...wordsOf(error), ...logged])
        for (const secret of [...hidden, hiddenPair]) expect(said).not.toContain(secret);
      return error;
    },
    normalize: (readings, before) =>
      vendor.normalize(readings, {
        sourceId: 'site',
        settings,
        now: clock.now(),
        previous: (kind, id) => before?.[kind]?.find((record) => record.id === id),
      }),
    abort: (reason) => stop.abort(reason),
    telltale:
      (reply, text = '') =>
      (request) => ({
        ...reply,
        body: `${text}${JSON.stringify(request.headers)} ${request.target} ${request.body} ${hidden.join(' ')}`,
      }),
    async close() {
      await door.close();
      await http.close();
    },
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
