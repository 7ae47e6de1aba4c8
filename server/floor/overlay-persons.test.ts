import { beforeEach, describe, expect, test } from 'vitest';
import { agentTotals } from '@/lib/floor/figures';
import { makeRecord } from '@/lib/floor/make-record';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper, type FloorKeeper } from './floor-keeper';
import { overlayPersons } from './overlay-persons';

const agent = (id: string, fields = {}) => makeRecord('agents', { id, sourceId: id.split('/')[0]!, ...fields });
const table = (...agents: ReturnType<typeof agent>[]) => new Map(agents.map((one) => [one.id, one]));

test('[D3] nobody linked, nothing copied', () => {
  const agents = table(agent('milan/1'), agent('milan/2'));
  expect(overlayPersons(agents, undefined, () => null)).toBe(agents);
});

describe('on the floor', () => {
  let links: Map<string, string>;
  let keeper: FloorKeeper;
  beforeEach(() => {
    links = new Map();
    const parts = { clock: createFakeClock(), log: createFakeLog().log, epoch: 'e1' };
    keeper = createFloorKeeper({ ...parts, personOf: (id) => links.get(id) ?? null });
  });
  const say = (...agents: ReturnType<typeof agent>[]) =>
    keeper.commit(agents[0]!.sourceId, { tables: { agents: table(...agents) } })?.delta ?? null;

  test('[D2] the same payload twice stays silent for a linked agent too, and keeps the record that is held', () => {
    links.set('milan/1', 'p1');
    expect(say(agent('milan/1'))).toEqual({ put: { agents: [agent('milan/1', { personId: 'p1' })] } });
    const held = keeper.floor.agents.get('milan/1');
    expect(say(agent('milan/1'))).toBeNull();
    expect(keeper.tablesOf('milan').agents?.get('milan/1')).toBe(held);
  });

  test('[D1] a new link is a patch of one field, as soon as it is told, and so is its end', () => {
    say(agent('milan/1'), agent('milan/2'));
    links.set('milan/2', 'p1');
    expect(keeper.relink('milan')?.delta).toEqual({ patch: { agents: { 'milan/2': { personId: 'p1' } } } });
    expect(keeper.relink('milan')).toBeNull();
    links.clear();
    expect(keeper.relink('milan')?.delta).toEqual({ patch: { agents: { 'milan/2': { personId: null } } } });
    expect(keeper.relink('nowhere')).toBeNull();
  });

  test('[R4] one person on two systems counts once, with the more engaged of the two states', () => {
    links.set('milan/1', 'p1').set('lucca/1', 'p1');
    say(agent('milan/1', { state: 'paused' }));
    say(agent('lucca/1', { state: 'busy' }), agent('lucca/2', { state: 'ready' }));
    expect(agentTotals(keeper.floor.agents.values())).toMatchObject({ persons: 2, busy: 1, free: 1, known: 2 });
  });

  test('[D3] an agent who vanishes and comes back is the same person', () => {
    links.set('milan/1', 'p1');
    say(agent('milan/1'), agent('milan/2'));
    expect(say(agent('milan/2'))).toEqual({ drop: { agents: ['milan/1'] } });
    expect(say(agent('milan/1'), agent('milan/2'))?.put?.agents?.[0]?.personId).toBe('p1');
  });
});
