import { expect, test } from 'vitest';
import { eachEngine } from '@/server/store/each-engine';
import { openFloor } from './fixtures/hand-made-floor';
import { readLastPicture } from './last-picture';

const nine = Date.parse('2026-03-04T09:00:00Z');
const hourMs = 3_600_000;

eachEngine((open) => {
  async function leaveFloor() {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.add('rome');
    floor.queue('milan/1', { waiting: 4, oldestWaitSince: nine - 9000 });
    floor.queue('rome/1', { waiting: 1 });
    floor.agent('milan/101', 'busy');
    await floor.pass(130);
    floor.queue('milan/1', { waiting: 2 });
    await floor.pass(1);
    await floor.history.stop();
    return { store, floor };
  }

  // The first one waits for PostgreSQL to start.
  test('each source gets its own picture back, with the age its feeds had', { timeout: 30_000 }, async () => {
    const { store } = await leaveFloor();
    const later = await openFloor(store, nine + hourMs);
    const milan = later.add('milan');
    expect(milan?.tables.queues?.get('milan/1')).toMatchObject({ waiting: 2, oldestWaitSince: nine - 9000 });
    expect([...(milan?.tables.agents?.keys() ?? [])]).toEqual(['milan/101']);
    expect(milan?.feeds.live?.asOf).toBe(nine + 131_000);
    expect([...(later.add('rome')?.tables.queues?.keys() ?? [])]).toEqual(['rome/1']);
    expect(later.history.pastTrends()?.queues['milan/1']?.waiting.slice(-3)).toEqual([4, 4, 4]);
    await later.history.stop();
  });

  test('another vendor’s system of the same id gets nothing, nor does one that comes later', async () => {
    const { store } = await leaveFloor();
    const later = await openFloor(store, nine + hourMs);
    expect(later.history.recall({ id: 'milan', vendor: { id: 'sinch' }, settings: {} })).toBeNull();
    expect(later.history.recall({ id: 'lucca', vendor: { id: 'queuemetrics' }, settings: {} })).toBeNull();
    later.history.settle();
    expect(later.add('rome')).toBeNull();
    await later.history.stop();
  });

  test('a source that was removed is not in the picture', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    for (const id of ['milan', 'rome']) {
      floor.add(id);
      floor.queue(`${id}/1`, { waiting: 4 });
    }
    await floor.pass(5);
    floor.keeper.remove('rome');
    await floor.pass(1);
    await floor.history.stop();
    expect([...(await readLastPicture(store, nine + hourMs)).sources.keys()]).toEqual(['milan']);
  });

  test('what is three days old, torn or no JSON is left alone', async () => {
    const { store } = await leaveFloor();
    expect((await readLastPicture(store, nine + 73 * hourMs)).sources.size).toBe(0);
    await store.db.updateTable('floor_deltas').set({ text: 'not JSON' }).where('seq', '>', 4).execute();
    expect((await readLastPicture(store, nine + hourMs)).sources.get('milan')).toBeDefined();
    await store.db.updateTable('floor_keyframes').set({ parts: 99 }).execute();
    expect((await readLastPicture(store, nine + hourMs)).sources.size).toBe(0);
    const later = await openFloor(store, nine + hourMs);
    expect(later.add('milan')).toBeNull();
    await later.history.stop();
  });
});
