import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFakeSource, type FakeSite, fakeAgent, fakeQueue } from '@/server/polling/fake-vendor';
import type { Slices } from '@/server/vendors/vendor';
import { createFloorKeeper, type FloorKeeper } from './floor-keeper';
import { createReadingDesk, type ReadingDesk } from './reading-desk';

const clock = createFakeClock();
let keeper: FloorKeeper;
let fake: ReturnType<typeof createFakeLog>;
let desk: ReadingDesk;

beforeEach(() => {
  fake = createFakeLog();
  keeper = createFloorKeeper({ clock, log: fake.log, epoch: 'e1' });
  desk = deskFor(createFakeSource({ feeds: ['live', 'today', 'names'] }).vendor);
});

function deskFor(vendor: Parameters<typeof createReadingDesk>[0]['vendor'], isStrict = true): ReadingDesk {
  return createReadingDesk({ sourceId: 'milan', vendor, settings: {}, keeper, clock, log: fake.log, isStrict });
}

/** A desk whose live reading is the slices themselves. */
function rawDesk(isStrict = true): ReadingDesk {
  const { vendor } = createFakeSource();
  return deskFor({ ...vendor, normalize: (readings) => (readings.live?.value ?? {}) as Slices }, isStrict);
}

function take(value: FakeSite | Slices, feed: 'live' | 'today' | 'names' = 'live', at: ReadingDesk = desk): string {
  const verdict = at.take(feed, { value, asOf: clock.now(), clockOffsetMs: 0 });
  if (verdict.outcome === 'taken') keeper.commit('milan', { tables: verdict.tables });
  return verdict.outcome;
}

const many = (count: number, prefix = 'a') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('a slice that loses most of its records', () => {
  it('[P2] is held once, and taken when the next answer agrees', () => {
    take({ agents: many(400) });
    expect(take({ agents: [] })).toBe('held');
    expect([keeper.floor.agents.size, desk.isSuspect()]).toEqual([400, true]);
    expect(take({ agents: [] })).toBe('taken');
    expect([keeper.floor.agents.size, desk.isSuspect()]).toEqual([0, false]);
  });

  it('[P2] is forgotten when the next answer is whole again', () => {
    take({ agents: many(400) });
    take({ agents: [] });
    expect(take({ agents: many(399) })).toBe('taken');
    expect([keeper.floor.agents.size, desk.isSuspect()]).toEqual([399, false]);
    expect(take({ agents: [] })).toBe('held');
  });

  it.each([
    [20, 10, 'taken', 'half'],
    [20, 9, 'held', 'more than half, and eleven'],
    [18, 9, 'taken', 'nine'],
    [19, 9, 'held', 'ten, and more than half'],
    [10, 0, 'held', 'ten of ten'],
    [9, 0, 'taken', 'nine of nine'],
    [100, 51, 'taken', 'less than half'],
  ])('[P2] %i → %i is %s (%s)', (before, after, outcome) => {
    take({ queues: many(before, 'q') });
    expect(take({ queues: many(after, 'q') })).toBe(outcome);
  });

  it('[P2] takes the whole reading back, whatever else is in it', () => {
    take({ queues: ['q1'], agents: many(30), waiting: 1 });
    expect(take({ queues: ['q1'], agents: [], waiting: 9 })).toBe('held');
    expect(keeper.floor.queues.get('milan/q1')?.waiting).toBe(1);
    expect(take({ offered: 7 }, 'today')).toBe('taken');
    expect(keeper.floor.queues.get('milan/q1')).toMatchObject({ waiting: 1, offered: 7 });
    expect(desk.isSuspect()).toBe(true);
  });

  it('[P2] is judged feed by feed: another feed’s answer is no agreement', () => {
    const { vendor } = createFakeSource({ feeds: ['live', 'names'] });
    const agentsOf = (value: unknown) =>
      ((value as FakeSite | undefined)?.agents ?? []).map((id) => fakeAgent('milan', id));
    const both = deskFor({
      ...vendor,
      normalize: ({ live, names }) => ({ agents: [...agentsOf(live?.value), ...agentsOf(names?.value)] }),
    });
    take({ agents: many(15, 'n') }, 'names', both);
    take({ agents: many(15, 'l') }, 'live', both);
    expect(take({ agents: [] }, 'live', both)).toBe('taken');
    expect(take({ agents: [] }, 'names', both)).toBe('held');
    expect(take({ agents: [] }, 'live', both)).toBe('taken');
    expect(keeper.floor.agents.size).toBe(15);
    expect(take({ agents: [] }, 'names', both)).toBe('taken');
    expect(keeper.floor.agents.size).toBe(0);
  });

  it('[P2] counts records, not ids: contacts that all changed within a slow poll are no loss', () => {
    take({ queues: many(40, 'old') });
    expect(take({ queues: many(40, 'new') })).toBe('taken');
  });

  it('[P2] and agents who all seem to have gone home at once count as lost', () => {
    take({ agents: many(40) });
    expect(take({ agents: many(40), loggedOut: many(40) })).toBe('held');
    expect(keeper.floor.agents.get('milan/a0')?.state).toBe('ready');
    expect(take({ agents: many(40), loggedOut: many(40) })).toBe('taken');
    expect(keeper.floor.agents.get('milan/a0')?.state).toBe('logged-out');
    expect(take({ agents: many(40), loggedOut: many(20) })).toBe('taken');
    expect(take({ agents: many(40), loggedOut: many(30) })).toBe('taken');
  });
});

describe('records', () => {
  it('[R2] an instant within two seconds of the one we hold stays, and the record with it', () => {
    const live = rawDesk();
    const at = (stateSince: number, state: 'ready' | 'busy' = 'ready') => ({
      agents: [fakeAgent('milan', 'ada', { stateSince, state })],
    });
    take(at(100_000), 'live', live);
    const held = keeper.floor.agents.get('milan/ada');
    take(at(101_900), 'live', live);
    expect(keeper.floor.agents.get('milan/ada')).toBe(held);
    take(at(98_000), 'live', live);
    expect(keeper.floor.agents.get('milan/ada')).toBe(held);
    take(at(102_001), 'live', live);
    expect(keeper.floor.agents.get('milan/ada')?.stateSince).toBe(102_001);
    take(at(102_500, 'busy'), 'live', live);
    expect(keeper.floor.agents.get('milan/ada')?.stateSince).toBe(102_500);
    expect(keeper.cursor().seq).toBe(3);
  });

  it('[R2] does not creep when every poll is a little later than the last', () => {
    const live = rawDesk();
    for (let step = 0; step < 10; step += 1)
      take({ agents: [fakeAgent('milan', 'ada', { stateSince: 100_000 + step * 190 })] }, 'live', live);
    expect(keeper.floor.agents.get('milan/ada')?.stateSince).toBe(100_000);
    expect(keeper.cursor().seq).toBe(1);
  });

  it('[R3] of another source are refused', () => {
    const live = rawDesk();
    expect(() => take({ queues: [fakeQueue('rome', 'q')] }, 'live', live)).toThrow('does not belong');
    const forged = { ...fakeQueue('rome', 'q'), sourceId: 'milan' };
    expect(() => take({ queues: [forged] }, 'live', live)).toThrow('does not belong');
  });

  it('[P1] with an id twice: the last one wins, and it is said once', () => {
    const live = rawDesk();
    const twice = { queues: [fakeQueue('milan', 'q', { waiting: 1 }), fakeQueue('milan', 'q', { waiting: 2 })] };
    take(twice, 'live', live);
    take(twice, 'live', live);
    expect(keeper.floor.queues.get('milan/q')?.waiting).toBe(2);
    expect(fake.lines).toMatchObject([{ level: 'warn', fields: { kind: 'queues', ids: ['milan/q'], count: 1 } }]);
  });

  it('[P1] vanish with a complete slice and return with the next', () => {
    take({ queues: ['q1', 'q2'] });
    take({ queues: ['q2'] });
    expect([...keeper.floor.queues.keys()]).toEqual(['milan/q2']);
    take({ queues: ['q1', 'q2'] });
    expect(keeper.floor.queues.size).toBe(2);
  });

  it('[R1] are checked and frozen in development, and left alone otherwise', () => {
    const broken = { queues: [fakeQueue('milan', 'q', { waiting: 1.5 })] };
    expect(() => take(broken, 'live', rawDesk(true))).toThrow('queues.waiting');
    take({ queues: [fakeQueue('milan', 'q')] }, 'live', rawDesk(true));
    expect(Object.isFrozen(keeper.floor.queues.get('milan/q'))).toBe(true);
    expect(take(broken, 'live', rawDesk(false))).toBe('taken');
    expect(Object.isFrozen(keeper.floor.queues.get('milan/q'))).toBe(false);
  });

  it('[P4] normalize sees the last good reading of every feed, and what stands on the floor', () => {
    take({ queues: ['q1'] });
    take({ names: { q1: 'Sales' } }, 'names');
    take({ offered: 3 }, 'today');
    expect(keeper.floor.queues.get('milan/q1')).toMatchObject({ name: 'Sales', offered: 3 });
  });
});
