import { expect, test, vi } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { isRefusal } from '@/lib/protocol/refusal';
import { somebody } from '@/server/app-for-tests';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { openPeople } from './open-people';
import { createPeopleBook } from './people-book';

// The first to need a PostgreSQL waits for it to start.
vi.setConfig({ testTimeout: 30_000 });

const agents = ['milan/1', 'lucca/1', 'oslo/1', 'milan/2', 'lucca/2'].map((id) =>
  makeRecord('agents', { id, sourceId: id.split('/')[0]!, name: id.endsWith('1') ? 'Anna "Ann" Rossi' : 'Bea Verdi' }),
);
const asker = { principal: somebody({ role: 'admin' }), address: '10.0.0.7', agents };
const page = { limit: 100 };

async function openOn(store: Store) {
  const clock = createFakeClock();
  const noted: AuditEntry[] = [];
  const book = createPeopleBook();
  const keeper = createFloorKeeper({ clock, log: createFakeLog().log, epoch: 'e', personOf: book.personOf });
  const desk = await openPeople({ store, book, keeper, clock, audit: { note: (entry) => void noted.push(entry) } });
  for (const sourceId of ['milan', 'lucca', 'oslo']) {
    const own = agents.filter((agent) => agent.sourceId === sourceId);
    keeper.commit(sourceId, { tables: { agents: new Map(own.map((agent) => [agent.id, agent])) } });
  }
  const personOf = (id: string) => keeper.floor.agents.get(id)?.personId;
  return { desk, noted, personOf, keeper, clock };
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error) => (isRefusal(error) ? [error.code, error.problems[0]?.field] : error),
  );

eachEngine((open) => {
  test('what is said stands on the floor at once, after a restart too, and in the audit', async () => {
    const store = await open();
    const { desk, noted, personOf } = await openOn(store);
    const [id] = await desk.link([{ agentIds: ['milan/1', 'lucca/1'] }], asker);
    expect([personOf('milan/1'), personOf('lucca/1'), personOf('oslo/1')]).toEqual([id, id, null]);
    expect(noted).toMatchObject([
      {
        action: 'person.link',
        target: id,
        before: null,
        after: { name: 'Anna "Ann" Rossi', agents: ['milan/1', 'lucca/1'] },
      },
    ]);
    const again = await openOn(store);
    expect(again.personOf('lucca/1')).toBe(id);
    expect(again.desk.list(page, asker)).toMatchObject({
      people: [{ id, name: 'Anna "Ann" Rossi', agents: [{ id: 'lucca/1', sourceId: 'lucca' }, { id: 'milan/1' }] }],
      total: 1,
      next: null,
    });
  });

  test('a third agent joins the person, within one list too; nothing new is no change', async () => {
    const { desk, personOf, noted } = await openOn(await open());
    const [first, second] = await desk.link(
      [{ agentIds: ['milan/1', 'lucca/1'], name: 'Anna' }, { agentIds: ['lucca/1', 'oslo/1'] }],
      asker,
    );
    expect([second, personOf('oslo/1')]).toEqual([first, first]);
    expect(noted).toHaveLength(2);
    await desk.link([{ agentIds: ['milan/1', 'oslo/1'] }], asker);
    expect(noted).toHaveLength(2);
  });

  test('two people are not made one in passing; all of a list or none of it', async () => {
    const { desk, personOf } = await openOn(await open());
    await desk.link([{ agentIds: ['milan/1', 'lucca/1'] }, { agentIds: ['milan/2', 'lucca/2'] }], asker);
    const links = [{ agentIds: ['oslo/1', 'milan/1'] }, { agentIds: ['milan/1', 'milan/2'] }];
    expect(await refusal(desk.link(links, asker))).toEqual(['conflict', 'links.1.agentIds']);
    expect(personOf('oslo/1')).toBeNull();
  });

  test('agents whom nobody sees cannot be linked or rejected', async () => {
    const { desk } = await openOn(await open());
    const blind = { ...asker, agents: agents.slice(0, 1) };
    expect(await refusal(desk.link([{ agentIds: ['milan/1', 'lucca/1'] }], blind))).toEqual([
      'bad-request',
      'links.0.agentIds',
    ]);
    expect(await refusal(desk.reject([['milan/1', 'nobody/<script>']], asker))).toEqual(['bad-request', 'groups.0']);
  });

  test('two admins at once: one is told that the other was first', async () => {
    const store = await open();
    const [one, other] = [await openOn(store), await openOn(store)];
    await one.desk.link([{ agentIds: ['milan/1', 'lucca/1'] }], asker);
    expect(await refusal(other.desk.link([{ agentIds: ['milan/1', 'oslo/1'] }], asker))).toEqual([
      'conflict',
      undefined,
    ]);
  });

  test('who is taken out is nobody’s and not suggested again; a person of one agent is none', async () => {
    const { desk, personOf, noted } = await openOn(await open());
    const [id] = (await desk.link([{ agentIds: ['milan/1', 'lucca/1', 'oslo/1'] }], asker)) as [string];
    await desk.split(id, 'oslo/1', asker);
    expect([personOf('milan/1'), personOf('oslo/1')]).toEqual([id, null]);
    expect(desk.suggest(asker).suggestions.map(({ agents }) => agents.map((one) => one.id))).toEqual([
      ['milan/2', 'lucca/2'],
    ]);
    await desk.split(id, 'milan/1', asker);
    expect([personOf('milan/1'), personOf('lucca/1')]).toEqual([null, null]);
    expect(desk.list(page, asker).total).toBe(0);
    expect(noted.at(-1)).toMatchObject({
      action: 'person.split',
      before: { agents: ['lucca/1', 'milan/1'] },
      after: null,
    });
    expect(await refusal(desk.split(id, undefined, asker))).toEqual(['not-found', undefined]);
  });

  test('a rejected suggestion does not come back', async () => {
    const { desk } = await openOn(await open());
    expect(desk.suggest(asker).total).toBe(2);
    await desk.reject([['milan/2', 'lucca/2']], asker);
    await desk.reject([['lucca/2', 'milan/2']], asker);
    expect(desk.suggest(asker).total).toBe(1);
  });

  test('an agent who vanishes keeps its link and stands in the list without a name', async () => {
    const { desk, keeper, personOf } = await openOn(await open());
    const [id] = await desk.link([{ agentIds: ['milan/1', 'lucca/1'] }], asker);
    keeper.commit('lucca', { tables: { agents: new Map() } });
    const left = { ...asker, agents: agents.filter(({ sourceId }) => sourceId !== 'lucca') };
    expect(desk.list(page, left).people[0]?.agents[0]).toMatchObject({ id: 'lucca/1', name: null });
    keeper.commit('lucca', { tables: { agents: new Map([['lucca/1', agents[1]!]]) } });
    expect(personOf('lucca/1')).toBe(id);
  });

  test('people are found by name or agent, a page after the other', async () => {
    const { desk } = await openOn(await open());
    await desk.link(
      [{ agentIds: ['milan/1', 'lucca/1'], name: 'Zoë ‏שרה' }, { agentIds: ['milan/2', 'lucca/2'] }],
      asker,
    );
    const names = (query: object) => desk.list({ ...page, ...query }, asker).people.map(({ name }) => name);
    expect(names({})).toEqual(['Bea Verdi', 'Zoë ‏שרה']);
    expect(names({ text: 'zoe' })).toEqual(['Zoë ‏שרה']);
    expect(names({ text: 'rossi anna' })).toEqual(['Zoë ‏שרה']);
    expect(names({ text: 'שרה' })).toEqual(['Zoë ‏שרה']);
    expect(names({ text: 'nobody' })).toEqual([]);
    const { next } = desk.list({ limit: 1 }, asker);
    expect(names({ limit: 1, after: next })).toEqual(['Zoë ‏שרה']);
  });
});
