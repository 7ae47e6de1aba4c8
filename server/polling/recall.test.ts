import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper, type FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourcePicture } from '@/server/floor/source-picture';
import { createSourceRegistry, type SourceRegistry } from '@/server/sources/source-registry';
import { VendorError } from '@/server/vendors/vendor-error';
import { createAttention } from './attention';
import { createFakeSource, fakeAgent, fakeQueue, openFakeDoor } from './fake-vendor';

let clock: FakeClock;
let keeper: FloorKeeper;
let registry: SourceRegistry;
let past: SourcePicture;

beforeEach(() => {
  clock = createFakeClock();
  const { log } = createFakeLog();
  keeper = createFloorKeeper({ clock, log, epoch: 'e2' });
  const attention = createAttention(clock);
  attention.watch();
  past = pictureOf(clock.now() - 60_000);
  registry = createSourceRegistry({
    ...{ keeper, clock, log, random: () => 0, attention, openDoor: openFakeDoor },
    isStrict: true,
    recall: ({ id }) => (id === 'milan' ? past : null),
  });
});
afterEach(() => registry.stop());

/** Two queues and two agents as they stood then. */
function pictureOf(asOf: number): SourcePicture {
  const queues = ['q1', 'q2'].map((id) =>
    fakeQueue('milan', id, { name: `Queue ${id}`, waiting: 3, offered: 40, todaySince: asOf - 3_600_000 }),
  );
  const agents = ['101', '102'].map((id) =>
    fakeAgent('milan', id, { stateSince: asOf - 90_000, stateSinceIsReceipt: true }),
  );
  const table = <T extends { id: string }>(records: T[]) => new Map(records.map((record) => [record.id, record]));
  const feed = (everyMs: number) => ({ asOf, everyMs });
  return {
    tables: { queues: table(queues), agents: table(agents) },
    feeds: { live: feed(2000), today: feed(30_000), names: feed(300_000) },
  };
}

const never = () => new Promise<never>(() => {});
const queue = (id = 'milan/q1') => keeper.floor.queues.get(id);
const link = () => keeper.floor.sources.get('milan')?.link;
const asOf = () => keeper.pulse().feeds.milan?.live?.asOf;

function add(feeds: ('live' | 'today' | 'names')[], site = {}) {
  const source = createFakeSource({ feeds, site: { queues: ['q1', 'q2'], agents: ['101', '102'], ...site } });
  return source;
}

describe('a picture from before a restart', () => {
  it('[T2] is shown with its age, as retrying, until the source answers', async () => {
    const source = add(['live'], { waiting: 5 });
    source.answer('live', never);
    registry.add(source.setup);
    await clock.advance(10_000);
    expect([queue()?.waiting, link(), asOf()]).toEqual([3, 'retrying', clock.now() - 70_000]);
    source.answer('live', () => ({ queues: ['q1', 'q2'], agents: ['101', '102'], waiting: 5 }));
    registry.retry('milan');
    await clock.advance(60_000);
    expect([queue()?.waiting, link()]).toEqual([5, 'up']);
    expect(asOf()).toBeGreaterThan(clock.now() - 3000);
  });

  it('[T2] stays whole until every feed had its say: no name and no count is lost on the way', async () => {
    const source = add(['live', 'today', 'names'], { offered: 44, names: { q1: 'Queue q1', q2: 'Queue q2' } });
    let tell = () => {};
    source.answer('names', async () => {
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
      return { names: { q1: 'Queue q1', q2: 'Queue 2' } };
    });
    registry.add(source.setup);
    const seen: unknown[] = [];
    keeper.subscribe(() => seen.push([queue()?.name, queue()?.offered]));
    await clock.advance(4000);
    expect([queue()?.offered, link(), asOf()]).toEqual([40, 'retrying', clock.now() - 64_000]);
    tell();
    await clock.advance(0);
    expect([queue()?.offered, queue('milan/q2')?.name, link()]).toEqual([44, 'Queue 2', 'up']);
    expect(asOf()).toBeGreaterThan(clock.now() - 3000);
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(new Set(['["Queue q1",44]']));
  });

  it('[T2] does not wait for a feed that fails: what only that one tells stays, with its own age', async () => {
    const source = add(['live', 'today'], { waiting: 1 });
    source.answer('today', () => {
      throw new VendorError('unreachable', 'gone');
    });
    registry.add(source.setup);
    await clock.advance(3000);
    expect([queue()?.waiting, queue()?.offered, link()]).toEqual([1, 40, 'up']);
    expect(keeper.pulse().feeds.milan?.today?.asOf).toBe(clock.now() - 63_000);
    source.answer('today', () => ({ offered: 45 }));
    await clock.advance(60_000);
    expect(queue()?.offered).toBe(45);
  });

  it('[T2] does not wait longer than 15 s for the slowest', async () => {
    const source = add(['live', 'names'], { waiting: 1 });
    source.answer('names', never);
    registry.add(source.setup);
    await clock.advance(14_000);
    expect(queue()?.waiting).toBe(3);
    await clock.advance(14_000);
    expect([queue()?.waiting, link()]).toEqual([1, 'up']);
  });

  it('[T2] keeps an instant that the vendor agrees with, and a moment that only we saw', async () => {
    const source = add(['live']);
    const old = past.tables.agents?.get('milan/101');
    const vendor = {
      ...source.vendor,
      normalize: (_: unknown, { previous }: { previous(kind: 'agents', id: string): typeof old }) => ({
        agents: [
          fakeAgent('milan', '101', { stateSince: (old?.stateSince ?? 0) + 1500, stateSinceIsReceipt: true }),
          fakeAgent('milan', '102', { ...previous('agents', 'milan/102') }),
        ],
      }),
    } as unknown as typeof source.vendor;
    registry.add({ ...source.setup, vendor });
    await clock.advance(3000);
    expect(link()).toBe('up');
    expect(keeper.floor.agents.get('milan/101')?.stateSince).toBe(old?.stateSince);
    expect(keeper.floor.agents.get('milan/102')).toMatchObject({
      stateSince: old?.stateSince,
      stateSinceIsReceipt: true,
    });
  });

  it('[P1] loses what the whole answer lacks, and a source without a past begins as ever', async () => {
    registry.add(add(['live'], { queues: ['q1'] }).setup);
    registry.add(createFakeSource({ id: 'rome', site: { queues: ['q1'] } }).setup);
    expect(keeper.floor.sources.get('rome')?.link).toBe('retrying');
    expect(keeper.pulse().feeds.rome?.live?.asOf).toBeNull();
    await clock.advance(3000);
    expect([...keeper.floor.queues.keys()]).toEqual(['milan/q1', 'rome/q1']);
  });
});
