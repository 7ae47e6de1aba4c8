// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom, type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, serveApi } from '@/components/shell/fixtures/serve-api';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';
import { MembersPage } from './members-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => giveRoom());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ana = makeRecord('agents', { id: 'milan/1', name: 'Ana', readiness: 'ready', personId: 'p' });
const anaToo = makeRecord('agents', { id: 'helsinki/1', sourceId: 'helsinki', name: 'Ana', personId: 'p' });
const bo = makeRecord('agents', { id: 'milan/2', name: 'Bo', readiness: 'ready' });
const records = {
  agents: [bo, ana, anaToo],
  queues: [
    makeRecord('queues', { id: 'milan/9', name: 'Sales' }),
    makeRecord('queues', { id: 'helsinki/9', sourceId: 'helsinki', name: 'Myynti' }),
  ],
  memberships: [
    makeRecord('memberships', { id: 'milan/m', agentId: ana.id, queueId: 'milan/9', serving: true, level: 1 }),
    makeRecord('memberships', { id: 'milan/n', agentId: bo.id, queueId: 'milan/9', serving: false }),
    makeRecord('memberships', {
      ...{ id: 'helsinki/m', sourceId: 'helsinki', agentId: anaToo.id, queueId: 'helsinki/9', serving: false },
    }),
  ],
};

const move: Move = {
  ...{ agentId: bo.id, agentName: 'Bo', sourceId: 'milan', queueId: 'milan/9', queueName: 'Sales' },
  ...{ does: 'join', level: null, back: 'leave', backLevel: null, state: 'out', words: null, intentId: null },
};
const borrow: Borrow = {
  ...{ id: 'b1', by: 'Bea', byId: 'u', note: null, at: stillNow, dueAt: stillNow + 30 * 60_000, endedAt: null },
  ...{ state: 'out', moves: [move] },
};

const intent = makeRecord('intents', {
  ...{ id: 'callboard/i1', targetId: bo.id, action: 'join', wanted: 'milan/9', requestedAt: stillNow },
  status: 'requested',
});
const told = { targetId: bo.id, intent, refusal: null };

function show(answers: ApiAnswers = {}, opening: Opening = {}) {
  const server = serveApi({
    'GET /api/borrows': { body: { borrows: [] } },
    'POST /api/commands/calls': {
      body: { orders: [{ targetId: bo.id, calls: ['POST /pbx  action: join, queues: 9'], refusal: null }] },
    },
    'POST /api/commands': { body: { orders: [told] } },
    'POST /api/borrows': { body: { borrow } },
    'POST /api/borrows/b1/return': { body: { borrow } },
    ...answers,
  });
  return { server, ...openConsole(<MembersPage />, { records, url: '/members', ...opening }) };
}

const grid = () => screen.getByRole('grid', { name: 'Members' });
const cells = () =>
  within(grid())
    .getAllByRole('gridcell')
    .map((cell) => cell.getAttribute('aria-label'));
const cell = (row: string, column: string) =>
  grid().querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) as HTMLElement;
const press = (element: HTMLElement, more = {}) => fireEvent.pointerDown(element, { button: 0, ...more });
const key = (name: string, more = {}) => act(() => void fireEvent.keyDown(grid(), { key: name, ...more }));
const bar = () => screen.getByRole('region', { name: 'Chosen cells' });
const button = (name: RegExp | string) => screen.getByRole('button', { name });

describe('the grid', () => {
  test('has a row per person over all systems, in each system’s own words', () => {
    show();
    expect(
      within(grid())
        .getAllByRole('rowheader')
        .map((one) => one.textContent),
    ).toEqual(['Ana×2', 'Bo']);
    expect(
      within(grid())
        .getAllByRole('columnheader')
        .map((one) => one.getAttribute('aria-label') ?? one.textContent),
    ).toEqual(['Person', 'Sales, Milan', 'Myynti, Helsinki']);
    expect(cells()).toEqual([
      'Sales: Logged in, wrap',
      'Myynti: Not serving',
      'Sales: Assigned, not logged in',
      'Works on another system',
    ]);
  });

  test('arrows move, Shift makes a block, Ctrl-A takes all, Escape none', () => {
    show();
    key('ArrowDown');
    expect(
      document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'),
    ).toContain('Sales');
    expect(bar().textContent).toContain('Ana, Sales: Logged in, wrap');
    key('ArrowDown', { shiftKey: true });
    expect(bar().textContent).toContain('2 memberships chosen');
    key('a', { ctrlKey: true });
    expect(bar().textContent).toContain('3 memberships chosen');
    key('Escape');
    expect(screen.queryByRole('region', { name: 'Chosen cells' })).toBeNull();
  });

  test('what is looked for is a person, or else a queue', () => {
    show({}, { url: '/members?q=myyn' });
    expect(cells()).toEqual(['Myynti: Not serving']);
    cleanup();
    show({}, { url: '/members?q=bo' });
    expect(cells()).toEqual(['Sales: Assigned, not logged in', 'Works on another system']);
  });

  test('a viewer of nothing is told what to do', () => {
    show({}, { url: '/members?q=nobody' });
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.getAllByRole('button', { name: /filter/i }).length).toBeGreaterThan(0);
  });
});

test('without queues there is no grid, and no filter is to blame', () => {
  show({}, { records: { agents: [ana] } });
  expect(screen.queryByRole('grid')).toBeNull();
  expect(screen.getByText('No source has told of any queues yet.')).toBeTruthy();
});

describe('a change', () => {
  async function ask() {
    const shown = show();
    press(cell('milan/2', 'milan/9'));
    fireEvent.click(within(bar()).getByRole('button', { name: /Join queue/ }));
    await screen.findByText('POST /pbx action: join, queues: 9');
    return shown;
  }

  test('shows the calls first, then what became of each, and tries only the failed again', async () => {
    const { server, change } = await ask();
    const asked = () => server.sent.filter(({ call }) => call === 'POST /api/commands');
    expect(asked()).toEqual([]);
    fireEvent.click(button('Join queue: 1'));
    const results = await screen.findByRole('list', { name: 'Results' });
    expect(results.textContent).toContain('asked');
    change({ put: { intents: [{ ...intent, status: 'failed', reason: 'No', endedAt: stillNow }] } });
    expect(results.textContent).toContain('refused: No');
    fireEvent.click(button('Try the failed again: 1'));
    await waitFor(() => expect(asked()).toHaveLength(2));
  });

  test('for half an hour it is lent, with what was typed', async () => {
    const { server } = await ask();
    fireEvent.click(screen.getByLabelText('Borrow for'));
    fireEvent.change(screen.getByLabelText('Minutes'), { target: { value: '0' } });
    expect(button('Join queue: 1').getAttribute('aria-disabled')).toBe('true');
    fireEvent.change(screen.getByLabelText('Minutes'), { target: { value: '45' } });
    fireEvent.click(button('Join queue: 1'));
    await screen.findByRole('list', { name: 'Results' });
    const sent = server.sent.find(({ call }) => call === 'POST /api/borrows')?.body;
    expect(sent).toMatchObject({ minutes: 45, moves: [{ agentId: bo.id, queueId: 'milan/9', does: 'join' }] });
  });
});

describe('what is borrowed', () => {
  test('is told with its end, and can be put back now or kept', async () => {
    const { server } = show({ 'GET /api/borrows': { body: { borrows: [borrow] } } });
    const panel = await screen.findByRole('region', { name: 'Borrowed' });
    expect(panel.textContent).toContain('Bo in Sales');
    expect(panel.textContent).toContain('30 min left');
    fireEvent.click(within(panel).getByRole('button', { name: 'Put back now' }));
    await waitFor(() => expect(server.sent.some(({ call }) => call === 'POST /api/borrows/b1/return')).toBe(true));
  });

  test('that could not be put back says why, and can be tried again', async () => {
    const stuck: Borrow = {
      ...borrow,
      state: 'not-returned',
      moves: [{ ...move, state: 'not-back', words: 'refused: No' }],
    };
    show({ 'GET /api/borrows': { body: { borrows: [stuck] } } });
    const panel = await screen.findByRole('region', { name: 'Borrowed' });
    expect(panel.textContent).toContain('Could not be put back.');
    expect(panel.textContent).toContain('Bo: refused: No');
    within(panel).getByRole('button', { name: 'Try again' });
  });
});
