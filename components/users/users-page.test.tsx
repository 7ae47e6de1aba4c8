// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { giveRoom, openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused, serveApi } from '@/components/shell/fixtures/serve-api';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { AccountReport } from '@/lib/queries/accounts';
import { UsersPage } from './users-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function account(id: string, fields: Partial<AccountReport> = {}): AccountReport {
  return {
    ...{ id, username: id, name: `Real ${id}`, role: 'lead', email: null, extension: null, scope: 'all' },
    ...{
      agentIds: [],
      status: 'active',
      provider: null,
      invitedUntil: null,
      lastSignInAt: null,
      createdAt: 0,
      revision: 3,
    },
    ...fields,
  };
}
const ada = account('ada', { name: 'Ada <b>Lovelace</b>', role: 'admin', email: 'ada@a.example', extension: '201' });
const everybody = [
  ada,
  account('bob', { status: 'invited', invitedUntil: stillNow + 3_600_000 }),
  account('late', { status: 'invited', invitedUntil: stillNow - 3_600_000 }),
  account('cy', { provider: 'qm:milan', scope: { sources: ['milan'], queues: ['q'], teams: [] } }),
  account('di', { role: 'agent', scope: { sources: ['milan'], queues: [], teams: [] } }),
];

const list = 'GET /api/accounts';
const patch = 'PATCH /api/accounts/bob';

function show(answers: ApiAnswers = {}, url = '/users') {
  giveRoom();
  const server = serveApi({
    [list]: { body: { accounts: everybody } },
    'GET /api/account': { body: { ...ada, hasPassword: true, mustChangePassword: false } },
    ...answers,
  });
  const queues = [makeRecord('queues', { id: 'milan/300', sourceId: 'milan', name: 'Sales' })];
  openConsole(<UsersPage />, { role: 'admin', url, records: { queues } });
  return server;
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { exact: true }), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby')?.split(' ') ?? [])
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');
const rows = async () => (await screen.findAllByRole('row')).slice(1).map(({ textContent }) => textContent);

describe('the list', () => {
  test('tells of everybody by name what they are and see, whatever their name is made of', async () => {
    show();
    const [first, second, third, fourth, fifth] = await rows();
    expect(first).toBe('Ada <b>Lovelace</b>adaadminEverythingneveractive');
    expect(second).toMatch(/^Real bob.*invited until /);
    expect(third).toMatch(/^Real cy.*Milan, 1 queue.*active, by milan$/);
    expect(fourth).toBe('Real didiagentOwn deskneveractive');
    expect(fifth).toMatch(/^Real late.*invited, the link has ended$/);
    expect(screen.getByText('5 of 5')).toBeTruthy();
  });

  test('is narrowed by what is typed, which stands in the address', async () => {
    show({}, '/users?q=ADA%20admin');
    expect(await rows()).toHaveLength(1);
    type('Find users', 'nobody of this name');
    await waitFor(() => expect(searchOf()).toEqual({ q: 'nobody of this name' }));
    expect(screen.getByText('Nobody of that name.')).toBeTruthy();
  });

  test('says that it is on its way, and that it could not be read or may not be', async () => {
    let answer: (value: { body: unknown }) => void = () => {};
    show({ [list]: () => new Promise((resolve) => (answer = resolve)) });
    expect(screen.getByText('Loading the users').closest('[aria-busy]')).toBeTruthy();
    answer({ body: { accounts: everybody } });
    expect(await rows()).toHaveLength(5);
    cleanup();
    show({ [list]: { status: 500, body: 'x' } });
    expect(await screen.findByText(/^The list could not be read\./, {}, { timeout: 5000 })).toBeTruthy();
    cleanup();
    show({ [list]: refused('not-allowed', [], 'Your role does not see users.') });
    expect(await screen.findByText(/Your role does not see users\./, {}, { timeout: 5000 })).toBeTruthy();
  });
});

describe('inviting', () => {
  const fields = ['username', 'name', 'role', 'email', 'extension', 'scope'] as const;
  const labels = { username: 'User name', name: 'Name', role: 'Role', email: 'E-mail', extension: 'Extension' };

  test.each(fields)('what is wrong with %s stands beside it, and what was typed stays', async (field) => {
    const problem = { field: field === 'scope' ? 'scope.queues.0' : field, message: 'must be another one' };
    show({ 'POST /api/accounts': refused('bad-request', [problem]) }, '/users?user=new');
    await screen.findByLabelText('User name');
    type('User name', '<script>');
    type('Role', 'lead');
    press('Make a link');
    const told = await screen.findByText('Must be another one');
    const box = field === 'scope' ? screen.getByRole('group', { name: 'Sees' }) : screen.getByLabelText(labels[field]);
    expect(described(box)).toContain('Must be another one');
    expect(screen.getAllByText('Must be another one')).toEqual([told]);
    if (field !== 'scope') expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe('<script>');
  });

  test('sends what was typed, nothing for what is empty, and shows the link once', async () => {
    const invitation = { path: '/invite/abc', expiresAt: stillNow + 1 };
    const { last } = show(
      { 'POST /api/accounts': { body: { account: account('eve'), invitation } } },
      '/users?user=new',
    );
    await screen.findByLabelText('User name');
    type('User name', 'eve');
    type('Name', 'Eve');
    type('Role', 'viewer');
    fireEvent.click(screen.getByLabelText('Only these'));
    fireEvent.click(screen.getByLabelText(/Sales/));
    press('Make a link');
    const link = await screen.findByLabelText<HTMLInputElement>('Link');
    expect(link.value).toMatch(/\/invite\/abc$/);
    expect(last()?.body).toEqual({
      ...{ username: 'eve', name: 'Eve', role: 'viewer', email: null, extension: null },
      scope: { sources: [], queues: ['milan/300'], teams: [] },
      agentIds: [],
    });
    // Nothing is left that could be lost.
    press('Close details');
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  test('an agent is asked for no scope, and one that was chosen for another role goes nowhere', async () => {
    const invitation = { path: '/invite/abc', expiresAt: stillNow + 1 };
    const { last } = show(
      { 'POST /api/accounts': { body: { account: account('eve'), invitation } } },
      '/users?user=new',
    );
    await screen.findByLabelText('User name');
    expect(screen.queryByRole('group', { name: 'Sees' })).toBeNull();
    type('Role', 'lead');
    fireEvent.click(screen.getByLabelText('Only these'));
    fireEvent.click(screen.getByLabelText(/Sales/));
    type('Role', 'agent');
    expect(screen.queryByRole('group', { name: 'Sees' })).toBeNull();
    type('Role', 'lead');
    expect(screen.getByLabelText<HTMLInputElement>(/Sales/).checked).toBe(true);
    type('Role', 'agent');
    press('Make a link');
    await screen.findByLabelText('Link');
    expect(last()?.body).toMatchObject({ role: 'agent', scope: 'all' });
  });

  test('a refusal that no field is to blame for is said below, once', async () => {
    show({ 'POST /api/accounts': refused('unavailable', [], 'The database does not answer.') }, '/users?user=new');
    await screen.findByLabelText('User name');
    press('Make a link');
    expect((await screen.findByText('The database does not answer.')).getAttribute('role')).toBe('alert');
  });
});

describe('one user', () => {
  test('is opened from the list, sends only what was changed, and asks before a change is lost', async () => {
    const { last } = show({ [patch]: { body: { ...everybody[1], extension: '7', revision: 4 } } });
    const name = await screen.findByRole('button', { name: 'Real bob' });
    name.focus();
    fireEvent.click(name);
    expect(searchOf()).toEqual({ user: 'bob' });
    expect(document.activeElement).toBe(screen.getByRole('complementary', { name: 'Real bob' }));
    type('Extension', '7');
    fireEvent.keyDown(screen.getByRole('complementary'), { key: 'Escape' });
    expect(screen.getByRole('alertdialog', { name: 'Leave without saving?' })).toBeTruthy();
    press('Go on here');
    fireEvent.click(screen.getByRole('button', { name: 'Real late' }));
    press('Go on here');
    press('Save');
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(last()?.body).toEqual({ revision: 3, extension: '7' });
    fireEvent.keyDown(screen.getByRole('complementary'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  });

  test.each([
    ['name', 'Name'],
    ['email', 'E-mail'],
    ['extension', 'Extension'],
  ])('what is wrong with %s stands beside it', async (field, label) => {
    show({ [patch]: refused('bad-request', [{ field, message: 'must be shorter' }]) }, '/users?user=bob');
    await screen.findByLabelText(label, { exact: true });
    type(label, 'x'.repeat(300));
    press('Save');
    await screen.findByText('Must be shorter');
    expect(described(screen.getByLabelText(label, { exact: true }))).toContain('Must be shorter');
  });

  test('who signs in elsewhere, and oneself, cannot be given another role here', async () => {
    show({}, '/users?user=cy');
    expect((await screen.findByLabelText<HTMLSelectElement>('Role')).disabled).toBe(true);
    expect(described(screen.getByLabelText('Role'))).toContain('taken at each sign-in');
    expect(screen.queryByRole('button', { name: 'Reset password' })).toBeNull();
    cleanup();
    show({}, '/users?user=ada');
    await waitFor(() => expect(described(screen.getByLabelText('Role'))).toContain('You are admin'));
    expect(screen.queryByRole('button', { name: 'Disable' })).toBeNull();
  });

  test('the scope of who becomes an agent stays what it was, and comes back with the role', async () => {
    const local = account('cy', { scope: { sources: ['milan'], queues: [], teams: [] } });
    const { last } = show(
      {
        [list]: { body: { accounts: [ada, local] } },
        'PATCH /api/accounts/cy': { body: { ...local, role: 'agent', revision: 4 } },
      },
      '/users?user=cy',
    );
    fireEvent.click(await screen.findByLabelText(/Sales/));
    type('Role', 'agent');
    expect(screen.queryByRole('group', { name: 'Sees' })).toBeNull();
    press('Save');
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(last()?.body).toEqual({ revision: 3, role: 'agent' });
    type('Role', 'lead');
    expect(screen.getByLabelText<HTMLInputElement>('Milan').checked).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>(/Sales/).checked).toBe(false);
  });

  test('is disabled when that was asked twice; a refusal stays in the dialog', async () => {
    const { last } = show(
      { [patch]: refused('not-allowed', [], 'Nobody would be left to administer.') },
      '/users?user=bob',
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Disable' }));
    press('Cancel');
    expect(last()).toBeUndefined();
    press('Disable');
    press('Disable Real bob');
    const dialog = within(screen.getByRole('alertdialog'));
    expect(await dialog.findByText('Nobody would be left to administer.')).toBeTruthy();
    expect(last()?.body).toEqual({ revision: 3, disabled: true });
  });
});
