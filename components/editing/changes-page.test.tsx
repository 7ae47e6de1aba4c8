// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused } from '@/components/shell/fixtures/serve-api';
import { makeField, picksOf } from '@/lib/editing/fixtures/make-field';
import type { Role } from '@/lib/principal';
import { ChangesPage } from './changes-page';
import { makeChange, makeReply, sales, serveEditors } from './fixtures/editors-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(answers: ApiAnswers, search = '', role: Role = 'supervisor') {
  const server = serveEditors(answers);
  openConsole(<ChangesPage />, { role, url: `/configuration/changes${search}` });
  return server;
}
const items = async () => (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);

test('all changes, newest first, older ones on demand; a record that is there can be opened', async () => {
  const { sent } = show({
    'GET /api/changes?before=c2': { body: { changes: [makeChange({ id: 'c1', label: 'First' })], more: false } },
    'GET /api/changes': {
      body: {
        changes: [makeChange({ id: 'c3' }), makeChange({ id: 'c2', operation: 'remove', label: 'Old' })],
        more: true,
      },
    },
  });
  const [changed, deleted] = await items();
  expect(changed).toMatch(/^Changed Vendite.*by Ada, queue at Luccamost: 10 → 30/);
  expect(deleted).toMatch(/^Deleted Old/);
  expect(screen.getByRole('link', { name: 'Changed Vendite' }).getAttribute('href')).toBe(
    '/configuration/lucca/queues/q%201%2Fb',
  );
  expect(screen.queryByRole('link', { name: 'Deleted Old' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Older changes' }));
  expect(await screen.findByText('Changed First')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Older changes' })).toBeNull();
  expect(sent.at(-1)?.call).toBe('GET /api/changes?before=c2');
});

test('fields have the labels that came with the change, and the names of what was chosen', async () => {
  const fields = [
    makeField('agenti_membri', {
      label: 'Agents',
      kind: 'members',
      picks: picksOf('Ada', 'Bob'),
      levels: picksOf('Main'),
    }),
    makeField('group_by', { label: 'Group', kind: 'choice', picks: [{ value: '12', label: 'Sales <b>' }] }),
    makeField('sip_pwd', { label: 'SIP password' }),
    makeField('rsa_sla', { label: 'Answer within', kind: 'number', unit: 's' }),
  ];
  const main = (...names: string[]) => names.map((of) => ({ of, level: 'main' }));
  const before = { agenti_membri: main('ada'), group_by: '12', sip_pwd: '(hidden)', rsa_sla: 20, older: 'x' };
  const after = { agenti_membri: main('bob'), group_by: '13', sip_pwd: '(changed)', rsa_sla: 30, older: 'y' };
  show({ 'GET /api/changes': { body: { changes: [makeChange({ fields, before, after })], more: false } } });
  await items();
  expect(screen.getAllByRole('term').map((term) => `${term.textContent}${term.nextSibling?.textContent}`)).toEqual([
    'Agents: added: Bob (Main); taken out: Ada (Main)',
    'Group: Sales <b> → 13',
    'SIP password: something that is not shown → something that is not shown',
    'Answer within: 20 s → 30 s',
    'older: x → y',
  ]);
});

test('one that the vendor took back otherwise tells its fields alike', async () => {
  const fields = [makeField('group_by', { label: 'Group', kind: 'choice', picks: picksOf('Red', 'Blue') })];
  const differences = [{ field: 'group_by', label: 'Group', wanted: 'red', got: 'blue' }];
  show({
    'GET /api/changes': { body: { changes: [makeChange()], more: false } },
    'POST /api/changes/c1/undo': makeReply(sales, { id: 'c2', outcome: 'saved-otherwise', fields }, { differences }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Undo (Changed Vendite)' }));
  expect((await screen.findByRole('row', { name: /^Group/ })).textContent).toBe('GroupRedBlue');
});

test('of one source they are asked for by the address', async () => {
  const { sent } = show({ 'GET /api/changes': { body: { changes: [], more: false } } });
  expect(await screen.findByText('Nothing has been changed from here yet.')).toBeTruthy();
  await screen.findByRole('option', { name: 'Milan' });
  fireEvent.change(screen.getByRole('combobox', { name: 'Source' }), { target: { value: 'milan' } });
  expect(await screen.findByText('Nothing has been changed there from here.')).toBeTruthy();
  expect(searchOf()).toEqual({ source: 'milan' });
  expect(sent.at(-1)?.call).toBe('GET /api/changes?source=milan');
});

test('one is taken back from here, and the list is read anew', async () => {
  let isUndone = false;
  show({
    'GET /api/changes': () => ({
      body: { changes: [makeChange(isUndone ? { canUndo: false, undoneBy: 'c2' } : {})], more: false },
    }),
    'POST /api/changes/c1/undo': () => {
      isUndone = true;
      return makeReply(sales, { id: 'c2', undoes: 'c1', canUndo: false }, { words: 'Taken back at Lucca.' });
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Undo (Changed Vendite)' }));
  expect(await screen.findByText('Taken back since.')).toBeTruthy();
  expect(screen.getByText('Taken back at Lucca.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open Vendite' })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull());
});

test('a push has what was there before, for who may push it again', async () => {
  const former = 'GET /api/changes/c1/former';
  const push = makeChange({ operation: 'push', kind: 'configuration', recordId: null, canUndo: false });
  const answers = { 'GET /api/changes': { body: { changes: [push], more: false } }, [former]: refused('not-found') };
  show(answers);
  await screen.findByText('Pushed the configuration');
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  const { sent } = show(answers, '', 'admin');
  fireEvent.click(await screen.findByRole('button', { name: 'Download what was there before' }));
  expect(await screen.findByText(/no such configuration/)).toBeTruthy();
  expect(sent.at(-1)?.call).toBe(former);
});

test('what could not be read says so', async () => {
  show({ 'GET /api/changes': { status: 500, body: { ok: false, code: 'failed' } } });
  expect(await screen.findByText('The list of changes could not be read.', {}, { timeout: 4000 })).toBeTruthy();
});
