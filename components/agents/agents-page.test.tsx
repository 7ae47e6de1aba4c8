// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom, type Opening, openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import { AgentsPage } from './agents-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => {
  giveRoom();
  // What can be chosen for an agent is never told here.
  vi.stubGlobal('fetch', () => new Promise(() => {}));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const anna = makeRecord('agents', {
  id: 'milan/101',
  name: 'Anna Rossi',
  state: 'busy',
  readiness: 'ready',
  vendorState: 'TALKING (in)',
  stateSince: stillNow - 65_000,
  stateSinceIsReceipt: true,
});
const bea = makeRecord('agents', { id: 'milan/102', name: 'Bea Conti', state: 'ready', stateSince: stillNow - 9000 });
const aino = makeRecord('agents', { id: 'helsinki/1', sourceId: 'helsinki', name: 'Aino Laine', state: 'paused' });
const records = {
  agents: [anna, bea, aino],
  queues: [makeRecord('queues', { id: 'milan/1', name: 'Billing' })],
  memberships: [
    makeRecord('memberships', { id: 'milan/101~1', agentId: anna.id, queueId: 'milan/1', serving: true, level: 2 }),
  ],
  contacts: [
    makeRecord('contacts', {
      ...{ id: 'milan/c1', agentId: anna.id, queueId: 'milan/1', state: 'talking' },
      answeredAt: stillNow - 65_000,
    }),
  ],
};

const show = (opening: Opening = {}) => openConsole(<AgentsPage />, { records, ...opening });
const grid = () => screen.getByRole('grid', { name: 'Agents' });
const rows = () => screen.getAllByRole('row').filter((row) => within(row).queryAllByRole('gridcell').length > 0);
const names = () => rows().map((row) => row.textContent?.match(/Anna|Bea|Aino/)?.[0]);
const focusGrid = () => act(() => grid().focus());
const activeRow = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent;
const drawer = () => screen.getByRole('complementary');

describe('keyboard', () => {
  test('arrows move, Enter opens with the focus inside, Escape closes with the focus back on the row', () => {
    show();
    expect(names()).toEqual(['Bea', 'Anna', 'Aino']);
    focusGrid();
    expect(activeRow()).toContain('Bea');
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    expect(activeRow()).toContain('Anna');
    fireEvent.keyDown(grid(), { key: 'Enter' });
    expect(searchOf()).toEqual({ open: anna.id });
    expect(document.activeElement).toBe(drawer());
    fireEvent.keyDown(drawer(), { key: 'Escape' });
    expect(searchOf()).toEqual({});
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(grid());
    expect(activeRow()).toContain('Anna');
  });

  test('End and Home go to the ends and stay there', () => {
    show();
    focusGrid();
    fireEvent.keyDown(grid(), { key: 'End' });
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    expect(activeRow()).toContain('Aino');
    fireEvent.keyDown(grid(), { key: 'Home' });
    expect(activeRow()).toContain('Bea');
  });

  test('the active row stays active when others move past it', () => {
    const page = show();
    focusGrid();
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    page.change({ patch: { agents: { [aino.id]: { state: 'ready' } } } });
    page.pass(5000);
    expect(names()).toEqual(['Aino', 'Bea', 'Anna']);
    expect(activeRow()).toContain('Anna');
  });

  test('keys with Ctrl or on a button of the header are somebody else’s', () => {
    show();
    focusGrid();
    fireEvent.keyDown(grid(), { key: 'ArrowDown', ctrlKey: true });
    expect(activeRow()).toContain('Bea');
    fireEvent.keyDown(within(grid()).getByRole('button', { name: /State/ }), { key: 'Enter' });
    expect(searchOf()).toEqual({});
  });
});

test('a row opened from elsewhere becomes the active one, also when it comes later', () => {
  const page = show({ url: '/?open=milan%2F103' });
  focusGrid();
  expect(activeRow()).toContain('Bea');
  page.change({ put: { agents: [makeRecord('agents', { id: 'milan/103', name: 'Carla', state: 'busy' })] } });
  expect(activeRow()).toContain('Carla');
});

describe('details', () => {
  test('our state stands beside the vendor’s own words, with what is only seen named so', () => {
    show({ url: `/?open=${encodeURIComponent(anna.id)}` });
    expect(drawer().textContent).toMatch(/State.*Busy.*Declared.*Ready.*Vendor says.*TALKING \(in\)/);
    expect(drawer().textContent).toContain('Since we saw it');
    expect(drawer().textContent).toMatch(/Queues \(1\).*Billing.*level 2.*serving/);
  });

  test('a link does not take the focus from the top of the page', () => {
    show({ url: `/?open=${encodeURIComponent(anna.id)}` });
    expect(document.activeElement).toBe(document.body);
  });

  test('a caller nobody told is not known; one this role may not see is not shown', () => {
    show({ url: `/?open=${encodeURIComponent(anna.id)}` });
    expect(drawer().textContent).toContain('Caller not known');
    cleanup();
    show({ url: `/?open=${encodeURIComponent(anna.id)}`, role: 'agent' });
    expect(drawer().textContent).toContain('Caller not shown');
  });

  test('of a silent source it tells who, not what', () => {
    const gone = { id: 'milan', name: 'Milan', vendor: 'queuemetrics', ageMs: 187_000, link: 'retrying' } as const;
    show({ url: `/?open=${encodeURIComponent(anna.id)}`, sites: [gone, { id: 'helsinki', name: 'Helsinki' }] });
    expect(drawer().textContent).toMatch(/Anna Rossi.*Unknown/);
    expect(drawer().textContent).toContain('No data since');
    expect(drawer().textContent).toContain('Not known while the source does not answer');
    expect(drawer().textContent).not.toContain('TALKING');
    expect(screen.getByRole('button', { name: /Busy 0/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Unknown 2/ })).toBeTruthy();
  });

  test('an agent who is not on the floor any more leaves words, not an error', () => {
    const page = show({ url: `/?open=${encodeURIComponent(anna.id)}` });
    page.change({ drop: { agents: [anna.id] } });
    expect(drawer().textContent).toContain('not on the floor now');
  });

  test('on a phone they are a screen of their own that gives the focus back', () => {
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      Object.assign(new EventTarget() as MediaQueryList, { matches: true, media: query }),
    );
    giveRoom(366);
    show();
    focusGrid();
    fireEvent.keyDown(grid(), { key: 'Enter' });
    const screenOf = screen.getByRole('dialog', { name: 'Bea Conti' });
    expect(screenOf.contains(document.activeElement)).toBe(true);
    fireEvent.click(within(screenOf).getByRole('button', { name: 'Close details' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(grid());
  });
});

test('a state filter counts by site and lives in the address', () => {
  show({ url: '/?site=milan' });
  expect(screen.getByRole('button', { name: /Paused 0/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Busy 1/ }));
  expect(searchOf()).toEqual({ site: 'milan', state: 'busy' });
  expect(names()).toEqual(['Anna']);
});
