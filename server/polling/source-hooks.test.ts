import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog, type LogLine } from '@/server/fake-log';
import { createFloorKeeper, type FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourcePicture } from '@/server/floor/source-picture';
import { createHookDesk, type HookDesk } from '@/server/hooks/hook-desk';
import { createSourceRegistry, type SourceRegistry } from '@/server/sources/source-registry';
import type { HookContext, HookRequest, Receive } from '@/server/vendors/receive';
import { VendorError } from '@/server/vendors/vendor-error';
import { createAttention } from './attention';
import { createFakeSource, type FakeSite, fakeAgent, fakeQueue, openFakeDoor } from './fake-vendor';
import type { SourceSetup } from './poller';

/** What agents said of themselves, by name. */
type Heard = Readonly<Record<string, 'in' | 'out'>>;
interface Change {
  readonly agent: string;
  readonly is: 'in' | 'out';
}
type FakeReceive = Receive<unknown, unknown, FakeSite, Heard, Change>;
type Context = HookContext<unknown, unknown>;

const checkEveryMs = 60_000;

let clock: FakeClock;
let keeper: FloorKeeper;
let lines: LogLine[];
let desk: HookDesk;
let registry: SourceRegistry;
let registered: string[];
let unregistered: string[];
let register: (context: Context) => Promise<void>;
let unregister: (context: Context) => Promise<void>;
let past: SourcePicture | null;

beforeEach(() => {
  clock = createFakeClock();
  past = null;
  [registered, unregistered] = [[], []];
  register = async ({ hookUrl }) => void registered.push(hookUrl);
  unregister = async ({ hookUrl }) => void unregistered.push(hookUrl);
  keeper = createFloorKeeper({ clock, log: createFakeLog().log, epoch: 'e1' });
  begin('https://callboard.example');
});
afterEach(() => registry.stop());

function begin(publicUrl: string | null) {
  const fake = createFakeLog();
  lines = fake.lines;
  const attention = createAttention(clock);
  attention.watch();
  desk = createHookDesk({ secret: 'a secret of the server', publicUrl, basePath: '/cb', clock });
  registry = createSourceRegistry({
    ...{ keeper, clock, attention, log: fake.log, random: () => 0, openDoor: openFakeDoor, isStrict: true },
    hooks: desk,
    recall: () => past,
  });
}

const receive: FakeReceive = {
  initial: ({ agents = [] }) =>
    Object.fromEntries(
      agents.flatMap(({ name, readiness }) =>
        readiness === 'unknown' ? [] : [[name, readiness === 'ready' ? 'in' : 'out']],
      ),
    ),
  parse({ fields: { agent, is } }) {
    if (!agent || (is !== 'in' && is !== 'out')) throw new VendorError('bad-response', 'is has another form');
    return { agent, is };
  },
  fold: (state, { agent, is }) => (state[agent] === is ? state : { ...state, [agent]: is }),
  repair: (state, { loggedOut = [] }) => ({
    ...state,
    ...Object.fromEntries(loggedOut.map((agent) => [agent, 'out'])),
  }),
  register: (context) => register(context),
  unregister: (context) => unregister(context),
  checkEveryMs,
};

function sourceOf(site: FakeSite = { agents: ['101', '102'] }, id = 'milan') {
  const source = createFakeSource({ id, site });
  const vendor: SourceSetup['vendor'] = {
    ...source.vendor,
    receive,
    normalize({ live, hooks }: { live: { value: FakeSite } | null; hooks?: Heard }, { sourceId }) {
      if (!live) return {};
      const words = { in: 'ready', out: 'logged-out', none: 'unknown' } as const;
      const readiness = (agent: string) => words[hooks?.[agent] ?? 'none'];
      return {
        queues: (live.value.queues ?? []).map((queue) => fakeQueue(sourceId, queue)),
        agents: (live.value.agents ?? []).map((agent) =>
          fakeAgent(sourceId, agent, { readiness: readiness(agent), state: readiness(agent) }),
        ),
      };
    },
  };
  return { ...source, setup: { ...source.setup, vendor } };
}

async function add(site?: FakeSite, id?: string) {
  const source = sourceOf(site, id);
  registry.add(source.setup);
  await clock.advance(2000);
  return source;
}

const endingOf = (url: string | undefined) => url?.split('/hooks/')[1] ?? '';
const call = (fields: Record<string, string>, url = registered.at(-1)) => {
  const request: HookRequest = { method: 'GET', fields };
  return desk.find(endingOf(url))?.hear(request) ?? 'nobody';
};
const readiness = (agent = '101', id = 'milan') => keeper.floor.agents.get(`${id}/${agent}`)?.readiness;
const pulse = () => keeper.pulse().feeds.milan?.hooks;
const detail = () => registry.list().find(({ id }) => id === 'milan');

describe('a callback', () => {
  it('[P3] is folded and shown within 100 ms, and joins what the poll knows', async () => {
    await add();
    expect([readiness('101'), readiness('102')]).toEqual(['unknown', 'unknown']);
    expect(call({ agent: '101', is: 'in' })).toBe('taken');
    await clock.advance(100);
    expect([readiness('101'), readiness('102')]).toEqual(['ready', 'unknown']);
    await clock.advance(10_000);
    expect(readiness('101')).toBe('ready');
  });

  it('[P3][D2] that is replayed says nothing', async () => {
    await add();
    call({ agent: '101', is: 'in' });
    await clock.advance(200);
    const { seq } = keeper.cursor();
    expect(call({ agent: '101', is: 'in' })).toBe('unchanged');
    await clock.advance(200);
    expect(keeper.cursor().seq).toBe(seq);
  });

  it('[P3] that does not fit changes nothing, is said once in the log, and again only after a good one', async () => {
    await add();
    expect([call({ agent: '101', is: 'x<script>' }), call({}), call({ is: 'in' })]).toEqual(Array(3).fill('refused'));
    const said = () => lines.filter(({ message }) => message.includes('does not fit'));
    expect(said()).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('script');
    call({ agent: '101', is: 'in' });
    call({});
    expect(said()).toHaveLength(2);
    await clock.advance(100);
    expect(readiness('101')).toBe('ready');
  });

  it('[P3] of an agent nobody knows waits for that agent', async () => {
    const source = await add();
    expect(call({ agent: '103', is: 'in' })).toBe('taken');
    await clock.advance(200);
    expect(readiness('103')).toBeUndefined();
    source.answer('live', () => ({ agents: ['101', '102', '103'] }));
    await clock.advance(2000);
    expect(readiness('103')).toBe('ready');
  });

  it('[P3] ten thousand in a second make ten commits, and the last one counts', async () => {
    await add();
    const before = keeper.cursor().seq;
    for (let step = 0; step < 20; step += 1) {
      for (let turn = 0; turn < 500; turn += 1) call({ agent: '101', is: turn % 2 === 0 ? 'in' : 'out' });
      call({ agent: '102', is: step % 2 === 0 ? 'in' : 'out' });
      await clock.advance(50);
    }
    await clock.advance(100);
    expect(keeper.cursor().seq - before).toBeLessThanOrEqual(12);
    expect([readiness('101'), readiness('102')]).toEqual(['logged-out', 'logged-out']);
  });

  it('[P3] is repaired by the poll that knows better', async () => {
    const source = await add();
    call({ agent: '101', is: 'in' });
    source.answer('live', () => ({ agents: ['101', '102'], loggedOut: ['101'] }));
    await clock.advance(2000);
    expect(readiness('101')).toBe('logged-out');
    source.answer('live', () => ({ agents: ['101', '102'] }));
    await clock.advance(2000);
    expect(readiness('101')).toBe('logged-out');
  });

  it('[P3] changes nothing else while the poll fails', async () => {
    const source = await add();
    source.answer('live', () => {
      throw new VendorError('unreachable', 'it is away');
    });
    await clock.advance(4000);
    call({ agent: '101', is: 'in' });
    await clock.advance(100);
    expect([readiness('101'), detail()?.link]).toEqual(['ready', 'retrying']);
  });
});

describe('the address', () => {
  it('[S1] is made of the public address and the base path, differs per source and is the same after a restart', async () => {
    await add();
    await add(undefined, 'rome');
    await clock.advance(2000);
    const [milan, rome] = registered;
    expect(milan).toMatch(/^https:\/\/callboard\.example\/cb\/hooks\/[\w-]{22}\.[\w-]{43}$/);
    expect(endingOf(rome).slice(0, 22)).not.toBe(endingOf(milan).slice(0, 22));
    await registry.stop();
    begin('https://callboard.example');
    await add();
    await clock.advance(2000);
    expect(registered.at(-1)).toBe(milan);
    expect(unregistered).toEqual([]);
  });

  it('[S1] that is wrong, cut, or another server’s leads to nobody', async () => {
    await add();
    await clock.advance(2000);
    const ending = endingOf(registered[0]);
    const other = createHookDesk({ secret: 'another', publicUrl: 'https://callboard.example', basePath: '/cb', clock });
    const theirs = other.urlFor({ id: 'milan', vendor: 'fake', baseUrl: 'http://127.0.0.1:9/wall', secrets: {} });
    const wrong = [
      `${ending.slice(0, -1)}!`,
      ending.slice(0, -1),
      `${ending}x`,
      ending.slice(23),
      '',
      '__proto__',
      '\0',
    ];
    for (const text of [...wrong, endingOf(theirs ?? undefined)]) expect(desk.find(text)).toBeNull();
    expect(desk.find(ending)).not.toBeNull();
  });

  it('[P3] is not there where Callboard has none: no loop, and words for the Sources page', async () => {
    await registry.stop();
    begin(null);
    await add();
    await clock.advance(10_000);
    expect([registered, pulse(), readiness()]).toEqual([[], undefined, 'unknown']);
    expect(detail()?.feeds.map(({ name }) => name)).toEqual(['live']);
    expect(detail()?.cannotCall).toBe(
      'fake cannot call Callboard: set CALLBOARD_URL to the address under which it is reached from there; it is asked every 2 s instead.',
    );
  });
});

describe('the check', () => {
  it('[H1] is made once the source answers, then at its interval; the last good one is the age of the feed', async () => {
    const { setup } = sourceOf();
    registry.add(setup);
    await clock.advance(1999);
    expect([registered.length, pulse()?.asOf]).toEqual([0, null]);
    await clock.advance(1);
    const first = clock.now();
    expect([registered.length, pulse()?.asOf]).toEqual([1, first]);
    expect(detail()?.cannotCall).toBeNull();
    register = async () => {
      throw new VendorError('bad-response', 'no more events');
    };
    await clock.advance(checkEveryMs);
    expect(pulse()).toMatchObject({ asOf: first, everyMs: checkEveryMs });
    expect([detail()?.link, detail()?.problem]).toEqual(['up', 'Its calls to us: no more events']);
  });

  it('[P3] is made again when an agent is new, once for all that appear together', async () => {
    const source = await add();
    await clock.advance(5000);
    source.answer('live', () => ({ agents: ['101', '102', '103', '104'] }));
    await clock.advance(5000);
    expect(registered).toHaveLength(2);
  });
});

describe('a source that changes', () => {
  it('[P3] tells its vendor when it is deleted, not when it is paused or Callboard stops', async () => {
    await add();
    await clock.advance(2000);
    const [url] = registered;
    await registry.rest({ ...resting, id: 'milan' });
    expect([unregistered, call({ agent: '101', is: 'in' }, url)]).toEqual([[], 'nobody']);
    await registry.replace(sourceOf().setup);
    await clock.advance(4000);
    await registry.remove('milan');
    await clock.advance(0);
    expect([unregistered, call({ agent: '101', is: 'in' }, url)]).toEqual([[url], 'nobody']);
  });

  it('[P3] keeps what it heard while it is the same system; a pause may have missed something', async () => {
    await add();
    await clock.advance(2000);
    call({ agent: '101', is: 'in' });
    await registry.replace({ ...sourceOf().setup, name: 'Milano' });
    await clock.advance(4000);
    expect([unregistered, readiness()]).toEqual([[], 'ready']);
    await registry.rest({ ...resting, id: 'milan' });
    await registry.replace(sourceOf().setup);
    await clock.advance(4000);
    expect(readiness()).toBe('unknown');
  });

  it('[P3] knows which queues it followed before, through a pause too, until it leaves its vendor', async () => {
    const told: string[][] = [];
    register = async ({ formerQueues }) => void told.push([...formerQueues]);
    const asks = async (queues: string[], pollEverySeconds: number, more: object = {}) => {
      await registry.replace({ ...sourceOf({ agents: ['101'], queues }).setup, pollEverySeconds, ...more });
      await clock.advance(4000);
    };
    await asks(['q1', 'q2'], 5);
    await asks(['q2'], 6);
    await registry.rest({ ...resting, id: 'milan' });
    await asks(['q3'], 7);
    await asks(['q3'], 8, { settings: { baseUrl: 'http://127.0.0.1:9/other' } });
    expect(told).toEqual([[], ['milan/q1', 'milan/q2'], ['milan/q1', 'milan/q2'], []]);
  });

  it('[P3] leaves the other system before the new one is set up, and believes nothing said at the old address', async () => {
    await add();
    await clock.advance(2000);
    const [old] = registered;
    call({ agent: '101', is: 'in' });
    let leave = () => {};
    unregister = () => new Promise((resolve) => (leave = resolve));
    await registry.replace({ ...sourceOf().setup, settings: { baseUrl: 'http://127.0.0.1:9/other' } });
    await clock.advance(10_000);
    expect([registered.length, call({ agent: '101', is: 'in' }, old), readiness()]).toEqual([1, 'nobody', 'unknown']);
    leave();
    await clock.advance(2000);
    expect(registered).toHaveLength(2);
    expect(registered[1]).not.toBe(old);
  });

  it('[P3] is gone at once though its vendor does not answer, and a stop waits for nobody', async () => {
    await add();
    await clock.advance(2000);
    unregister = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    await registry.remove('milan');
    expect(keeper.floor.agents.size).toBe(0);
    await registry.stop();
    expect(lines.some(({ message }) => message.includes('may still call'))).toBe(true);
  });
});

describe('a restart', () => {
  it('[T2] keeps what was heard before', async () => {
    const agents = [
      fakeAgent('milan', '101', { readiness: 'ready' }),
      fakeAgent('milan', '102', { readiness: 'unknown' }),
    ];
    const asOf = clock.now() - 60_000;
    past = {
      tables: { agents: new Map(agents.map((agent) => [agent.id, agent])) },
      feeds: { live: { asOf, everyMs: 2000 } },
    };
    await add();
    expect([readiness('101'), readiness('102')]).toEqual(['ready', 'unknown']);
  });
});

const resting = {
  name: 'Milan',
  vendor: 'fake',
  origin: 'browser',
  host: '',
  link: 'paused',
  problem: 'Paused by an admin',
} as const;
