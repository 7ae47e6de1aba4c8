// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import type { SourceDetail } from '@/lib/protocol/reports';
import { SourcesPage } from './sources-page';

const lucca: SourceDetail = {
  id: 'lucca',
  name: 'Lucca',
  vendor: 'imagicle',
  origin: 'file',
  overridesStored: false,
  host: '10.2.0.7:443',
  link: 'needs-attention',
  linkSince: stillNow - 60_000,
  problem: 'Lucca refuses the user or the password',
  clockOffsetMs: 0,
  feeds: [
    {
      ...{ name: 'live', everyMs: 5000, asOf: stillNow - 187_000, lastStartedAt: stillNow - 60_000 },
      ...{ lastDurationMs: 43, nextAt: null, polls: 12, failures: 1, consecutiveFailures: 1 },
      ...{ problem: 'Lucca refuses the user or the password', problemKind: 'auth', problemSince: stillNow - 60_000 },
    },
  ],
  counts: { queues: 4, agents: 24, contacts: 0 },
  cannotCall: null,
  cannotTell: [],
};

/** What our own server answers: the list, and whether a retry is taken. */
const server = {
  sources: [lucca] as readonly SourceDetail[],

  retries: [] as string[],
  retryStatus: 200,
};

beforeEach(() => {
  Object.assign(server, { sources: [lucca], retries: [], retryStatus: 200 });
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (init?.method !== 'POST') return Response.json({ sources: server.sources }, { status: 200 });
    server.retries.push(path);
    return Response.json({ ok: true }, { status: server.retryStatus });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sites = [{ id: 'lucca', name: 'Lucca', vendor: 'imagicle', ageMs: 187_000, link: 'needs-attention' }] as const;
const show = (opening: Opening = {}) => openConsole(<SourcesPage />, { sites, ...opening });
const card = () => screen.findByRole('region', { name: 'Lucca' });

describe('a source that needs a person', () => {
  test('says what is wrong once, since when, and is asked again at the press of a button', async () => {
    show();
    const text = (await card()).textContent ?? '';
    expect(text.match(/refuses the user/g)).toHaveLength(1);
    expect(text).toMatch(/Needs attention since/);
    expect(text).toMatch(/Failing since/);
    fireEvent.click(screen.getByRole('button', { name: /Try again now/ }));
    expect(await screen.findByText(/Asked again just now/)).toBe(within(await card()).getByRole('status'));
    expect(server.retries).toEqual(['/api/sources/lucca/retry']);
  });

  test('a retry that could not be asked for says so', async () => {
    server.retryStatus = 500;
    show();
    await card();
    fireEvent.click(screen.getByRole('button', { name: /Try again now/ }));
    expect(await screen.findByText(/could not be asked for/)).toBeTruthy();
  });

  test('who may only look is told who can', async () => {
    show({ role: 'lead' });
    expect((await card()).textContent).toContain('supervisor or administrator');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

test('a source that is only slow is tried again by itself', async () => {
  server.sources = [{ ...lucca, link: 'retrying', problem: 'Lucca does not answer' }];
  show();
  expect((await card()).textContent).toContain('Tried again by itself');
  expect(screen.queryByRole('button')).toBeNull();
});

test('a paused source says so and shows no timings; one that hides another says that', async () => {
  const feeds: SourceDetail['feeds'] = [];
  server.sources = [{ ...lucca, link: 'paused', problem: 'Paused by an admin', feeds, overridesStored: true }];
  show({ sites: [{ id: 'lucca', name: 'Lucca', link: 'paused', ageMs: null }] });
  const text = (await card()).textContent ?? '';
  expect(text).toContain('Paused since');
  expect(text).toContain('Paused by an admin');
  expect(text).toContain('The one in the sources file is used');
  expect(within(await card()).queryByRole('table')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

test('an administrator finds the way to add and to change, nobody else does', async () => {
  show({ role: 'admin' });
  await card();
  expect(screen.getByRole('link', { name: 'Add a source' }).getAttribute('href')).toBe('/sources/new');
  expect(screen.getByRole('link', { name: 'Settings of Lucca' }).getAttribute('href')).toBe('/sources/lucca');
  cleanup();
  show({ role: 'supervisor' });
  await card();
  expect(screen.queryByRole('link')).toBeNull();
});

test('records held back are named so', async () => {
  server.sources = [{ ...lucca, link: 'up', problem: null }];
  show({ sites: [{ id: 'lucca', name: 'Lucca', suspect: true }] });
  expect((await card()).textContent).toContain('vanished at once');
});

test('a feed that pushes has no interval, one never answered has no age', async () => {
  const feed = { ...lucca.feeds[0]!, everyMs: null, asOf: null, problem: null, problemSince: null };
  server.sources = [{ ...lucca, link: 'up', problem: null, feeds: [feed] }];
  show();
  const row = within(await card()).getByRole('row', { name: /Live/ });
  expect(row.textContent).toContain('on events');
  expect(row.textContent).toContain('never');
});

test('without sources it says what to do', async () => {
  server.sources = [];
  show({ sites: [] });
  expect(await screen.findByText(/CALLBOARD_SOURCES/)).toBeTruthy();
});
