// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openConsole } from '@/components/shell/fixtures/open-console';
import type { Person, PersonSuggestion } from '@/lib/protocol/api/people-api';
import { PeoplePage } from './people-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

const agent = (id: string, name: string | null = 'Anna "Ann" Rossi') => ({
  ...{ id, sourceId: id.split('/')[0]!, name, extension: '204', team: null },
});
const suggestion = (n: number, score: number): PersonSuggestion => ({
  agents: [agent(`milan/${n}`), agent(`helsinki/${n}`, 'שרה <b>')],
  personId: null,
  score,
  reasons: ['Same name', 'Same extension 204'],
});

const server = {
  suggestions: [] as readonly PersonSuggestion[],
  people: [] as readonly Person[],
  sent: [] as { method: string; path: string; body: unknown }[],
  refusal: null as object | null,
};

beforeEach(() => {
  Object.assign(server, {
    suggestions: [suggestion(1, 0.95), suggestion(2, 0.4)],
    people: [],
    sent: [],
    refusal: null,
  });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const { method = 'GET', body } = init;
    if (method === 'GET') {
      const { suggestions, people } = server;
      return path.includes('suggestions')
        ? Response.json({ suggestions, total: suggestions.length })
        : Response.json({ people, total: people.length, next: null });
    }
    server.sent.push({ method, path, body: body && JSON.parse(String(body)) });
    return server.refusal ? Response.json(server.refusal, { status: 409 }) : Response.json({ ok: true });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () => openConsole(<PeoplePage />, { role: 'admin', url: '/people' });
const boxes = () => screen.findAllByRole<HTMLInputElement>('checkbox');

test('suggestions are ticked by keyboard and confirmed together', async () => {
  show();
  const [first, second] = await boxes();
  first!.focus();
  fireEvent.keyDown(first!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  fireEvent.keyDown(second!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  fireEvent.click(second!);
  fireEvent.click(first!);
  server.suggestions = [];
  fireEvent.click(screen.getByRole('button', { name: 'Confirm 2' }));
  expect(await screen.findByText(/count them once/)).toBeTruthy();
  const links = [1, 2].map((n) => ({ agentIds: [`milan/${n}`, `helsinki/${n}`] }));
  expect(server.sent).toEqual([{ method: 'POST', path: '/api/people', body: { links } }]);
  expect(await screen.findByText(/Nobody on the floor looks like/)).toBeTruthy();
});

test('the sure ones are ticked at once; what is said not to be the same is sent as that', async () => {
  show();
  await boxes();
  fireEvent.click(screen.getByRole('button', { name: 'Tick the sure ones' }));
  expect((await boxes()).map(({ checked }) => checked)).toEqual([true, false]);
  fireEvent.click(screen.getByRole('button', { name: 'Not the same' }));
  expect(await screen.findByText(/not suggested together again/)).toBeTruthy();
  expect(server.sent).toEqual([
    { method: 'POST', path: '/api/people/rejections', body: { groups: [['milan/1', 'helsinki/1']] } },
  ]);
});

test('nothing ticked, nothing sent', async () => {
  show();
  await boxes();
  fireEvent.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(server.sent).toEqual([]);
});

test('who was faster is told of in the server’s words', async () => {
  server.refusal = { ok: false, code: 'conflict', message: 'Somebody else has just linked one of these agents.' };
  show();
  fireEvent.click((await boxes())[0]!);
  fireEvent.click(screen.getByRole('button', { name: 'Confirm 1' }));
  expect(await screen.findByText(/Somebody else has just linked/)).toBeTruthy();
});

test('a person shows agents and sites, also one that is not on the floor, and is split again', async () => {
  const agents = [agent('milan/1'), agent('helsinki/a%20b', null), agent('milan/3')];
  server.people = [{ id: 'p 1', name: 'Anna "Ann" Rossi', agents }];
  show();
  const list = within(await screen.findByRole('list', { name: 'People' }));
  expect((await list.findAllByRole('listitem'))[0]!.textContent).toMatch(/Milan.*a b, not on the floor now.*Helsinki/);
  fireEvent.click(list.getByRole('button', { name: /Take out helsinki/ }));
  fireEvent.click(await list.findByRole('button', { name: /Split Anna/ }));
  await vi.waitFor(() => expect(server.sent.length).toBeGreaterThan(0));
  expect(server.sent[0]).toMatchObject({ method: 'DELETE', path: '/api/people/p%201?agentId=helsinki%2Fa%2520b' });
});
