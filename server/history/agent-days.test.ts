import { expect, test } from 'vitest';
import { eachEngine } from '@/server/store/each-engine';
import { AgentDays } from './agent-days';
import { openFloor } from './fixtures/hand-made-floor';

const at = (text: string) => Date.parse(text);
/** In Rome, where days begin at four. */
const nine = at('2026-03-04T09:00:00Z');
const dayFrom = at('2026-03-04T03:00:00Z');

eachEngine((open) => {
  // The first one waits for PostgreSQL to start.
  test('each state has its time, of one agent alone, from when on it was watched', { timeout: 30_000 }, async () => {
    const floor = await openFloor(await open(), nine);
    floor.add('milan');
    floor.agent('milan/101', 'ready');
    floor.agent('milan/102', 'busy');
    await floor.pass(60);
    floor.agent('milan/101', 'busy');
    await floor.pass(30);
    floor.agent('milan/101', 'paused');
    await floor.pass(10);
    expect(floor.history.agentDay('milan/101')).toEqual({
      ...{ dayFrom, since: nine, knownMs: 100_000 },
      states: { ready: 60_000, busy: 30_000, paused: 10_000 },
    });
    expect(floor.history.agentDay('milan/102')?.states).toEqual({ busy: 100_000 });
    for (const id of ['milan/103', 'milan', 'rome/101', '', '__proto__/1'])
      expect(floor.history.agentDay(id)).toBeNull();
    await floor.history.stop();
  });

  test('while its source is silent nothing is counted, and the time is missing from what is known', async () => {
    const floor = await openFloor(await open(), nine);
    floor.add('milan');
    floor.agent('milan/101', 'ready');
    await floor.pass(60);
    floor.die('milan');
    await floor.pass(600);
    floor.revive('milan');
    floor.agent('milan/101', 'busy');
    await floor.pass(60);
    const day = floor.history.agentDay('milan/101');
    expect(day?.states.busy).toBe(60_000);
    expect(day?.states.ready).toBeLessThan(65_000);
    expect(day?.knownMs).toBe((day?.states.ready ?? 0) + 60_000);
    await floor.history.stop();
  });

  test('an agent who leaves the floor keeps what was, and goes on with it', async () => {
    const floor = await openFloor(await open(), nine);
    floor.add('milan');
    floor.agent('milan/101', 'ready');
    await floor.pass(60);
    floor.leave('milan/101');
    await floor.pass(60);
    floor.agent('milan/101', 'paused');
    await floor.pass(5);
    expect(floor.history.agentDay('milan/101')).toMatchObject({
      ...{ knownMs: 125_000, states: { ready: 60_000, paused: 5000 } },
    });
    await floor.history.stop();
  });

  test('another business day begins with nothing, at its own hour', async () => {
    const floor = await openFloor(await open(), at('2026-03-05T02:59:00Z'));
    floor.add('milan');
    floor.agent('milan/101', 'ready');
    await floor.pass(59);
    expect(floor.history.agentDay('milan/101')?.states).toEqual({ ready: 59_000 });
    await floor.pass(11);
    const from = at('2026-03-05T03:00:00Z');
    expect(floor.history.agentDay('milan/101')).toEqual({
      ...{ dayFrom: from, since: from, knownMs: 10_000, states: { ready: 10_000 } },
    });
    await floor.history.stop();
  });

  test('a restart loses nothing but the time in between', async () => {
    const store = await open();
    const before = await openFloor(store, nine);
    before.add('milan');
    before.agent('milan/101', 'ready');
    await before.pass(90);
    await before.history.stop();
    const after = await openFloor(store, nine + 600_000);
    after.add('milan');
    after.agent('milan/101', 'ready');
    await after.pass(30);
    expect(after.history.agentDay('milan/101')).toEqual({
      ...{ dayFrom, since: nine, knownMs: 120_000, states: { ready: 120_000 } },
    });
    await after.history.stop();
  });

  test('what was kept of yesterday counts for nothing today', async () => {
    const store = await open();
    const before = await openFloor(store, nine);
    before.add('milan');
    before.agent('milan/101', 'ready');
    await before.pass(90);
    await before.history.stop();
    const morning = at('2026-03-05T07:12:00Z');
    const after = await openFloor(store, morning);
    after.add('milan');
    after.agent('milan/101', 'busy');
    await after.pass(30);
    expect(after.history.agentDay('milan/101')).toEqual({
      ...{ dayFrom: at('2026-03-05T03:00:00Z'), since: morning, knownMs: 30_000, states: { busy: 30_000 } },
    });
    await after.history.stop();
  });
});

test('what was kept by a clock that ran ahead is not believed', () => {
  const days = new AgentDays(nine, { since: nine + 1, knownMs: 5000, agents: { 'milan/101': { ready: 5000 } } });
  expect(days.read('milan/101')).toBeNull();
  expect(days.keep()).toEqual({ since: nine, knownMs: 0, agents: {} });
});
