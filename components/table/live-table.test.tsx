// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useMemo, useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { giveRoom, openConsole } from '@/components/shell/fixtures/open-console';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord } from '@/lib/floor/records';
import { useNow, useRecords } from '@/lib/live/use-floor';
import type { Column, Sort } from './column';
import { LiveTable } from './live-table';
import { useOrdered } from './use-ordered';

beforeEach(() => giveRoom());
afterEach(cleanup);

const drawn = new Map<string, number>();
const reads = { count: 0 };

const columns: readonly Column<AgentRecord>[] = [
  {
    key: 'name',
    title: 'Agent',
    minRem: 10,
    sortBy: (agent) => {
      reads.count += 1;
      return agent.name;
    },
    cell: (agent) => {
      drawn.set(agent.id, (drawn.get(agent.id) ?? 0) + 1);
      return agent.name;
    },
  },
];

function Table() {
  const agents = useRecords('agents');
  const [sort, setSort] = useState<Sort>({ key: 'name', descending: false });
  const rows = useOrdered(agents, columns, sort);
  const empty = useMemo(() => <p>None</p>, []);
  useNow();
  return (
    <LiveTable<AgentRecord>
      label="Agents"
      rows={rows}
      columns={columns}
      sort={sort}
      onSort={setSort}
      selectedId={null}
      onSelect={() => {}}
      listRow={(agent) => agent.name}
      isLoading={false}
      empty={empty}
    />
  );
}

const nameOf = (index: number) => `Agent ${String(index).padStart(4, '0')}`;
const agents = Array.from({ length: 5000 }, (_, index) =>
  makeRecord('agents', { id: `milan/${index}`, name: nameOf(index) }),
);

function show() {
  const page = openConsole(<Table />, { records: { agents } });
  drawn.clear();
  reads.count = 0;
  return page;
}

test('of five thousand agents only those in view are drawn, and all are counted', () => {
  openConsole(<Table />, { records: { agents } });
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('a delta draws the rows it names and sorts by what changed', () => {
  const page = show();
  page.change({ patch: { agents: { 'milan/3': { state: 'busy' }, 'milan/4999': { state: 'busy' } } } });
  expect([...drawn]).toEqual([['milan/3', 1]]);
  expect(reads.count).toBe(2);
});

test('a second that passes draws no row', () => {
  const page = show();
  page.pass(1000);
  expect(drawn.size).toBe(0);
  expect(reads.count).toBe(0);
});

test('a row that moves takes its place at the next beat', () => {
  const page = show();
  page.change({ patch: { agents: { 'milan/4999': { name: 'Aaron' } } } });
  expect(screen.getAllByRole('row')[1]?.textContent).toBe('Agent 0000');
  page.pass(5000);
  expect(screen.getAllByRole('row')[1]?.textContent).toBe('Aaron');
  expect(reads.count).toBe(2);
});

test('another order is told to readers of screens', () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Agent' }));
  expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('descending');
  expect(screen.getAllByRole('row')[1]?.textContent).toBe('Agent 4999');
});
