import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog, type LogLine } from '@/server/fake-log';
import { createFloorKeeper, type FloorKeeper } from '@/server/floor/floor-keeper';
import { createSourceRegistry, type SourceRegistry } from '@/server/sources/source-registry';
import { VendorError } from '@/server/vendors/vendor-error';
import { type Attention, createAttention } from './attention';
import { createFakeSource, type FakeSource, openFakeDoor } from './fake-vendor';
import type { PollObserver } from './poller';

let clock: FakeClock;
let keeper: FloorKeeper;
let attention: Attention;
let lines: LogLine[];
let registry: SourceRegistry;
let polled: Parameters<PollObserver['polled']>[0][];
/** 0: no jitter at the first start, back-off not shortened. */
let chance = 0;

beforeEach(() => {
  clock = createFakeClock();
  const fake = createFakeLog();
  lines = fake.lines;
  chance = 0;
  polled = [];
  keeper = createFloorKeeper({ clock, log: fake.log, epoch: 'e1' });
  attention = createAttention(clock);
  attention.watch();
  registry = createSourceRegistry({
    keeper,
    clock,
    random: () => chance,
    log: fake.log,
    attention,
    observer: { polled: (poll) => polled.push(poll) },
    openDoor: openFakeDoor,
    isStrict: true,
  });
});
afterEach(async () => {
  await registry.stop();
});

const never = () => new Promise<never>(() => {});
const fail = (kind: VendorError['kind'], retryAfterMs?: number) => () => {
  throw new VendorError(kind, `it is ${kind}`, { retryAfterMs });
};
const record = (id = 'milan') => keeper.floor.sources.get(id);
const feed = (name: string, id = 'milan') =>
  registry
    .list()
    .find((source) => source.id === id)
    ?.feeds.find((one) => one.name === name);

function add(options: Parameters<typeof createFakeSource>[0] = {}): FakeSource {
  const source = createFakeSource({ site: { queues: ['q1'], waiting: 1, offered: 5 }, ...options });
  registry.add(source.setup);
  return source;
}

describe('the interval', () => {
  it('[P4] counts start to start, and polls never overlap', async () => {
    const source = add();
    const starts: number[] = [];
    let isBusy = false;
    source.answer('live', async () => {
      expect(isBusy).toBe(false);
      isBusy = true;
      starts.push(clock.now());
      await new Promise<void>((resolve) => clock.after(starts.length === 2 ? 5000 : 700, resolve));
      isBusy = false;
      return {};
    });
    const began = clock.now();
    await clock.advance(11_000);
    expect(starts.map((at) => at - began)).toEqual([0, 2000, 7000, 9000, 11_000]);
  });

  it('[P4] is the source’s own for the live feed and the vendor’s for the others', async () => {
    const source = add({ pollEverySeconds: 5, feeds: ['live', 'today', 'names'] });
    await clock.advance(59_999);
    expect(source.started).toEqual({ live: 12, today: 2, names: 1 });
    expect(record()?.pollEveryMs).toBe(5000);
  });

  it('[P4] starts with a chance delay and has none later', async () => {
    chance = 0.5;
    const source = add();
    await clock.advance(999);
    expect(source.started.live).toBe(0);
    await clock.advance(1);
    expect(source.started.live).toBe(1);
    await clock.advance(1999);
    expect(source.started.live).toBe(1);
    await clock.advance(1);
    expect(source.started.live).toBe(2);
  });
});

describe('attention', () => {
  it('[P4] nobody watching: five times as long, at most a minute, never a stop; a watcher is served at once', async () => {
    const quiet = createAttention(clock);
    const { log } = createFakeLog();
    const alone = createSourceRegistry({
      keeper,
      clock,
      random: () => 0,
      log,
      attention: quiet,
      openDoor: openFakeDoor,
      isStrict: true,
    });
    const source = createFakeSource({ feeds: ['live', 'today', 'names'], site: { queues: [] } });
    alone.add(source.setup);
    await clock.advance(60_000);
    expect(source.started).toEqual({ live: 7, today: 2, names: 1 });
    expect(keeper.pulse().feeds.milan).toMatchObject({
      live: { everyMs: 10_000 },
      today: { everyMs: 60_000 },
      names: { everyMs: 300_000 },
    });
    await clock.advance(3000);
    const leave = quiet.watch();
    expect(keeper.pulse().feeds.milan?.live?.everyMs).toBe(2000);
    await clock.advance(0);
    expect(source.started.live).toBe(8);
    await clock.advance(2000);
    expect(source.started.live).toBe(9);
    leave();
    await clock.advance(9999);
    expect(source.started.live).toBe(9);
    await clock.advance(1);
    expect(source.started.live).toBe(10);
    quiet.glance();
    await clock.advance(59_999);
    expect(quiet.isWatched()).toBe(true);
    expect(source.started.live).toBe(39);
    await clock.advance(1);
    expect(quiet.isWatched()).toBe(false);
    await alone.stop();
  });

  it('[P4] turns with the first viewer and the last, not with those between', () => {
    const quiet = createAttention(clock);
    const turns: boolean[] = [];
    quiet.onTurn((isWatched) => turns.push(isWatched));
    const leave = [quiet.watch(), quiet.watch(), quiet.watch()];
    for (const end of [...leave, ...leave]) end();
    quiet.watch();
    expect(turns).toEqual([true, false, true]);
  });

  it('[P4] any number of viewers costs the vendor the same', async () => {
    const source = add();
    await clock.advance(10_000);
    const withOne = source.started.live;
    for (let viewer = 0; viewer < 200; viewer += 1) attention.watch();
    await clock.advance(10_000);
    expect(source.started.live - withOne).toBe(5);
  });
});

describe('failure', () => {
  it('[P4] backs off 1 s doubling to 60 s, keeps the last good data, and recovers', async () => {
    const source = add();
    await clock.advance(0);
    source.answer('live', fail('unreachable'));
    await clock.advance(2000);
    expect(source.started.live).toBe(2);
    for (const wait of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const before = source.started.live;
      await clock.advance(wait * 1000 - 1);
      expect(source.started.live, `before ${wait} s`).toBe(before);
      await clock.advance(1);
      expect(source.started.live, `after ${wait} s`).toBe(before + 1);
    }
    expect(keeper.floor.queues.get('milan/q1')).toMatchObject({ waiting: 1 });
    expect(feed('live')).toMatchObject({ failures: 9, consecutiveFailures: 9, problemKind: 'unreachable' });
    source.answer('live', () => ({ queues: ['q1'], waiting: 4 }));
    await clock.advance(60_000);
    expect(record()).toMatchObject({ link: 'up', problem: null });
    expect(feed('live')).toMatchObject({ failures: 9, consecutiveFailures: 0, problem: null });
    const before = source.started.live;
    await clock.advance(2000);
    expect(source.started.live).toBe(before + 1);
  });

  it('[P4] chance shortens the back-off by a fifth at most', async () => {
    const source = add();
    source.answer('live', fail('timeout'));
    await clock.advance(0);
    chance = 0.999999;
    await clock.advance(1000);
    expect(source.started.live).toBe(2);
    await clock.advance(1599);
    expect(source.started.live).toBe(2);
    await clock.advance(1);
    expect(source.started.live).toBe(3);
  });

  it('[P4] Retry-After is obeyed, even by a nudge', async () => {
    const source = add();
    source.answer('live', fail('rate-limited', 90_000));
    await clock.advance(0);
    const nudged = registry.nudge('milan');
    await clock.advance(89_999);
    expect(source.started.live).toBe(1);
    source.answer('live', () => ({}));
    await clock.advance(1);
    expect(source.started.live).toBe(2);
    expect(await nudged).toBe(true);
  });

  it('[P4] a Retry-After past all reason is capped at a day', async () => {
    const source = add();
    source.answer('live', fail('rate-limited', 1e15));
    await clock.advance(86_400_000);
    expect(source.started.live).toBe(2);
  });

  it('[P4] a poll that never ends is given up after 60 s, and its late answer is not used', async () => {
    const source = add();
    let answerLate = (_: object) => {};
    let signal: AbortSignal | null = null;
    source.answer('live', (context) => {
      signal = context.signal;
      return new Promise((resolve) => {
        answerLate = resolve;
      });
    });
    await clock.advance(60_000);
    expect(record()).toMatchObject({ link: 'retrying' });
    expect(feed('live')).toMatchObject({ problemKind: 'timeout', lastDurationMs: 60_000 });
    expect((signal as AbortSignal | null)?.aborted).toBe(true);
    answerLate({ queues: ['late'] });
    await clock.advance(0);
    expect(keeper.floor.queues.size).toBe(0);
  });

  it('[P4] the slower feeds may take five minutes, as they may come record by record', async () => {
    const source = add({ feeds: ['live', 'names'] });
    source.answer('names', never);
    await clock.advance(299_999);
    expect(feed('names')?.polls).toBe(0);
    await clock.advance(1);
    expect(feed('names')).toMatchObject({ polls: 1, problemKind: 'timeout' });
  });

  it.each([
    ['an Error', () => Promise.reject(new Error('boom Zq8-secret'))],
    ['a string', () => Promise.reject('boom Zq8-secret')],
    ['undefined', () => Promise.reject(undefined)],
    ['a VendorError of no known kind', () => Promise.reject({ isVendorError: true, kind: 'odd', message: 'x' })],
    [
      'a synchronous throw',
      () => {
        throw new TypeError('Zq8-secret');
      },
    ],
  ])('[P4] a driver that throws %s gives bad-response and goes on', async (_, read) => {
    const source = add();
    await clock.advance(0);
    source.answer('live', read);
    await clock.advance(2000);
    expect(feed('live')).toMatchObject({ problemKind: 'bad-response' });
    expect(JSON.stringify([lines, registry.list(), record()])).not.toContain('Zq8-secret');
    source.answer('live', () => ({ queues: ['q1'], waiting: 7 }));
    await clock.advance(1000);
    expect(keeper.floor.queues.get('milan/q1')?.waiting).toBe(7);
  });

  it('[P4] what normalize throws is a failure of the feed just read, and that reading is forgotten', async () => {
    const source = add({ feeds: ['live', 'today'] });
    await clock.advance(0);
    source.answer('live', () => ({ queues: null as unknown as string[], agents: 5 as unknown as string[] }));
    await clock.advance(2000);
    expect(feed('live')?.problemKind).toBe('bad-response');
    expect(feed('today')?.problemKind).toBeNull();
    source.answer('today', () => ({ offered: 6 }));
    source.answer('live', never);
    await clock.advance(28_000);
    expect(keeper.floor.queues.get('milan/q1')).toMatchObject({ waiting: 1, offered: 6 });
  });

  it('[P4] a record that breaks its schema is bad-response', async () => {
    const source = add();
    source.answer('live', () => ({ queues: ['q1'], waiting: -1 }));
    await clock.advance(0);
    expect(feed('live')?.problem).toContain('queues.waiting');
    expect(keeper.floor.queues.size).toBe(0);
  });
});

describe('refused credentials', () => {
  it('[P4] one sign-in afresh is silent when it helps', async () => {
    const source = add();
    source.answer('live', ({ memory }) => {
      if (memory.get('session') === undefined) memory.set('session', 1);
      if (memory.get('session') === 'old') throw new VendorError('auth', 'no');
      return { queues: ['q1'] };
    });
    await clock.advance(0);
    source.answer('live', ({ memory }) => {
      if (memory.get('session') === 1) throw new VendorError('auth', 'ran out');
      return { queues: ['q1', 'q2'] };
    });
    await clock.advance(2000);
    expect(keeper.floor.queues.size).toBe(2);
    expect(record()).toMatchObject({ link: 'up', problem: null });
    expect(lines).toEqual([]);
  });

  it('[P4] two refusals stop the whole source until a person asks to retry', async () => {
    const source = add({ feeds: ['live', 'today'] });
    await clock.advance(0);
    source.answer('live', fail('auth'));
    await clock.advance(2000);
    expect(source.started.live).toBe(3);
    expect(record()).toMatchObject({ link: 'needs-attention', problem: 'it is auth' });
    await clock.advance(3_600_000);
    expect(source.started).toMatchObject({ live: 3, today: 1 });
    expect(keeper.floor.queues.get('milan/q1')).toMatchObject({ waiting: 1, offered: 5 });
    expect(await registry.nudge('milan')).toBe(false);
    source.answer('live', () => ({ queues: ['q1'], waiting: 2 }));
    expect(registry.retry('milan')).toBe(true);
    await clock.advance(0);
    expect(record()).toMatchObject({ link: 'up', problem: null, linkSince: clock.now() });
    expect(source.started).toMatchObject({ live: 4, today: 2 });
    expect(registry.retry('rome')).toBe(false);
  });

  it('[P4] a retry while a poll hangs asks again as soon as that one has ended', async () => {
    const source = add();
    let giveUp = (_: Error) => {};
    source.answer('live', () => new Promise((_, reject) => (giveUp = reject)));
    await clock.advance(0);
    registry.retry('milan');
    source.answer('live', () => ({ queues: ['q1'] }));
    giveUp(new VendorError('timeout', 'too late'));
    await clock.advance(0);
    expect(source.started.live).toBe(2);
    expect(record()).toMatchObject({ link: 'up', problem: null });
  });

  it('[P4] of a slower feed stop that feed alone', async () => {
    const source = add({ feeds: ['live', 'today'] });
    source.answer('today', fail('auth'));
    await clock.advance(100_000);
    expect(source.started).toMatchObject({ live: 51, today: 2 });
    expect(record()).toMatchObject({ link: 'up', problem: 'Today’s counts: it is auth' });
  });

  it('[P4] feeds that meet the same expired session sign in once', async () => {
    const source = add({ feeds: ['live', 'today'] });
    let signIns = 0;
    const read = async ({ memory }: { memory: Map<string, unknown> }) => {
      if (!memory.has('session')) {
        signIns += 1;
        memory.set('session', signIns);
      }
      if (memory.get('session') === 1) throw new VendorError('auth', 'ran out');
      return {};
    };
    source.answer('live', read);
    source.answer('today', read);
    await clock.advance(0);
    expect(signIns).toBe(2);
  });
});

describe('nudge', () => {
  it('[P4] promises a poll that started after it', async () => {
    const source = add();
    await clock.advance(500);
    const idle = registry.nudge('milan');
    await clock.advance(0);
    expect(source.started.live).toBe(2);
    expect(await idle).toBe(true);

    let finish = (_: object) => {};
    source.answer('live', () => new Promise((resolve) => (finish = resolve)));
    await clock.advance(2000);
    expect(source.started.live).toBe(3);
    const during = [registry.nudge('milan'), registry.nudge('milan')];
    let isDone = false;
    void Promise.all(during).then(() => (isDone = true));
    finish({});
    await clock.advance(0);
    expect([source.started.live, isDone]).toEqual([4, false]);
    finish({});
    await clock.advance(0);
    expect([source.started.live, isDone]).toEqual([4, true]);
  });

  it('[P4] tells when its poll failed, and when the source is gone', async () => {
    const source = add();
    await clock.advance(500);
    source.answer('live', fail('timeout'));
    const failed = registry.nudge('milan');
    await clock.advance(0);
    expect(await failed).toBe(false);
    source.answer('live', never);
    const removed = registry.nudge('milan');
    await clock.advance(0);
    await registry.remove('milan');
    expect(await removed).toBe(false);
    expect(await registry.nudge('milan')).toBe(false);
  });
});

describe('many sources', () => {
  it('[P4] of three sources one hangs 30 s and one throws: the third is polled on time', async () => {
    const hanging = add({ id: 'helsinki' });
    const throwing = add({ id: 'lucca' });
    const healthy = add({ id: 'milan' });
    hanging.answer('live', () => new Promise((resolve) => clock.after(30_000, () => resolve({}))));
    throwing.answer('live', () => {
      throw new Error('boom');
    });
    const seen: number[] = [];
    healthy.answer('live', () => {
      seen.push(clock.now());
      return { queues: ['q1'], waiting: seen.length };
    });
    const began = clock.now();
    for (let second = 2; second <= 30; second += 2) {
      await clock.advance(2000);
      expect(keeper.floor.queues.get('milan/q1')?.waiting).toBe(second / 2 + 1);
    }
    expect(seen.map((at) => at - began)).toEqual(Array.from({ length: 16 }, (_, index) => index * 2000));
    expect([record('helsinki')?.link, record('lucca')?.link, record('milan')?.link]).toEqual(['up', 'retrying', 'up']);
  });

  it('[P4] of one source, a hanging feed does not hold up the others', async () => {
    const source = add({ feeds: ['live', 'today', 'names'] });
    source.answer('names', never);
    source.answer('today', never);
    await clock.advance(20_000);
    expect(source.started.live).toBe(11);
  });
});

describe('health', () => {
  it('[H1] is a record on the floor from the first moment', async () => {
    const source = add();
    source.answer('live', never);
    expect(record()).toEqual({
      id: 'milan',
      vendor: 'fake',
      name: 'milan',
      link: 'retrying',
      linkSince: clock.now(),
      problem: null,
      suspect: false,
      pollEveryMs: 2000,
    });
  });

  it('[H1] the live feed decides the link, with its instant; another feed only shows in the problem', async () => {
    const source = add({ feeds: ['live', 'today', 'names'] });
    await clock.advance(0);
    const upSince = clock.now();
    source.answer('today', fail('bad-response'));
    source.answer('names', fail('timeout'));
    await clock.advance(300_000);
    expect(record()).toMatchObject({
      link: 'up',
      linkSince: upSince,
      problem: 'Today’s counts: it is bad-response · Names: it is timeout',
    });
    source.answer('live', fail('unreachable'));
    await clock.advance(2000);
    const downSince = clock.now();
    expect(record()?.problem).toMatch(/^it is unreachable · Today/);
    await clock.advance(100_000);
    expect(record()).toMatchObject({ link: 'retrying', linkSince: downSince });
  });

  it('[H1] is logged on the edges only', async () => {
    const source = add();
    await clock.advance(10_000);
    expect(lines).toEqual([]);
    source.answer('live', fail('unreachable'));
    await clock.advance(120_000);
    expect(lines).toMatchObject([{ level: 'warn', fields: { source: 'milan', feed: 'live', kind: 'unreachable' } }]);
    source.answer('live', fail('timeout'));
    await clock.advance(120_000);
    expect(lines).toHaveLength(2);
    source.answer('live', () => ({ queues: ['q1'] }));
    await clock.advance(120_000);
    expect(lines.slice(2)).toMatchObject([{ level: 'info', message: 'The source answers again' }]);
  });

  it('[D2] polls that bring nothing new are silent, and only the pulse moves', async () => {
    add({ feeds: ['live', 'today'] });
    await clock.advance(0);
    const { seq } = keeper.cursor();
    await clock.advance(60_000);
    expect(keeper.cursor().seq).toBe(seq);
    expect(keeper.pulse()).toEqual({
      at: clock.now(),
      feeds: {
        milan: { live: { asOf: clock.now(), everyMs: 2000 }, today: { asOf: clock.now(), everyMs: 30_000 } },
      },
    });
  });

  it('[H1] a removed source takes its records with it, and a late answer does not bring them back', async () => {
    const source = add({ site: { queues: ['q1'], agents: ['a1'] } });
    add({ id: 'rome', site: { queues: ['q1'] } });
    await clock.advance(0);
    let answerLate = (_: object) => {};
    source.answer('live', () => new Promise((resolve) => (answerLate = resolve)));
    await clock.advance(2000);
    await registry.remove('milan');
    answerLate({ queues: ['q1'] });
    await clock.advance(5000);
    expect([...keeper.floor.queues.keys()]).toEqual(['rome/q1']);
    expect([...keeper.floor.sources.keys()]).toEqual(['rome']);
    expect(keeper.floor.agents.size).toBe(0);
    expect(Object.keys(keeper.pulse().feeds)).toEqual(['rome']);
  });
});

describe('registry', () => {
  it('[P4] adds, refuses a second of the same id, replaces and tells about its sources', async () => {
    const source = add({ feeds: ['live', 'today'] });
    expect(() => registry.add(source.setup)).toThrow('already');
    source.answer('today', never);
    expect(registry.isReady()).toBe(false);
    await clock.advance(0);
    expect(registry.isReady()).toBe(true);
    expect(registry.list()).toMatchObject([
      {
        id: 'milan',
        host: '127.0.0.1:9',
        link: 'up',
        clockOffsetMs: 0,
        counts: { queues: 1, agents: 0, contacts: 0 },
        feeds: [
          { name: 'live', everyMs: 2000, asOf: clock.now(), polls: 1, failures: 0, nextAt: clock.now() + 2000 },
          { name: 'today', everyMs: 30_000 },
        ],
      },
    ]);
    expect(JSON.stringify(registry.list())).not.toContain('Zq8-secret');
    const other = createFakeSource({ site: { queues: ['q9'] } });
    await registry.replace(other.setup);
    expect(keeper.floor.queues.size).toBe(0);
    await clock.advance(0);
    expect([...keeper.floor.queues.keys()]).toEqual(['milan/q9']);
  });

  it('[P4] one that is asked just as before goes on under its new name, unless it waits for a person', async () => {
    const source = add({ site: { queues: ['300'] } });
    await clock.advance(0);
    await registry.replace({ ...source.setup, name: 'Milano' });
    expect([record()?.name, keeper.floor.queues.size, source.started.live]).toEqual(['Milano', 1, 1]);
    expect(registry.list()).toMatchObject([{ name: 'Milano', link: 'up' }]);
    await clock.advance(2000);
    expect([record()?.name, source.started.live]).toEqual(['Milano', 2]);
    await registry.replace({ ...source.setup, secrets: { password: 'another' } });
    expect(keeper.floor.queues.size).toBe(0);
    source.answer('live', fail('auth'));
    await clock.advance(10_000);
    expect(record()?.link).toBe('needs-attention');
    source.answer('live', () => ({ queues: ['300'] }));
    await registry.replace({ ...source.setup, secrets: { password: 'another' } });
    await clock.advance(0);
    expect(record()?.link).toBe('up');
  });

  it('[H4] a source at rest keeps its record with the reason, tells nothing else, and can be asked again', async () => {
    const source = add({ site: { queues: ['300'], agents: ['101'] } });
    await clock.advance(0);
    expect(keeper.floor.agents.size).toBe(1);
    const problem = 'Paused by an admin';
    const resting = {
      id: 'milan',
      name: 'Milan',
      vendor: 'fake',
      origin: 'browser',
      host: '',
      link: 'paused',
      problem,
    } as const;
    await registry.rest(resting);
    const { started } = source;
    const polls = started.live;
    expect(record()).toMatchObject({
      link: 'paused',
      linkSince: clock.now(),
      problem,
      pollEveryMs: null,
      suspect: false,
    });
    expect(keeper.floor.queues.size + keeper.floor.agents.size).toBe(0);
    expect(keeper.pulse().feeds).toEqual({});
    expect(registry.list()).toMatchObject([
      { link: 'paused', problem, feeds: [], counts: { queues: 0, agents: 0, contacts: 0 } },
    ]);
    expect(await registry.nudge('milan')).toBe(false);
    expect(registry.retry('milan')).toBe(true);
    await clock.advance(60_000);
    expect(started.live).toBe(polls);
    expect(registry.isReady()).toBe(true);
    await registry.replace(source.setup);
    await clock.advance(0);
    expect(record()).toMatchObject({ link: 'up', problem: null });
    await registry.rest({ ...resting, id: 'rome' });
    expect(await registry.remove('rome')).toBe(true);
    expect(record('rome')).toBeUndefined();
  });

  it('[P4] tells the observer of every poll', async () => {
    const source = add();
    await clock.advance(0);
    source.answer('live', fail('timeout'));
    await clock.advance(2000);
    expect(polled).toEqual([
      { sourceId: 'milan', feed: 'live', durationMs: 0, failure: null },
      { sourceId: 'milan', feed: 'live', durationMs: 0, failure: 'timeout' },
    ]);
  });

  it('[P4] an observer that throws does no harm', async () => {
    const source = add();
    polled.push = () => {
      throw new Error('metrics are broken');
    };
    await clock.advance(10_000);
    expect(source.started.live).toBe(6);
    expect(record()?.link).toBe('up');
  });
});
