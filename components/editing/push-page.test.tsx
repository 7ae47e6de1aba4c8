// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { openConsole } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused } from '@/components/shell/fixtures/serve-api';
import type { PushLine, PushPlan } from '@/lib/queries/editors';
import { makeChange, serveEditors } from './fixtures/editors-server';
import { PushPage } from './push-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const planned = 'POST /api/editors/milan/push/plan';
const pushed = 'POST /api/editors/milan/push';

const line = (does: PushLine['does'], what: PushLine['what'], name: string, details: string[] = []): PushLine => ({
  ...{ does, what, name, details },
});

function makePlan(lines: readonly PushLine[], more: Partial<PushPlan> = {}): PushPlan {
  return {
    document: '{"agents":[]}',
    mode: 'CR_UPD_DEL_USR',
    modeWords: 'What the file lacks is deleted.',
    lines,
    digest: 'd1',
    ...more,
  };
}

const grave = makePlan([
  line('delete', 'queue', 'Old <b>'),
  line('delete', 'membership', 'Ada in Sales'),
  line('create', 'user', 'agent/107'),
  line('create', 'agent', 'Agent/107'),
  line('update', 'queue', 'Sales', ['name: Sales → Verkauf']),
]);

async function show(answers: ApiAnswers = {}) {
  const server = serveEditors(answers);
  openConsole(<PushPage source="milan" />, { role: 'admin', url: '/configuration/milan/push' });
  await screen.findByRole('button', { name: 'Show what it would do' }, { timeout: 4000 });
  return server;
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const group = (name: string | RegExp) => within(screen.getByRole('region', { name }));

test('what is deleted and who is new stand apart, and are read before anything is sent', async () => {
  const { last } = await show({
    [planned]: { body: grave },
    [pushed]: { body: { change: makeChange({ operation: 'push' }), words: 'Milan took 5 changes.' } },
  });
  press('Show what it would do');
  expect(await screen.findByText(/What the file lacks is deleted/)).toBeTruthy();
  expect(last()?.body).toEqual({ document: null });
  expect(group(/^Deleted/).getByText('Old <b>')).toBeTruthy();
  expect(group(/^Deleted/).getByText('Ada in Sales')).toBeTruthy();
  expect(group(/^New users/).getByText('agent/107')).toBeTruthy();
  expect(group(/^Created/).getAllByRole('listitem')).toHaveLength(1);
  expect(group(/^Changed/).getByText('name: Sales → Verkauf')).toBeTruthy();
  press('Push to Milan');
  expect(screen.getByRole('alert').textContent).toMatch(/tick that you have/);
  fireEvent.click(screen.getByRole('checkbox', { name: 'I have read what is deleted (2)' }));
  press('Push to Milan');
  expect(last()?.call).toBe(planned);
  fireEvent.click(screen.getByRole('checkbox', { name: 'I have read which users are new (1)' }));
  press('Push to Milan');
  expect(await screen.findByText('Milan took 5 changes.')).toBeTruthy();
  expect(last()?.body).toMatchObject({ document: '{"agents":[]}', digest: 'd1' });
  expect(screen.queryByRole('button', { name: 'Push to Milan' })).toBeNull();
});

test('where the mode is not known that is said; nothing to do is nothing to push', async () => {
  const plan = makePlan([], { mode: null, modeWords: 'Deletion is assumed.' });
  await show({ [planned]: { body: plan } });
  press('Show what it would do');
  expect(await screen.findByText(/Deletion is assumed/)).toBeTruthy();
  expect(screen.getByText('not known')).toBeTruthy();
  expect(screen.getByText(/has all of this already/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Push to/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Download the document' })).toBeTruthy();
});

test('what changed at the vendor meanwhile has to be compared again', async () => {
  await show({ [planned]: { body: makePlan([line('create', 'agent', 'A')]) }, [pushed]: refused('conflict') });
  press('Show what it would do');
  fireEvent.click(await screen.findByRole('button', { name: 'Push to Milan' }));
  expect(await screen.findByText(/Have it compared again/)).toBeTruthy();
});

test('a file is looked at before it is sent: what is wrong is named by its line', async () => {
  const { last } = await show({
    [planned]: refused('bad-request', [{ field: 'agents[3].name', message: 'must be text' }]),
  });
  fireEvent.click(screen.getByRole('radio', { name: 'A file' }));
  press('Show what it would do');
  expect(await screen.findByText('Choose a file first')).toBeTruthy();
  const choose = (text: string) =>
    fireEvent.change(screen.getByLabelText('File'), { target: { files: [new File([text], 'x.json')] } });
  choose('{\n"a": bad\n}');
  expect(await screen.findByText('Is not JSON: look at line 2, column 6')).toBeTruthy();
  press('Show what it would do');
  expect(last()).toBeUndefined();
  choose('{"agents": [1]}');
  await waitFor(() => expect(screen.getByLabelText('File').getAttribute('aria-invalid')).toBeNull());
  press('Show what it would do');
  expect(await screen.findByText('agents[3].name must be text')).toBeTruthy();
  expect(last()?.body).toEqual({ document: '{"agents": [1]}' });
});

test('a source that takes none says so', async () => {
  serveEditors();
  openConsole(<PushPage source="lucca" />, { role: 'admin', url: '/configuration/lucca/push' });
  expect(await screen.findByText('This source takes no whole configuration.', {}, { timeout: 4000 })).toBeTruthy();
});
