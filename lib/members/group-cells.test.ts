import { expect, test } from 'vitest';
import { commandNames } from '@/lib/commands/actions';
import { makeRecord } from '@/lib/floor/make-record';
import { countAskable, countCells, groupCells } from './group-cells';
import { createPersonRows } from './matrix';
import { usualTerms } from './place';
import { type CellPlace, planCells } from './plan-cells';

const sites = ['milan', 'lucca'];
const agents = sites.flatMap((sourceId) =>
  ['ready', 'paused', 'logged-out'].map((readiness, index) =>
    makeRecord('agents', {
      ...{ id: `${sourceId}/${index}`, sourceId, name: `Agent ${index}`, personId: index === 0 ? 'both' : null },
      readiness: readiness as 'ready',
      canManage: index !== 1,
    }),
  ),
);
const queues = sites.flatMap((sourceId) =>
  Array.from({ length: sourceId === 'milan' ? 7 : 2 }, (_, index) =>
    makeRecord('queues', { id: `${sourceId}/q${index}`, sourceId, name: `Queue ${index}` }),
  ),
);
const memberships = agents.flatMap((agent, at) =>
  queues
    .filter(({ sourceId }, index) => sourceId === agent.sourceId && (index + at) % 3 === 0)
    .map((queue, index) =>
      makeRecord('memberships', {
        ...{ id: `${agent.id}~${queue.id}`, sourceId: agent.sourceId, agentId: agent.id, queueId: queue.id },
        ...{ serving: [true, false, null][index % 3] ?? null, canChange: index !== 2 },
      }),
    ),
);
const membershipsOf = ({ id }: { readonly id: string }) =>
  new Map(memberships.filter(({ agentId }) => agentId === id).map((one) => [one.queueId, one]));
const vendorOf = (sourceId: string) => ({
  ...{ label: 'V', commands: commandNames, asksFirst: [], elsewhere: null },
  membershipTerms: { ...usualTerms, joinsAny: sourceId === 'lucca' },
});
const placeOf = (
  agent: CellPlace['agent'],
  queue: CellPlace['queue'],
  membership: CellPlace['membership'],
): CellPlace => ({ agent, queue, membership, source: undefined, vendor: vendorOf(agent.sourceId) });

/** Cell by cell. */
const every = (rows: ReturnType<ReturnType<typeof createPersonRows>>, columns: typeof queues) =>
  rows.flatMap((row) =>
    columns.flatMap((queue) => {
      const agent = row.agents.get(queue.sourceId);
      return agent ? [placeOf(agent, queue, membershipsOf(agent).get(queue.id))] : [];
    }),
  );

test.each([
  ['all', 0, 9],
  ['some of one system', 2, 5],
  ['one queue', 8, 9],
  ['none', 3, 3],
] as const)('a block counts the same put together as cell by cell: %s', (_, from, to) => {
  const rows = createPersonRows()(agents);
  const columns = queues.slice(from, to);
  const groups = groupCells(rows, columns, { membershipsOf, placeOf });
  const cells = every(rows, columns);
  expect(countCells(groups)).toBe(cells.length);
  for (const action of ['join', 'leave', 'pause-in-queue'] as const)
    expect([action, countAskable(action, groups)]).toEqual([action, planCells(action, cells).asked.length]);
});

test('there are as many groups as memberships and agents, however many queues', () => {
  const rows = createPersonRows()(agents);
  const many = Array.from({ length: 3000 }, (_, index) => makeRecord('queues', { id: `milan/m${index}` }));
  const groups = groupCells(rows, [...queues, ...many], { membershipsOf, placeOf });
  expect(countCells(groups)).toBe(3 * 3007 + 3 * 2);
  expect(groups.length).toBeLessThanOrEqual(memberships.length + agents.length);
});

test('rows of agents who did not change stay the same, in their order; a new name moves', () => {
  const rowsOf = createPersonRows();
  const before = rowsOf(agents);
  const busy = agents.map((agent) => (agent.id === 'milan/1' ? { ...agent, state: 'busy' as const } : agent));
  const after = rowsOf(busy);
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.filter((row, index) => row !== before[index]).map(({ id }) => id)).toEqual(['milan/1']);
  const renamed = rowsOf(busy.map((agent) => (agent.personId ? { ...agent, name: 'Zoe' } : agent)));
  expect(renamed.at(-1)?.name).toBe('Zoe');
  expect(rowsOf(busy.toReversed()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(rowsOf(agents.slice(3)).map(({ id }) => id)).toEqual(['both', 'lucca/1', 'lucca/2']);
  expect(rowsOf(agents)).toEqual(before);
});
