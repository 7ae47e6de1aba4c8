import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelta, type Delta, diffFloors } from '@/lib/floor/delta';
import { emptyFloor, type Floor, floorFromRecords, sameFloor } from '@/lib/floor/floor';
import { floorKinds } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';
import { sample } from './sample-records';
import { type Scope, scopeOf } from './scope';
import { createViewFilter, type ViewFilter } from './view-filter';
import { viewFor } from './views';

const onlyQueues = (...queues: string[]): Scope => scopeOf({ sources: [], queues, teams: [] });
const onlySources = (...sources: string[]): Scope => scopeOf({ sources, queues: [], teams: [] });
const onlyTeams = (...teams: string[]): Scope => scopeOf({ sources: [], queues: [], teams });

function open(scope: Scope, before: Delta) {
  const floor = emptyFloor();
  applyDelta(floor, before);
  const filter = createViewFilter(viewFor({ role: 'lead' }, 'console', scope), floor);
  const commit = (delta: Delta) => {
    expect(applyDelta(floor, delta)).toBe(true);
    return filter.step(delta);
  };
  return { filter, commit };
}

const ids = (filter: ViewFilter) => {
  const records = filter.records();
  return Object.fromEntries(
    floorKinds.map((kind) => [kind, records[kind].map(({ id }) => id)]).filter(([, all]) => all?.length),
  );
};

const site = {
  sources: [sample('sources', 'milan'), sample('sources', 'lucca')],
  queues: [sample('queues', 'milan/q1'), sample('queues', 'milan/q2'), sample('queues', 'lucca/q1')],
  agents: [sample('agents', 'milan/a1'), sample('agents', 'milan/a2'), sample('agents', 'lucca/a1')],
  memberships: [
    sample('memberships', 'milan/m1', { agentId: 'milan/a1', queueId: 'milan/q1' }),
    sample('memberships', 'milan/m2', { agentId: 'milan/a2', queueId: 'milan/q2' }),
  ],
};

describe('what a scope holds', () => {
  test('[V3] a queue brings its source, its agents, its memberships and its contacts, nobody else’s', () => {
    const contacts = ['q1', 'q2'].map((queue) => sample('contacts', `milan/c-${queue}`, { queueId: `milan/${queue}` }));
    const { filter } = open(onlyQueues('milan/q1'), { put: { ...site, contacts } });
    expect(ids(filter)).toEqual({
      sources: ['milan'],
      queues: ['milan/q1'],
      agents: ['milan/a1'],
      memberships: ['milan/m1'],
      contacts: ['milan/c-q1'],
    });
  });

  test('[V3] a source brings everything of its own', () => {
    const { filter } = open(onlySources('lucca'), { put: site });
    expect(ids(filter)).toEqual({ sources: ['lucca'], queues: ['lucca/q1'], agents: ['lucca/a1'] });
  });

  test('[V3] what is asked of somebody comes, goes and comes back with them', () => {
    const intents = [1, 2].map((n) =>
      sample('intents', `callboard/i${n}`, { sourceId: 'milan', targetId: `milan/a${n}` }),
    );
    const { filter, commit } = open(onlyQueues('milan/q1'), { put: { ...site, intents } });
    expect(ids(filter).intents).toEqual(['callboard/i1']);
    expect(commit({ drop: { memberships: ['milan/m1'] } })?.drop).toMatchObject({ intents: ['callboard/i1'] });
    const joined = commit({ put: { memberships: [{ ...site.memberships[1]!, queueId: 'milan/q1' }] } });
    expect(joined?.put).toMatchObject({ intents: [intents[1]] });
  });

  test('[V3] ages travel for the sources in scope only', () => {
    const { filter } = open(onlyQueues('milan/q1'), { put: site });
    const feeds = { milan: { live: { asOf: 1, everyMs: 2 } }, lucca: {} };
    expect(Object.keys(filter.pulse({ at: 5, feeds }).feeds)).toEqual(['milan']);
  });
});

describe('what a team’s scope holds', () => {
  const team = onlyTeams('milan/A%2FB');
  const inTeam = (id: string) => sample('agents', id, { team: 'A/B' });
  const contacts = [
    sample('contacts', 'milan/c1', { queueId: 'milan/q1', agentId: 'milan/a1' }),
    sample('contacts', 'milan/c2', { queueId: 'milan/q1', agentId: null }),
    sample('contacts', 'milan/c3', { queueId: 'milan/q1', agentId: 'milan/a2' }),
  ];
  const groupQueues = [sample('groupQueues', 'milan/g1~q1', { groupId: 'milan/g1', queueId: 'milan/q1' })];
  const groups = [sample('groups', 'milan/g1')];
  const colleague = sample('memberships', 'milan/m3', { agentId: 'milan/a2', queueId: 'milan/q1' });

  test('[V3] its agents with what is theirs, and the queues they serve; nobody else who serves them', () => {
    const agents = [inTeam('milan/a1'), sample('agents', 'milan/a2', { team: 'C' }), inTeam('lucca/a1')];
    const memberships = [...site.memberships, colleague];
    const { filter } = open(team, { put: { ...site, agents, memberships, contacts, groups, groupQueues } });
    expect(ids(filter)).toEqual({
      sources: ['milan'],
      queues: ['milan/q1'],
      agents: ['milan/a1'],
      memberships: ['milan/m1'],
      contacts: ['milan/c1'],
      groups: ['milan/g1'],
      groupQueues: ['milan/g1~q1'],
    });
  });

  test('[V3] who joins the team brings all of it in, who leaves takes it along', () => {
    const { commit } = open(team, { put: { ...site, contacts, groups, groupQueues } });
    const joined = commit({ patch: { agents: { 'milan/a1': { team: 'A/B' } } } });
    expect(joined).toEqual({
      put: {
        queues: [site.queues[0]],
        agents: [inTeam('milan/a1')],
        memberships: [site.memberships[0]],
        contacts: [contacts[0]],
        groups,
        groupQueues,
      },
    });
    expect(commit({ patch: { queues: { 'milan/q1': { waiting: 3 } } } })).toEqual({
      patch: { queues: { 'milan/q1': { waiting: 3 } } },
    });
    expect(commit({ put: { memberships: [colleague] } })).toBeNull();
    expect(commit({ patch: { agents: { 'milan/a1': { team: null } } } })).toEqual({
      drop: {
        queues: ['milan/q1'],
        agents: ['milan/a1'],
        memberships: ['milan/m1'],
        contacts: ['milan/c1'],
        groups: ['milan/g1'],
        groupQueues: ['milan/g1~q1'],
      },
    });
  });

  test('[V3] a queue stays in through its own right when the team leaves it', () => {
    const scope = scopeOf({ sources: [], queues: ['milan/q1'], teams: ['milan/A%2FB'] });
    const { commit } = open(scope, { put: { ...site, agents: [inTeam('milan/a1'), ...site.agents.slice(1)] } });
    expect(commit({ drop: { memberships: ['milan/m1'] } })).toEqual({ drop: { memberships: ['milan/m1'] } });
    expect(commit({ drop: { agents: ['milan/a1'] } })).toEqual({ drop: { agents: ['milan/a1'] } });
  });
});

describe('what a scope hears', () => {
  test('[V3] a contact that is moved into the queue enters whole, and leaves as a drop', () => {
    const contact = sample('contacts', 'milan/c1', { queueId: 'milan/q2', caller: '+39' });
    const { commit } = open(onlyQueues('milan/q1'), { put: { ...site, contacts: [contact] } });
    expect(commit({ patch: { contacts: { 'milan/c1': { queueId: 'milan/q1' } } } })).toEqual({
      put: { contacts: [{ ...contact, queueId: 'milan/q1' }] },
    });
    expect(commit({ patch: { contacts: { 'milan/c1': { state: 'talking' } } } })).toEqual({
      patch: { contacts: { 'milan/c1': { state: 'talking' } } },
    });
    expect(commit({ patch: { contacts: { 'milan/c1': { queueId: 'milan/q2' } } } })).toEqual({
      drop: { contacts: ['milan/c1'] },
    });
    expect(commit({ drop: { contacts: ['milan/c1'] } })).toBeNull();
  });

  test('[V3] an agent enters with the first membership in scope and leaves with the last', () => {
    const { commit } = open(onlyQueues('milan/q1', 'milan/q2'), { put: { ...site, memberships: [] } });
    const first = sample('memberships', 'milan/m1', { agentId: 'milan/a1', queueId: 'milan/q1' });
    const second = sample('memberships', 'milan/m2', { agentId: 'milan/a1', queueId: 'milan/q2' });
    expect(commit({ put: { memberships: [first] } })).toEqual({
      put: { agents: [site.agents[0]], memberships: [first] },
    });
    expect(commit({ put: { memberships: [second] } })).toEqual({ put: { memberships: [second] } });
    expect(commit({ drop: { memberships: ['milan/m1'] } })).toEqual({ drop: { memberships: ['milan/m1'] } });
    expect(commit({ drop: { memberships: ['milan/m2'] } })).toEqual({
      drop: { agents: ['milan/a1'], memberships: ['milan/m2'] },
    });
  });

  test('[V3] an agent and a group of the same id are two things', () => {
    const groups = [sample('groups', 'milan/a1')];
    const { filter } = open(onlyQueues('milan/q1'), { put: { ...site, groups } });
    expect(filter.records().groups).toEqual([]);
  });

  test('[D2] what happens elsewhere is silence', () => {
    const { commit } = open(onlyQueues('milan/q1'), { put: site });
    expect(
      commit({ patch: { agents: { 'lucca/a1': { state: 'busy' } }, queues: { 'milan/q2': { waiting: 3 } } } }),
    ).toBeNull();
  });
});

const small = fc.integer({ min: 1, max: 3 });
const sourceId = fc.constantFrom('milan', 'lucca');
const rows = {
  queues: fc.tuple(sourceId, small).map(([s, n]) => sample('queues', `${s}/${n}`, { waiting: n })),
  agents: fc
    .tuple(sourceId, small, small, fc.constantFrom('A', 'B', null))
    .map(([s, n, h, team]) => sample('agents', `${s}/${n}`, { handledToday: h, team })),
  memberships: fc
    .tuple(sourceId, small, small, small)
    .map(([s, n, a, q]) => sample('memberships', `${s}/${n}`, { agentId: `${s}/${a}`, queueId: `${s}/${q}` })),
  contacts: fc.tuple(sourceId, small, fc.option(small), fc.option(small)).map(([s, n, q, a]) =>
    sample('contacts', `${s}/${n}`, {
      queueId: q === null ? null : `${s}/${q}`,
      agentId: a === null ? null : `${s}/${a}`,
    }),
  ),
  groups: fc.tuple(sourceId, small).map(([s, n]) => sample('groups', `${s}/${n}`)),
  groupQueues: fc
    .tuple(sourceId, small, small, small)
    .map(([s, n, g, q]) => sample('groupQueues', `${s}/${n}`, { groupId: `${s}/${g}`, queueId: `${s}/${q}` })),
};
const floors: fc.Arbitrary<Floor> = fc
  .record(
    Object.fromEntries(
      Object.entries(rows).map(([kind, row]) => [
        kind,
        fc.array(row as fc.Arbitrary<RecordOf['queues']>, { maxLength: 6 }),
      ]),
    ),
  )
  .map((tables) => {
    const floor = emptyFloor();
    for (const id of ['milan', 'lucca']) floor.sources.set(id, sample('sources', id));
    for (const [kind, records] of Object.entries(tables)) {
      for (const record of records) (floor[kind as 'queues'] as Map<string, unknown>).set(record.id, record);
    }
    return floor;
  });

test('[V3] following the deltas of a view ends where a snapshot of it would', () => {
  const scopes = fc.constantFrom(
    onlyQueues('milan/1'),
    onlyQueues('milan/1', 'lucca/2'),
    onlySources('lucca'),
    onlyQueues(),
    onlyTeams('milan/A'),
    onlyTeams('milan/A', 'lucca/B'),
    scopeOf({ sources: [], queues: ['milan/1'], teams: ['milan/B'] }),
    scopeOf({ sources: ['lucca'], queues: ['milan/2'], teams: ['milan/A'] }),
  );
  fc.assert(
    fc.property(scopes, fc.array(floors, { minLength: 2, maxLength: 5 }), (scope, [first, ...later]) => {
      const view = viewFor({ role: 'lead' }, 'console', scope);
      const floor = first as Floor;
      const filter = createViewFilter(view, floor);
      const viewer = floorFromRecords(filter.records());
      for (const next of later) {
        const delta = diffFloors(floor, next);
        if (!delta) continue;
        applyDelta(floor, delta);
        const heard = filter.step(delta);
        if (heard) expect(applyDelta(viewer, JSON.parse(JSON.stringify(heard)))).toBe(true);
        const fresh = floorFromRecords(createViewFilter(view, floor).records());
        expect(sameFloor(viewer, fresh)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
}, 30_000);
