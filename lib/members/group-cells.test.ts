import { expect, test } from 'vitest';
import { commandNames, queueActions } from '@/lib/commands/actions';
import { makeRecord } from '@/lib/floor/make-record';
import { countAskable, countCells, groupCells } from './group-cells';
import { createPersonRows } from './matrix';
import { usualTerms } from './place';
import { type CellPlace, planCells } from './plan-cells';

const sites = ['milan', 'lucca'];
const randomly = <T>(values: readonly T[], at: number) => values[(at * 7 + (at >> 2)) % values.length] as T;
const known = [true, false, null];
const agents = sites.flatMap((sourceId) =>
  Array.from({ length: 40 }, (_, index) =>
    makeRecord('agents', {
      ...{ id: `${sourceId}/${index}`, sourceId, name: `Agent ${index % 9}`, personId: index === 0 ? 'both' : null },
      ...{ team: `Team ${index}`, extension: String(index), location: randomly(['here', null], index) },
      readiness: randomly(['ready', 'paused', 'not-ready', 'logged-out', 'unknown'], index),
      ...{ state: randomly(['busy', 'ready', 'wrap-up'], index), pauseReason: randomly(['Lunch', null], index) },
      ...{ canManage: randomly(known, index + 1), canManageReadiness: randomly(known, index + 2) },
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
        ...{ serving: randomly(known, at + index), canChange: randomly(known, at * 2 + index) },
        ...{ readiness: randomly(['ready', 'paused', null], at + 3), level: randomly([0, 1, null], at + index) },
      }),
    ),
);
const membershipsOf = ({ id }: { readonly id: string }) => memberships.filter(({ agentId }) => agentId === id);
const vendorOf = (sourceId: string) => ({
  ...{ label: 'V', commands: commandNames, asksFirst: [], elsewhere: null },
  membershipTerms: { ...usualTerms, paused: 'Paused', joinsAny: sourceId === 'lucca' },
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
      return agent
        ? [
            placeOf(
              agent,
              queue,
              membershipsOf(agent).find(({ queueId }) => queueId === queue.id),
            ),
          ]
        : [];
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
  for (const action of queueActions)
    expect([action, countAskable(action, groups)]).toEqual([action, planCells(action, cells).asked.length]);
});

test('there are some dozens of groups, however many queues', () => {
  const rows = createPersonRows()(agents);
  const many = Array.from({ length: 3000 }, (_, index) => makeRecord('queues', { id: `milan/m${index}` }));
  const groups = groupCells(rows, [...queues, ...many], { membershipsOf, placeOf });
  expect(countCells(groups)).toBe(40 * 3007 + 40 * 2);
  expect(groups.length).toBeLessThan(400);
});

test('rows of agents who did not change stay the same, in their order; a new name moves', () => {
  const rowsOf = createPersonRows();
  const some = agents.slice(0, 4);
  const before = rowsOf(some);
  expect(before.map(({ id }) => id)).toEqual(['both', 'milan/1', 'milan/2', 'milan/3']);
  const busy = some.map((agent) => (agent.id === 'milan/1' ? { ...agent, state: 'busy' as const } : agent));
  const after = rowsOf(busy);
  expect(after.filter((row, index) => row !== before[index]).map(({ id }) => id)).toEqual(['milan/1']);
  const renamed = rowsOf(busy.map((agent) => (agent.personId ? { ...agent, name: 'Zoe' } : agent)));
  expect(renamed.map(({ id }) => id)).toEqual(['milan/1', 'milan/2', 'milan/3', 'both']);
  expect(rowsOf(busy.toReversed()).map(({ id }) => id)).toEqual(['both', 'milan/1', 'milan/2', 'milan/3']);
  expect(rowsOf(some.slice(2)).map(({ id }) => id)).toEqual(['milan/2', 'milan/3']);
  expect(rowsOf(some)).toEqual(before);
});
