import { expect, test } from 'vitest';
import { emptyFloor } from '@/lib/floor/floor';
import type { AccessScope, Principal } from '@/lib/principal';
import { historyApi } from '@/lib/protocol/api/history-api';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { historySettings, openFloor } from './fixtures/hand-made-floor';
import { createHistoryDesk } from './query/history-desk';

const nine = Date.parse('2026-03-04T09:00:00Z');
const { query } = historyApi['GET /api/history'];

async function statesSeen(
  store: Store,
  floor: Awaited<ReturnType<typeof openFloor>>,
  scope: AccessScope,
  step: string,
) {
  const desk = createHistoryDesk({ store, floor: emptyFloor(), clock: floor.clock, keep: historySettings });
  const principal: Principal = {
    ...{ kind: 'user', accountId: 'a', name: 'A', role: 'lead', version: 1 },
    ...{ scope, agentIds: [], grants: null, mustChangePassword: false },
  };
  const day = { from: '2026-03-04', to: '2026-03-04' };
  const { agents } = await desk.figures(principal, query.parse({ ...day, step }));
  const { ready, busy, paused } = agents.states;
  return { ready: ready[0], busy: busy[0], paused: paused[0], sources: agents.sources[0] };
}
const only = (...sources: string[]): AccessScope => ({ sources, queues: [], teams: [] });

eachEngine((open) => {
  // The first one waits for PostgreSQL to start.
  test('whoever is an agent on several sources counts once, with what they are most engaged in', {
    timeout: 30_000,
  }, async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    for (const id of ['milan', 'rome', 'turin']) {
      floor.add(id);
      floor.queue(`${id}/1`, { waiting: 0 });
    }
    // Anna on two, Bruno on all three; Carla is nobody else.
    floor.agent('milan/anna', 'busy', 'anna');
    floor.agent('rome/a1', 'ready', 'anna');
    floor.agent('milan/bruno', 'ready', 'bruno');
    floor.agent('rome/b1', 'paused', 'bruno');
    floor.agent('turin/b2', 'paused', 'bruno');
    floor.agent('milan/carla', 'ready');
    await floor.pass(30);
    floor.agent('rome/a1', 'paused', 'anna');
    floor.agent('milan/anna', 'ready', 'anna');
    await floor.pass(90);
    await floor.history.stop();
    for (const step of ['hour', 'day']) {
      // Of two minutes Anna was busy in a quarter, idle for the rest; Bruno and Carla were idle.
      expect(await statesSeen(store, floor, 'all', step)).toEqual({ ready: 2.75, busy: 0.25, paused: 0, sources: 3 });
      expect(await statesSeen(store, floor, only('milan'), step)).toMatchObject({
        ready: 2.75,
        busy: 0.25,
        sources: 1,
      });
      // Turin is not seen, so that Bruno cannot be told to be one; Anna can.
      const two = await statesSeen(store, floor, only('milan', 'rome'), step);
      expect(two).toEqual({ ready: 2.75, busy: 0.25, paused: 1, sources: 2 });
    }
  });

  test('two agents of one source are one person, until they are gone; beside what is not known nothing is put right', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    for (const id of ['milan', 'rome']) {
      floor.add(id);
      floor.queue(`${id}/1`, { waiting: 0 });
    }
    floor.agent('milan/a1', 'busy', 'anna');
    floor.agent('milan/a2', 'busy', 'anna');
    await floor.pass(60);
    expect(floor.lines.filter(({ level }) => level === 'error')).toEqual([]);
    floor.agent('rome/b1', 'busy', 'bruno');
    floor.agent('milan/b2', 'busy', 'bruno');
    floor.die('rome');
    await floor.pass(600);
    await floor.history.stop();
    const rows = await store.db.selectFrom('agent_minutes').selectAll().orderBy('at').execute();
    const of = (id: string) => rows.filter(({ source_id }) => source_id === id);
    expect(of('milan+').map(({ busy_ms, known_ms }) => busy_ms + known_ms)).toEqual(of('milan+').map(() => 0));
    expect(of('milan+').length).toBe(11);
    // Rome was known for some seconds only.
    expect(of('milan+rome')).toHaveLength(1);
    expect(of('milan+rome')[0]!.busy_ms).toBe(-of('milan+rome')[0]!.known_ms);
  });
});
