import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PolledFeedName, polledFeedNames, type SliceKind, sliceKinds } from '@/lib/floor/kinds';
import type { EpochMs } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { deepFreeze } from './deep-freeze';
import { type CommandFixtures, describeCommands } from './describe-commands';
import { describeOddValues } from './describe-odd-values';
import { expectWellFormed } from './expect-well-formed';
import { byteLimit, openSite, type ReadingSet, type SiteUnderTest } from './open-site';
import { type Serve, type ServedReply, serveHttp } from './serve-http';
import type { AnyVendor, Slices } from './vendor';

/** What a vendor hands to the contract suite: a site as the vendor's documents describe it, and how to spoil it. */
export interface VendorFixtures {
  /** Settings as the sources file has them, for a site at this address (`http://127.0.0.1:<port>`). */
  settings(baseUrl: string): unknown;
  /** Secrets as the sources file has them; every string in here must never show up in an error or a log line. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A good site that shows something of everything the vendor's capabilities promise. */
  readonly site: Serve;
  /** A site that works and has nothing: no queues, no agents, no contacts. */
  readonly emptySite: Serve;
  /** Kinds whose records the settings name, so that an empty site has them too. */
  readonly namedBySettings?: readonly SliceKind[];
  /** The instant at which the good site's data is read; 2026-03-04T09:00Z unless told otherwise. */
  readonly now?: EpochMs;
  /** Valid JSON of the wrong shape, per feed: changes a good answer, and says which path the error must name. */
  readonly wrongShape: { readonly [F in PolledFeedName]?: WrongShape } & { readonly live: WrongShape };
  /** Of a vendor that can be asked to do something. */
  readonly commands?: CommandFixtures;
}

export interface WrongShape {
  /** Gets the path (with query) and the parsed JSON of a good answer; returns what comes instead. */
  spoil(target: string, body: unknown): unknown;
  readonly path: string | RegExp;
}

type VendorUnderTest = AnyVendor<string>;

/** What every driver must do, over real HTTP on 127.0.0.1. A vendor's own tests are its oddities. */
export function describeVendor(vendor: VendorUnderTest, fixtures: VendorFixtures): void {
  describe(`${vendor.id} keeps the vendor contract`, () => {
    let site: SiteUnderTest;
    beforeEach(async () => {
      site = await openSite(vendor, fixtures, createFakeClock(fixtures.now));
    });
    afterEach(() => site.close());

    describeRecords(vendor, fixtures, () => site);
    describeCommands(vendor, fixtures.commands, () => site);
    describe('odd values', () => describeOddValues(fixtures, () => site));
    for (const feed of polledFeedNames.filter((name) => vendor.feeds[name])) {
      describe(`feed ${feed}`, () => {
        describeStatuses(feed, fixtures, () => site);
        describeBodies(feed, fixtures, () => site);
        describeWaiting(feed, () => site);
      });
    }
  });
}

function describeRecords(vendor: VendorUnderTest, fixtures: VendorFixtures, site: () => SiteUnderTest): void {
  it('shows something of everything it promises, in whole records', async () => {
    const slices = site().normalize(await site().readAll());
    expectWellFormed(slices);
    const { capabilities: can } = vendor;
    const promised = { ...can, groupQueues: can.groups };
    for (const kind of sliceKinds) {
      if (promised[kind]) expect(slices[kind]?.length, `number of ${kind}`).toBeGreaterThan(0);
      else expect(slices[kind] ?? [], kind).toEqual([]);
    }
    const counts = slices.queues?.filter((queue) => queue.offered !== null || queue.answered !== null) ?? [];
    expect(counts.length > 0, 'counts of today').toBe(can.today);
    const inTime = slices.queues?.filter((queue) => queue.answeredInTime !== null) ?? [];
    expect(inTime.length > 0, 'contacts answered in time').toBe(can.serviceLevel);
  });

  it('gives the same records for the same answers, and changes nothing it was given', async () => {
    const readings = deepFreeze(await site().readAll());
    const first = site().normalize(readings);
    expect(site().normalize(readings, first)).toEqual(first);
    expect(site().normalize(await site().readAll(), first)).toEqual(first);
  });

  it('keeps its ids across polls and restarts', async () => {
    const first = idsOf(site().normalize(await site().readAll()));
    await site().clock.advance(5000);
    expect(idsOf(site().normalize(await site().readAll()))).toEqual(first);
    site().memory.clear();
    expect(idsOf(site().normalize(await site().readAll()))).toEqual(first);
  });

  it('shows an empty site as empty', async () => {
    site().http.answer(fixtures.emptySite);
    const slices = site().normalize(await site().readAll());
    const isFound = (kind: SliceKind) => !fixtures.namedBySettings?.includes(kind);
    expect(slices.queues).toBeDefined();
    for (const kind of sliceKinds.filter(isFound)) expect(slices[kind] ?? [], kind).toEqual([]);
  });

  it('leaves unknown what belongs to a feed that has not answered', async () => {
    const all = await site().readAll();
    const nothing: ReadingSet = { live: null, today: null, names: null };
    for (const feed of polledFeedNames) expectWellFormed(site().normalize({ ...nothing, [feed]: all[feed] }));
    for (const queue of site().normalize({ ...all, live: null }).queues ?? [])
      expect(queue, queue.name).toMatchObject({ waiting: null, oldestWaitSince: null, agentsFree: null });
    if (!vendor.feeds.today) return;
    for (const queue of site().normalize({ ...all, today: null }).queues ?? [])
      expect(queue, queue.name).toMatchObject({ offered: null, answered: null, abandoned: null, handlingMs: null });
  });
}

function describeStatuses(feed: PolledFeedName, fixtures: VendorFixtures, site: () => SiteUnderTest): void {
  const statuses = [
    [401, 'auth'],
    [500, 'bad-response'],
    [504, 'timeout'],
  ] as const;
  it.each(statuses)('HTTP %i is %s', async (status, kind) => {
    await site().read(feed);
    site().http.answer(site().telltale({ status }));
    expect(await site().failureOf(feed)).toMatchObject({ kind, status });
  });

  it('HTTP 429 is rate-limited with its delay, in seconds or as a date', async () => {
    site().http.answer(site().telltale({ status: 429, headers: { 'retry-after': '7' } }));
    expect(await site().failureOf(feed)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 7000 });
    const date = new Date(site().clock.now() + 9000).toUTCString();
    site().http.answer(site().telltale({ status: 429, headers: { 'retry-after': date } }));
    expect(await site().failureOf(feed)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 9000 });
  });

  it('follows no redirect', async () => {
    const elsewhere = await serveHttp(fixtures.site);
    try {
      site().http.answer(site().telltale({ status: 302, headers: { location: `${elsewhere.url}/` } }));
      expect((await site().failureOf(feed)).kind).toBe('bad-response');
      expect(elsewhere.requests).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });
}

function describeBodies(feed: PolledFeedName, fixtures: VendorFixtures, site: () => SiteUnderTest): void {
  it('a web page instead of JSON is bad-response', async () => {
    const page = '<!DOCTYPE html><html><body>Please sign in</body></html>';
    site().http.answer(site().telltale({ headers: { 'content-type': 'text/html' } }, page));
    expect((await site().failureOf(feed)).kind).toBe('bad-response');
  });

  it('JSON that breaks off is bad-response', async () => {
    site().http.answer(async (request) => {
      const reply = await fixtures.site(request);
      const text = jsonOf(reply);
      return text === null ? reply : { ...reply, body: text.slice(0, Math.floor(text.length / 2)) };
    });
    expect((await site().failureOf(feed)).kind).toBe('bad-response');
  });

  it('a connection cut inside the body is unreachable', async () => {
    site().http.answer(async (request) => {
      const reply = await fixtures.site(request);
      return jsonOf(reply) === null ? reply : { ...reply, fault: 'cut' };
    });
    expect((await site().failureOf(feed)).kind).toBe('unreachable');
  });

  it('JSON of quite another kind is bad-response', async () => {
    site().http.answer(() => ({ body: 42 }));
    expect((await site().failureOf(feed)).kind).toBe('bad-response');
  });

  const wrong = fixtures.wrongShape[feed];
  it.runIf(wrong)('JSON of the wrong shape is bad-response and names the path', async () => {
    if (!wrong) return;
    site().http.answer(async (request) => {
      const reply = await fixtures.site(request);
      const text = jsonOf(reply);
      return text === null ? reply : { ...reply, body: wrong.spoil(request.target, JSON.parse(text)) };
    });
    const failure = await site().failureOf(feed);
    expect(failure.kind).toBe('bad-response');
    if (typeof wrong.path === 'string') expect(failure.path).toBe(wrong.path);
    else expect(failure.path).toMatch(wrong.path);
  });

  it(`a body over the limit (here ${byteLimit / 1024} KB) is refused`, async () => {
    site().http.answer(() => ({ fault: 'flood' }));
    expect((await site().failureOf(feed)).kind).toBe('bad-response');
  });
}

function describeWaiting(feed: PolledFeedName, site: () => SiteUnderTest): void {
  it('a site that never answers is timeout', async () => {
    site().http.answer(() => ({ fault: 'hang' }));
    const arrived = site().http.nextRequest();
    const failure = site().failureOf(feed);
    await arrived;
    await site().clock.advance(600_000);
    expect((await failure).kind).toBe('timeout');
  });

  it('stops at once when it is told to', async () => {
    site().http.answer(() => ({ fault: 'hang' }));
    const arrived = site().http.nextRequest();
    const outcome = site()
      .read(feed)
      .then(
        () => 'answered',
        (error: unknown) => error,
      );
    await arrived;
    const reason = new Error('the source was removed');
    site().abort(reason);
    expect(await outcome).toBe(reason);
  });
}

function idsOf(slices: Slices): Record<string, string[]> {
  return Object.fromEntries(sliceKinds.map((kind) => [kind, (slices[kind] ?? []).map((record) => record.id).sort()]));
}

/** The reply's body as JSON text, or null where it is something else. */
function jsonOf(reply: ServedReply): string | null {
  if (reply.body === undefined || (reply.status ?? 200) >= 300) return null;
  if (typeof reply.body !== 'string') return JSON.stringify(reply.body);
  return /^\s*[[{]/.test(reply.body) ? reply.body : null;
}
