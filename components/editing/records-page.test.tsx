// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { giveRoom, openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused } from '@/components/shell/fixtures/serve-api';
import type { Role } from '@/lib/principal';
import { lines, list, serveEditors } from './fixtures/editors-server';
import { RecordsPage } from './records-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(kind: string, answers: ApiAnswers = {}, search = '', role: Role = 'supervisor') {
  giveRoom();
  const server = serveEditors(answers);
  openConsole(<RecordsPage source="lucca" kind={kind} />, { role, url: `/configuration/lucca/${kind}${search}` });
  return server;
}
const rows = async () => {
  await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('false'), { timeout: 4000 });
  return screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);
};
const pathOf = () => window.location.pathname + window.location.search;

test('records stand by name, whatever it is made of, and Enter opens the active one', async () => {
  show('queues');
  expect(await rows()).toEqual(['Assistenza <b>702q2', 'Vendite701q 1/b']);
  const grid = screen.getByRole('grid', { name: 'Queues' });
  act(() => grid.focus());
  fireEvent.keyDown(grid, { key: 'ArrowDown' });
  fireEvent.keyDown(grid, { key: 'Enter' });
  expect(pathOf()).toBe('/configuration/lucca/queues/q%201%2Fb');
  expect(screen.getByRole('link', { name: 'New queue' }).getAttribute('href')).toBe('/configuration/lucca/queues/new');
});

test('what is typed narrows them here where the vendor cannot search', async () => {
  const { sent } = show('queues', {}, '?q=ASSISTENZA');
  expect(await rows()).toEqual(['Assistenza <b>702q2']);
  expect(screen.getByText('1 of 2')).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } });
  expect(await screen.findByText(/Clear the search to see all queues/)).toBeTruthy();
  expect(searchOf()).toEqual({ q: 'nothing like it' });
  expect(sent.filter(({ call }) => call.startsWith(list)).map(({ call }) => call)).toEqual([list]);
});

test('else the vendor is asked, once nobody types any more', async () => {
  const scripts = 'GET /api/editors/lucca/scripts';
  const { sent } = show('scripts', { [scripts]: { body: { records: lines } } });
  expect(await rows()).toHaveLength(2);
  for (const value of ['a', 'a%', 'a%/"']) fireEvent.change(screen.getByRole('searchbox'), { target: { value } });
  const asked = () => sent.filter(({ call }) => call.startsWith(scripts)).map(({ call }) => call);
  await waitFor(() => expect(asked()).toEqual([scripts, `${scripts}?q=a%25%2F%22`]));
  // Whatever the vendor found is shown.
  expect(await rows()).toHaveLength(2);
  expect(screen.queryByRole('link', { name: /^New/ })).toBeNull();
});

test('of a kind that belongs to another, the other is chosen first', async () => {
  const managers = 'GET /api/editors/lucca/managers';
  const { sent } = show('managers', { [managers]: { body: { records: [] } } });
  expect(await screen.findByText('Choose the queue whose managers you want to see.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'New manager' })).toBeNull();
  const picker = screen.getByRole('combobox', { name: 'Of queue' });
  await screen.findByRole('option', { name: 'Vendite' });
  fireEvent.change(picker, { target: { value: 'q 1/b' } });
  expect(await screen.findByText(/Lucca has no managers yet\. Make the first one/)).toBeTruthy();
  expect(sent.at(-1)?.call).toBe(`${managers}?parent=q+1%2Fb`);
  expect(screen.getByRole('link', { name: 'New manager' }).getAttribute('href')).toBe(
    '/configuration/lucca/managers/new?parent=q%201%2Fb',
  );
});

test('and where that belongs to a third, that comes first', async () => {
  const managers = 'GET /api/editors/lucca/managers';
  const { sent } = show('shifts', {
    [managers]: { body: { records: [{ id: 'm1', label: 'Ada', note: '', queueId: null }] } },
    'GET /api/editors/lucca/shifts': { body: { records: [] } },
  });
  const picker = await screen.findByRole('combobox', { name: 'Of queue' });
  await screen.findByRole('option', { name: 'Vendite' });
  expect(sent.some(({ call }) => call.startsWith(managers))).toBe(false);
  fireEvent.change(picker, { target: { value: 'q2' } });
  await screen.findByRole('option', { name: 'Ada' });
  expect(sent.at(-1)?.call).toBe(`${managers}?parent=q2`);
  fireEvent.change(screen.getByRole('combobox', { name: 'Of manager' }), { target: { value: 'm1' } });
  expect(await screen.findByText(/has no shifts yet/)).toBeTruthy();
  expect(searchOf()).toEqual({ of: 'q2', parent: 'm1' });
});

test('a vendor that does not answer is named, and can be asked again', async () => {
  let asked = 0;
  const answer = () =>
    asked++ < 2 ? refused('unavailable', [], 'Lucca does not answer.') : { body: { records: lines } };
  show('queues', { [list]: answer });
  expect(await screen.findByText('Lucca does not answer.', {}, { timeout: 4000 })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await rows()).toHaveLength(2);
});

test('a kind that is not there, or not for everybody, says so', async () => {
  show('nothing');
  expect(await screen.findByText(/has nothing of that kind to edit/)).toBeTruthy();
});
