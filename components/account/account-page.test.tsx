// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused, serveApi } from '@/components/shell/fixtures/serve-api';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import type { OwnAccount, TokenReport } from '@/lib/queries/accounts';
import { AccountPage } from './account-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ada: OwnAccount = {
  ...{ id: 'u1', username: 'ada', name: 'Ada', role: 'lead', email: null, extension: '201', scope: 'all' },
  ...{ revision: 3, provider: null, hasPassword: true, mustChangePassword: false },
};
const token: TokenReport = {
  ...{ id: 't1', name: 'nightly <b>', grants: ['see-floor'], createdAt: 0, lastUsedAt: null },
  expiresAt: stillNow - 3_600_000,
};
const own = 'GET /api/account';
const patch = 'PATCH /api/account';

function show(answers: ApiAnswers = {}, opening: Opening = {}) {
  const server = serveApi({
    [own]: { body: ada },
    'GET /api/account/tokens': { body: { tokens: [] } },
    ...answers,
  });
  openConsole(<AccountPage />, { role: 'lead', url: '/account', ...opening });
  return server;
}
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: true });
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby')?.split(' ') ?? [])
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');
const ready = () => screen.findByLabelText('E-mail');

describe('the page', () => {
  test('says that it is on its way, and why it could not be read', async () => {
    show({ [own]: () => new Promise(() => {}) });
    expect(screen.getByText('Loading your account').getAttribute('aria-busy')).toBe('true');
    cleanup();
    show({ [own]: { status: 500, body: 'x' } });
    expect(await screen.findByText(/^Your account could not be read\./, {}, { timeout: 5000 })).toBeTruthy();
    cleanup();
    show({ [own]: refused('not-allowed', [], 'A token cannot do that.') });
    expect(await screen.findByText(/A token cannot do that\./, {}, { timeout: 5000 })).toBeTruthy();
  });

  test('has no password for who signs in elsewhere, and no tokens for an agent', async () => {
    show({ [own]: { body: { ...ada, hasPassword: false, role: 'agent' } } }, { role: 'agent' });
    await ready();
    expect(screen.queryByRole('region', { name: 'Password' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'API tokens' })).toBeNull();
  });
});

describe('what is said of oneself', () => {
  test.each([
    ['name', 'Name'],
    ['email', 'E-mail'],
    ['extension', 'Extension'],
  ])('what is wrong with %s stands beside it, and what was typed stays', async (name, label) => {
    show({ [patch]: refused('bad-request', [{ field: name, message: 'must be something else' }]) });
    await ready();
    type(label, '<script>');
    press('Save');
    await screen.findByText('Must be something else');
    expect(described(field(label))).toContain('Must be something else');
    expect([field(label).value, field(label).getAttribute('aria-invalid')]).toEqual(['<script>', 'true']);
  });

  test('is sent with the version that was read; what is empty is not known', async () => {
    const { last } = show({ [patch]: { body: { ...ada, name: 'Ada King', extension: null, revision: 4 } } });
    await ready();
    type('Name', 'Ada King');
    type('Extension', ' ');
    press('Save');
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(last()?.body).toEqual({ revision: 3, name: 'Ada King', email: null, extension: null });
    expect(field('Extension').value).toBe('');
  });

  test('whoever was second is told so, and can save all the same', async () => {
    let reads = 0;
    let writes = 0;
    const { last } = show({
      [own]: () => ({ body: { ...ada, revision: 3 + Math.min(reads++, 1) } }),
      [patch]: () => (writes++ === 0 ? refused('conflict') : { body: { ...ada, name: 'Mine', revision: 5 } }),
    });
    await ready();
    type('Name', 'Mine');
    press('Save');
    expect(await screen.findByText(/An admin has changed your account meanwhile/)).toBeTruthy();
    await waitFor(() => expect(reads).toBe(2));
    press('Save');
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(last()?.body).toMatchObject({ revision: 4, name: 'Mine' });
  });
});

describe('the password', () => {
  test.each([
    ['current', 'Password of now'],
    ['next', 'New password'],
  ])('what is wrong with %s stands beside it, and it has the focus', async (name, label) => {
    const { last } = show({
      'POST /api/account/password': refused('bad-request', [{ field: name, message: 'is not right' }]),
    });
    await ready();
    type('Password of now', 'old one');
    type('New password', 'new one');
    press('Change password');
    await screen.findByText('Is not right');
    expect(described(field(label))).toContain('Is not right');
    await waitFor(() => expect(document.activeElement).toBe(field(label)));
    expect(last()?.body).toEqual({ current: 'old one', next: 'new one' });
  });

  test('once changed, what was typed is gone', async () => {
    show({ 'POST /api/account/password': { body: { ok: true } } });
    await ready();
    type('Password of now', 'old one');
    type('New password', 'new one');
    press('Change password');
    expect(await screen.findByText(/^Changed\./)).toBeTruthy();
    expect([field('Password of now').value, field('New password').value]).toEqual(['', '']);
  });

  test('too many attempts are said below', async () => {
    show({ 'POST /api/account/password': refused('too-many', [], 'Try again in 15 minutes.') });
    await ready();
    press('Change password');
    expect((await screen.findByText('Try again in 15 minutes.')).getAttribute('role')).toBe('alert');
  });
});

describe('tokens', () => {
  test('there are none, they cannot be read, or they are told with their end', async () => {
    show({ 'GET /api/account/tokens': { status: 500, body: 'x' } });
    expect(await screen.findByText(/^The tokens could not be read\./, {}, { timeout: 5000 })).toBeTruthy();
    cleanup();
    show({ 'GET /api/account/tokens': { body: { tokens: [token] } } });
    const item = await screen.findByRole('listitem');
    expect(item.textContent).toMatch(/nightly <b>.*Ended .*Last used never/);
  });

  test.each([
    ['name', 'Name of the token'],
    ['days', 'Ends'],
    ['grants', 'May'],
  ])('what is wrong with %s stands beside it', async (name, label) => {
    show({ 'POST /api/account/tokens': refused('bad-request', [{ field: name, message: 'must be chosen' }]) });
    await ready();
    press('Make a token');
    await screen.findByText('Must be chosen');
    const box = name === 'grants' ? screen.getByRole('group', { name: label }) : field(label);
    expect(described(box)).toContain('Must be chosen');
  });

  test('a token is made of what is ticked, shown once and has the focus', async () => {
    const { last } = show({ 'POST /api/account/tokens': { body: { token, text: 'cb_secret' } } });
    await ready();
    type('Name of the token', 'nightly');
    press('Only the live floor');
    fireEvent.click(screen.getByRole('checkbox', { name: 'See history' }));
    fireEvent.change(field('Ends'), { target: { value: '30' } });
    press('Make a token');
    const shown = await screen.findByLabelText<HTMLInputElement>('The new token');
    expect([shown.value, document.activeElement]).toEqual(['cb_secret', shown]);
    expect(last()?.body).toEqual({ name: 'nightly', days: 30, grants: ['see-floor', 'see-console', 'see-history'] });
  });

  test('is revoked when that was asked twice', async () => {
    const { last } = show({
      'GET /api/account/tokens': { body: { tokens: [token] } },
      'DELETE /api/account/tokens/t1': refused('unavailable', [], 'The database does not answer.'),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Revoke nightly <b>' }));
    const dialog = within(screen.getByRole('alertdialog', { name: 'Revoke nightly <b>?' }));
    expect(last()).toBeUndefined();
    fireEvent.click(dialog.getByRole('button', { name: 'Revoke it' }));
    expect(await dialog.findByText('The database does not answer.')).toBeTruthy();
    expect(last()?.call).toBe('DELETE /api/account/tokens/t1');
  });
});

test('signing out elsewhere says that it is done', async () => {
  show({ 'POST /api/account/end-sessions': { body: { ok: true } } });
  await ready();
  press('Sign out everywhere else');
  expect(await screen.findByText(/you are signed in only here/)).toBeTruthy();
});
