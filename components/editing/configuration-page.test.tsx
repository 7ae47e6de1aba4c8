// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import type { ApiAnswers } from '@/components/shell/fixtures/serve-api';
import { ConfigurationPage } from './configuration-page';
import { makeKind, milan, serveEditors } from './fixtures/editors-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sites = [
  { id: 'lucca', name: 'Lucca', vendor: 'imagicle', link: 'retrying' as const, problem: 'Lucca does not answer' },
  { id: 'milan', name: 'Milan', vendor: 'queuemetrics' },
  { id: 'oulu', name: 'Oulu', vendor: 'ringme' },
];

function show(answers: ApiAnswers = {}, opening: Opening = {}) {
  const server = serveEditors(answers);
  openConsole(<ConfigurationPage />, { role: 'admin', url: '/configuration', sites, ...opening });
  return server;
}
const source = async (name: string) => within(await screen.findByRole('region', { name }));

test('what is used daily comes first, the rest is folded away, and what cannot be changed says so', async () => {
  show();
  const lucca = await source('Lucca');
  const queues = lucca.getByRole('link', { name: /^Queues/ });
  expect(queues.getAttribute('href')).toBe('/configuration/lucca/queues');
  const more = lucca.getByText('More').closest('details');
  expect(within(more as HTMLElement).getByRole('link', { name: /^Scripts/ }).textContent).toBe('Scriptsread only');
  expect(within(more as HTMLElement).queryByText('Queues')).toBeNull();
  expect(screen.getByRole('link', { name: 'Changes' }).getAttribute('href')).toBe('/configuration/changes');
});

test('a source that is down, or has nothing to edit, says so', async () => {
  show();
  expect((await source('Lucca')).getByText(/Lucca does not answer.*once it answers/)).toBeTruthy();
  expect((await source('Oulu')).getByText('Nothing of this source can be edited from here.')).toBeTruthy();
  expect((await source('Milan')).queryByText(/does not answer/)).toBeNull();
});

test('a whole configuration is pushed where the source takes one, by who may', async () => {
  show();
  const link = (await source('Milan')).getByRole('link', { name: /Push configuration/ });
  expect(link.getAttribute('href')).toBe('/configuration/milan/push');
  expect((await source('Lucca')).queryByRole('link', { name: /Push/ })).toBeNull();
  cleanup();
  show({}, { role: 'lead' });
  const users = (await source('Milan')).getByRole('link');
  expect(users.textContent).toBe('Usersread only');
});

test('where every kind is a rare one, none is folded away', async () => {
  const kinds = [makeKind('users', 'Users', 'user', { isCommon: false, help: 'Who may <i>sign in</i>.' })];
  show({ 'GET /api/editors': { body: { sources: [{ ...milan, kinds }] } } });
  expect((await source('Milan')).getByText('Who may <i>sign in</i>.')).toBeTruthy();
  expect((await source('Milan')).queryByText('More')).toBeNull();
});

test('what could not be read says so and can be tried again', async () => {
  show({ 'GET /api/editors': { status: 500, body: { ok: false, code: 'failed' } } }, { sites: [] });
  expect(await screen.findByText(/could not be read/, {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  cleanup();
  show({ 'GET /api/editors': { body: { sources: [] } } }, { sites: [] });
  expect(await screen.findByText(/nothing to edit\. Add one under Sources/)).toBeTruthy();
});
