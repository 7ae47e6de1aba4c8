import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyDelta } from '@/lib/floor/delta';
import { emptyFloor } from '@/lib/floor/floor';
import type { SourceRecord } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { fakeAgent, fakeQueue } from '@/server/polling/fake-vendor';
import type { Commit } from './floor-feed';
import { createFloorKeeper, type FloorKeeper } from './floor-keeper';

const clock = createFakeClock();
let keeper: FloorKeeper;
let commits: Commit[];
let fake: ReturnType<typeof createFakeLog>;

beforeEach(() => {
  fake = createFakeLog();
  keeper = createFloorKeeper({ clock, log: fake.log, epoch: 'e1' });
  commits = [];
  keeper.subscribe((commit) => commits.push(commit));
});

const source: SourceRecord = {
  id: 'milan',
  vendor: 'fake',
  name: 'Milan',
  link: 'up',
  linkSince: 0,
  problem: null,
  suspect: false,
  pollEveryMs: 2000,
};

function queuesOf(sourceId: string, waiting: Record<string, number>) {
  const queues = Object.entries(waiting).map(([id, count]) => fakeQueue(sourceId, id, { waiting: count }));
  return new Map(queues.map((queue) => [queue.id, queue]));
}

describe('commits', () => {
  it('[D1] put what is new, patch what changed, drop what is gone, in one step with the source', () => {
    keeper.commit('milan', { tables: { queues: queuesOf('milan', { a: 1, b: 1, c: 1 }) } });
    const untouched = keeper.floor.queues.get('milan/a');
    const tables = { queues: new Map(queuesOf('milan', { b: 2, d: 0 })).set('milan/a', untouched!) };
    expect(keeper.commit('milan', { source, tables })).toEqual({
      epoch: 'e1',
      after: 1,
      seq: 2,
      delta: {
        put: { sources: [source], queues: [fakeQueue('milan', 'd', { waiting: 0 })] },
        patch: { queues: { 'milan/b': { waiting: 2 } } },
        drop: { queues: ['milan/c'] },
      },
    });
    expect(keeper.floor.queues.get('milan/a')).toBe(untouched);
    expect([...keeper.floor.queues.keys()].sort()).toEqual(['milan/a', 'milan/b', 'milan/d']);
  });

  it('[D2] that change nothing are silent and leave the cursor', () => {
    keeper.commit('milan', { source, tables: { queues: queuesOf('milan', { a: 1 }) } });
    expect(
      keeper.commit('milan', { source: { ...source }, tables: { queues: queuesOf('milan', { a: 1 }) } }),
    ).toBeNull();
    expect(keeper.commit('milan', {})).toBeNull();
    keeper.noteFeed('milan', 'live', { asOf: 5, everyMs: 2000 });
    expect(commits).toHaveLength(1);
    expect(keeper.cursor()).toEqual({ epoch: 'e1', seq: 1 });
  });

  it('[P1] leave a kind alone that they do not speak of, and empty one that is present and empty', () => {
    const agent = fakeAgent('milan', 'x');
    keeper.commit('milan', { tables: { queues: queuesOf('milan', { a: 1 }), agents: new Map([[agent.id, agent]]) } });
    keeper.commit('milan', { tables: { queues: new Map() } });
    expect(keeper.floor.queues.size).toBe(0);
    expect(keeper.floor.agents.size).toBe(1);
  });

  it('[P1] of one source touch nothing of another', () => {
    keeper.commit('milan', { tables: { queues: queuesOf('milan', { a: 1 }) } });
    keeper.commit('rome', { tables: { queues: queuesOf('rome', { a: 2 }) } });
    keeper.commit('rome', { tables: { queues: queuesOf('rome', { b: 2 }) } });
    expect([...keeper.floor.queues.keys()]).toEqual(['milan/a', 'rome/b']);
    keeper.remove('rome');
    expect([...keeper.floor.queues.keys()]).toEqual(['milan/a']);
  });

  it('[H1] removing a source drops its record, its records and its pulse in one step', () => {
    keeper.commit('milan', { source, tables: { queues: queuesOf('milan', { a: 1 }) } });
    keeper.noteFeed('milan', 'live', { asOf: 5, everyMs: 2000 });
    expect(keeper.remove('milan')?.delta).toEqual({ drop: { sources: ['milan'], queues: ['milan/a'] } });
    expect(keeper.pulse().feeds).toEqual({});
    expect(keeper.remove('milan')).toBeNull();
  });
});

describe('the cursor', () => {
  it('[C3] has the epoch of its keeper: another keeper, another epoch', () => {
    const other = createFloorKeeper({ clock, log: fake.log, epoch: 'e2' });
    expect(keeper.cursor()).toEqual({ epoch: 'e1', seq: 0 });
    expect(other.commit('milan', { source })).toMatchObject({ epoch: 'e2', after: 0, seq: 1 });
  });

  it('[C1] grows by one with each commit, and every commit follows on the one before', () => {
    for (let waiting = 0; waiting < 5; waiting += 1)
      keeper.commit('milan', { tables: { queues: queuesOf('milan', { a: waiting }) } });
    expect(commits.map(({ after, seq }) => [after, seq])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });

  it('[C2] a follower sees tables and cursor that already hold the commit', () => {
    const seen: unknown[] = [];
    keeper.subscribe(({ seq }) => seen.push([seq, keeper.cursor().seq, keeper.floor.queues.size]));
    keeper.commit('milan', { tables: { queues: queuesOf('milan', { a: 1 }) } });
    expect(seen).toEqual([[1, 1, 1]]);
  });
});

describe('followers', () => {
  it('[C1] that throw are logged and do not keep others from hearing; one that left hears nothing', () => {
    const leave = keeper.subscribe(() => {
      throw new Error('broken');
    });
    const heard: number[] = [];
    keeper.subscribe(({ seq }) => heard.push(seq));
    keeper.commit('milan', { source });
    leave();
    keeper.commit('milan', { source: { ...source, link: 'retrying' } });
    expect(heard).toEqual([1, 2]);
    expect(fake.lines).toMatchObject([{ level: 'error' }]);
  });

  it('[C1] may not commit: others would hear the steps in the wrong order', () => {
    keeper.subscribe(() => keeper.commit('rome', { source: { ...source, id: 'rome' } }));
    keeper.commit('milan', { source });
    expect([...keeper.floor.sources.keys()]).toEqual(['milan']);
    expect(fake.lines).toHaveLength(1);
    expect(keeper.commit('rome', { source: { ...source, id: 'rome' } })?.seq).toBe(2);
  });
});

it('[D1] a replica that applies every delta, through JSON, holds the keeper’s floor', () => {
  const table = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), fc.nat(3), { maxKeys: 4 });
  const step = fc.record({ sourceId: fc.constantFrom('milan', 'rome'), table: fc.option(table) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const one = createFloorKeeper({ clock, log: fake.log, epoch: 'e' });
      const replica = emptyFloor();
      one.subscribe(({ delta }) => expect(applyDelta(replica, JSON.parse(JSON.stringify(delta)))).toBe(true));
      for (const { sourceId, table: waiting } of steps) {
        if (waiting) one.commit(sourceId, { tables: { queues: queuesOf(sourceId, waiting) } });
        else one.remove(sourceId);
        expect(new Map(replica.queues)).toEqual(new Map(one.floor.queues));
      }
    }),
    { numRuns: 200 },
  );
});
