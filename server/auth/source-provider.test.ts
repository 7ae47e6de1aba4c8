import { afterEach, expect, test } from 'vitest';
import type { AuditEntry } from '@/server/audit/audit';
import { listenFace } from '@/server/emulators/face-listen';
import { createQueuemetricsFace } from '@/server/emulators/queuemetrics';
import { stubAgent, stubCentre } from '@/server/emulators/stub-centre';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { createSourceSignIn, type SourceSignIn } from '@/server/sources/source-sign-in';
import { vendors } from '@/server/vendors';
import { createHttpDoor } from '@/server/vendors/http';
import { type AuthRequest, askNextAuth } from './ask-next-auth';
import { createAuthOptions } from './auth-options';
import { createAuthenticator } from './authenticate';
import { openDemoDirectory } from './open-demo-directory';
import { sessionCookieFor } from './session-cookie';
import { createSignInLimit } from './sign-in-limit';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const secret = 'a secret of more than thirty-two characters';
const cookie = sessionCookieFor(null);
const user = (login: string, keys: string, more = {}) => ({
  ...{ login, password: `pass of ${login}`, realName: `Real ${login}`, className: 'X', keys },
  ...more,
});
const users = [
  user('robot', 'ROBOT USER'),
  user('Boss', 'USER USRADMIN REALTIME'),
  user('agent/101', 'USER AGENT', { email: '<a href="mailto:me@home.it">me@home.it</a>' }),
  user('nokey', 'USER'),
  user('off', 'USER AGENT', { isEnabled: false }),
];

async function start(
  signInRoles: Record<string, string> = { USRADMIN: 'admin', AGENT: 'agent' },
  status: 401 | 501 = 501,
) {
  const centre = stubCentre({ agents: [stubAgent({ id: '101' })] });
  const face = createQueuemetricsFace(centre, { user: 'robot', password: 'x' }, { users, authFailureStatus: status });
  const { url, close } = await listenFace(face);
  closers.push(close);
  const { log, lines } = createFakeLog();
  const vendor = vendors.queuemetrics;
  const settings = vendor.settings.parse({ baseUrl: `${url}/queuemetrics`, timeZone: 'Europe/Rome', signInRoles });
  const setup = { id: 'milan', name: 'Milan', vendor, settings, secrets: { user: 'robot', password: 'x' } };
  const made = createSourceSignIn(setup, { openDoor: createHttpDoor, clock: systemClock, log });
  const signIns: SourceSignIn[] = made ? [made] : [];
  if (made) closers.push(() => made.close());
  const noted: AuditEntry[] = [];
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const directory = await openDemoDirectory();
  const limit = createSignInLimit(() => 0);
  const parts = { secret, cookie, directory, limit, audit, log, oidc: null, signIns: () => signIns };
  const options = createAuthOptions(parts, '10.0.0.1');
  const ask = (path: string, request: Partial<AuthRequest> = {}) => askNextAuth(options, path, request);
  const csrf = await ask('csrf');
  const { authenticate } = createAuthenticator({ secret, cookie, directory, now: Date.now });
  /** Who comes in, or the code of the refusal. */
  async function signIn(username: string, password = `pass of ${username}`, source = 'milan') {
    const body = { source, username, password, csrfToken: csrf.body.csrfToken ?? '' };
    const reply = await ask('callback/source', { method: 'POST', cookies: Object.fromEntries(csrf.cookies), body });
    const token = reply.cookies.get(cookie.name);
    if (!token) return new URL(reply.redirect).searchParams.get('error');
    return authenticate(new Headers({ cookie: `${cookie.name}=${token}` }));
  }
  return { signIn, directory, noted, lines, close };
}

test('whoever QueueMetrics knows comes in with the highest role of their keys, as an account of that source', async () => {
  const { signIn, directory, noted } = await start();
  expect(await signIn('Boss')).toMatchObject({ role: 'admin', name: 'Real Boss' });
  const agent = await signIn('Agent/101', 'pass of agent/101');
  expect(agent).toMatchObject({ role: 'agent' });
  const account = directory.list().find(({ username }) => username === 'agent/101');
  expect(account).toMatchObject({ provider: 'qm:milan', email: 'me@home.it', hasPassword: false });
  expect(await signIn('agent/101')).toMatchObject({ accountId: account?.id });
  expect(noted.map(({ action, outcome, after }) => [action, outcome, after])).toEqual(
    Array(3).fill(['sign-in', 'done', { way: 'source milan' }]),
  );
});

test.each([401, 501] as const)(
  'refused with %i, disabled or unknown, it is one answer and no account',
  async (status) => {
    const { signIn, directory, noted, lines } = await start(undefined, status);
    for (const [name, password] of [
      ['Boss', 'wrong'],
      ['nobody', 'x'],
      ['off', 'pass of off'],
      ['Boss:pass', 'x'],
      ["' or 1=1", '<script>'],
    ])
      expect(await signIn(name!, password)).toBe('CredentialsSignin');
    expect(await signIn('Boss', undefined, 'elsewhere')).toBe('CredentialsSignin');
    expect(directory.list()).toHaveLength(5);
    expect(JSON.stringify([noted, lines])).not.toMatch(/wrong"|Boss|script/);
  },
);

test('a key without a role, and a role that was taken away, keep people out', async () => {
  const { signIn, directory, noted } = await start();
  expect(await signIn('nokey')).toBe('NoRole');
  expect(noted).toMatchObject([{ outcome: 'refused', reason: 'no key with a role' }]);
  expect(await signIn('Boss')).toMatchObject({ role: 'admin' });
  await directory.setDisabled(directory.list().find(({ username }) => username === 'Boss')!.id, true);
  expect(await signIn('Boss')).toBe('AccessDenied');
});

test('nobody signs in this way until a role is given to a key, and nobody takes over an account by its name', async () => {
  const closed = await start({});
  expect(await closed.signIn('Boss')).toBe('CredentialsSignin');
  const { signIn, directory } = await start();
  await directory.add({ username: 'BOSS', name: 'Ours', role: 'viewer', password: 'ours alone' });
  const principal = await signIn('Boss');
  expect(principal).toMatchObject({ role: 'admin', name: 'Real Boss' });
  expect(await directory.verify('boss', 'ours alone')).toMatchObject({ name: 'Ours', role: 'viewer' });
});

test('guessing is limited as everywhere, a silent source is said to be silent and is nobody’s fault', async () => {
  const { signIn, close } = await start();
  for (let turn = 0; turn < 5; turn += 1) expect(await signIn('Boss', 'wrong')).toBe('CredentialsSignin');
  expect(await signIn('Boss')).toBe('TooManyAttempts:900');
  await close();
  for (let turn = 0; turn < 7; turn += 1) expect(await signIn('nokey')).toBe('SourceSilent');
});
