// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import type { AuditItem } from '@/lib/protocol/api/audit-api';
import { AuditPage } from './audit-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

const item = (id: string, fields: Partial<AuditItem> = {}): AuditItem => ({
  id,
  at: Date.UTC(2026, 2, 4, 9, 0),
  actor: { kind: 'user', accountId: 'u1', name: 'Anna' },
  action: 'source.change',
  target: 'milan',
  outcome: 'done',
  reason: null,
  address: '10.0.0.7',
  before: { name: 'Old' },
  after: { name: 'New' },
  ...fields,
});

/** What our own server answers, by the end of the address that was asked for. */
const server = { asked: [] as URL[], answer: (_: URL): Response => Response.json({ entries: [], next: null }) };

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
  server.asked = [];
  server.answer = () => Response.json({ entries: [], next: null });
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://callboard');
    server.asked.push(url);
    return server.answer(url);
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const show = (url = '/audit') => openConsole(<AuditPage />, { role: 'admin', url });
const entries = async () => within(await screen.findByRole('list', { name: /Audit/ })).findAllByRole('listitem');

test('an entry opens to what changed, and leads to others like it', async () => {
  server.answer = () => Response.json({ entries: [item('1', { target: '<b>"milan"</b>' })], next: null });
  show();
  const [first] = await entries();
  const line = within(first!).getByRole('button');
  expect(line.textContent).toContain('<b>"milan"</b>');
  expect(line.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(line);
  const change = within(first!).getByRole('row', { name: /name/ });
  expect(change.textContent).toBe('nameOldNew');
  fireEvent.click(within(first!).getByRole('button', { name: 'All by Anna' }));
  expect(searchOf()).toEqual({ actor: 'u1' });
  await vi.waitFor(() => expect(server.asked.at(-1)?.searchParams.get('actor')).toBe('u1'));
});

test('filters come from the address, days from midnight to midnight, nonsense is left out', async () => {
  show('/audit?q=anna&from=2026-03-04&to=2026-03-04&outcome=refused&action=source&x=1');
  await screen.findByText(/Nothing was done that fits/);
  const asked = Object.fromEntries(server.asked[0]!.searchParams);
  const day = Date.UTC(2026, 2, 4);
  expect(asked).toEqual({
    ...{ text: 'anna', action: 'source', outcome: 'refused' },
    ...{ from: String(day), to: String(day + 24 * 3600_000) },
  });
  cleanup();
  show('/audit?from=yesterday&outcome=maybe');
  await screen.findByText(/Nothing was done/);
  expect([...server.asked.at(-1)!.searchParams]).toEqual([]);
});

test('older entries are asked for from where the list ends', async () => {
  server.answer = (url) =>
    Response.json(
      url.searchParams.has('before') ? { entries: [item('1')], next: null } : { entries: [item('2')], next: '2' },
    );
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Older entries' }));
  await vi.waitFor(async () => expect(await entries()).toHaveLength(2));
  expect(server.asked.at(-1)?.searchParams.get('before')).toBe('2');
  expect(screen.queryByRole('button', { name: 'Older entries' })).toBeNull();
});

describe('no entries', () => {
  test('an empty audit says so', async () => {
    server.answer = () => Response.json({ entries: [], next: null });
    show();
    expect(await screen.findByText('Nothing has been done yet.')).toBeTruthy();
  });

  test('a server that cannot read it is believed, and asked again', async () => {
    const message = 'The database does not answer, so the audit cannot be read.';
    server.answer = () => Response.json({ ok: false, code: 'unavailable', message }, { status: 503 });
    show();
    expect(await screen.findByText(message, {}, { timeout: 5000 })).toBeTruthy();
    server.answer = () => Response.json({ entries: [item('1')], next: null });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await entries()).toHaveLength(1);
  });
});

test('an export that broke off says that nothing was saved', async () => {
  server.answer = (url) =>
    url.searchParams.get('format') === 'csv'
      ? new Response('', { status: 500 })
      : Response.json({ entries: [], next: null });
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
  expect(await screen.findByText(/broke off; nothing was saved/)).toBeTruthy();
});
