// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom } from '@/components/shell/fixtures/open-console';
import type { Borrow } from '@/lib/protocol/api/borrows-api';
import { ana, bar, borrow, grid, key, move, showMembers as show } from './fixtures/show-members';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => giveRoom());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const cells = () =>
  within(grid())
    .getAllByRole('gridcell')
    .map((one) => one.getAttribute('aria-label'));

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

  test('one comes for one queue, with the people of its system, and can go on to all', () => {
    show({}, { url: '/members?queue=milan%2F9' });
    expect(cells()).toEqual(['Sales: Logged in, wrap', 'Sales: Assigned, not logged in']);
    fireEvent.click(screen.getByRole('button', { name: 'Sales' }));
    expect(cells()).toHaveLength(4);
    cleanup();
    show({}, { url: '/members?queue=gone' });
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.getByRole('button', { name: 'A queue that is not on the floor' })).toBeTruthy();
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

describe('what is borrowed', () => {
  test('is told in words of its own, and until tomorrow where it is', async () => {
    const dueAt = Date.UTC(2029, 10, 23, 9);
    const lent: Borrow = { ...borrow, dueAt, moves: [{ ...move, does: 'assign', back: 'unassign' }] };
    show({ 'GET /api/borrows': { body: { borrows: [lent] } } });
    const panel = await screen.findByRole('region', { name: 'Borrowed' });
    expect(panel.textContent).toContain('Bo added to Sales');
    expect(panel.textContent).toContain('Until tomorrow at 09:00 AM, 18 h 28 min left.');
  });

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
