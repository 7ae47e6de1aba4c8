import { expect, test } from 'vitest';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeLog } from '@/server/fake-log';
import { type AuthRequest, askNextAuth } from './ask-next-auth';
import { attemptSignIn } from './attempt-sign-in';
import { createAuthOptions, landingFor } from './auth-options';
import { createAuthenticator } from './authenticate';
import { openDemoDirectory } from './open-demo-directory';
import { demoPassword } from './open-directory';
import { sessionCookieFor } from './session-cookie';
import { createSignInLimit } from './sign-in-limit';

const secret = 'a secret of more than thirty-two characters';
const cookie = sessionCookieFor(null);

/** next-auth as the route runs it, asked with what a form sends. */
async function start(cookie = sessionCookieFor(null)) {
  const { log, lines } = createFakeLog();
  const directory = await openDemoDirectory();
  const noted: AuditEntry[] = [];
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const limit = createSignInLimit(() => 0);
  const options = createAuthOptions(
    { secret, cookie, directory, limit, audit, log, oidc: null, signIns: () => [] },
    null,
  );
  const ask = (path: string, request: Partial<AuthRequest> = {}) => askNextAuth(options, path, request);
  const csrf = await ask('csrf');
  const { csrfToken = '' } = csrf.body;
  const signIn = (username: string, password: string) =>
    ask('callback/credentials', {
      method: 'POST',
      cookies: Object.fromEntries(csrf.cookies),
      body: { username, password, csrfToken },
    });
  /** Signs in with this token beside these cookies. */
  const signInWith = (csrfToken: string, cookies: Record<string, string | undefined>) =>
    ask('callback/credentials', {
      method: 'POST',
      cookies,
      body: { username: 'admin', password: demoPassword, csrfToken },
    });
  return { ask, signIn, signInWith, csrf, directory, lines, noted };
}

const tokenIn = (reply: { cookies: Map<string, string> }) => reply.cookies.get(cookie.name);

test('a right password brings a token that opens the door, until the account is changed', async () => {
  const { ask, signIn, directory, noted } = await start();
  const token = tokenIn(await signIn('Lead', demoPassword));
  const { authenticate } = createAuthenticator({ secret, cookie, directory, now: Date.now });
  const headers = new Headers({ cookie: `${cookie.name}=${token}` });
  expect(await authenticate(headers)).toEqual({
    kind: 'user',
    accountId: 'demo-lead',
    name: 'Lead',
    role: 'lead',
    version: 1,
    scope: 'all',
    agentIds: [],
    grants: null,
    mustChangePassword: false,
  });
  expect(noted).toMatchObject([{ action: 'sign-in', outcome: 'done', target: 'demo-lead', actor: { name: 'Lead' } }]);
  expect((await directory.find('demo-lead'))?.lastSignInAt).toBeGreaterThan(0);
  const renewed = await ask('session', { cookies: { [cookie.name]: token } });
  expect(tokenIn(renewed)).toBeTruthy();
  await directory.setDisabled('demo-lead', true);
  expect(await authenticate(headers)).toBeNull();
  expect(tokenIn(await ask('session', { cookies: { [cookie.name]: token } }))).toBe('');
});

test('a session lasts twelve hours', async () => {
  const { signIn, directory } = await start();
  const token = tokenIn(await signIn('admin', demoPassword));
  const at = (hours: number) => () => Date.now() + hours * 3_600_000;
  const headers = new Headers({ cookie: `${cookie.name}=${token}` });
  const door = (hours: number) => createAuthenticator({ secret, cookie, directory, now: at(hours) });
  expect(await door(11.9).authenticate(headers)).not.toBeNull();
  expect(await door(12.1).authenticate(headers)).toBeNull();
});

test('unknown name and wrong password get the same answer, and the log holds neither', async () => {
  const { signIn, lines, noted } = await start();
  const [unknown, wrong] = [await signIn('nobody', 'guess-1'), await signIn('admin', 'guess-2')];
  expect(unknown.redirect).toBe(wrong.redirect);
  expect(unknown.redirect).toContain('error=CredentialsSignin');
  expect(unknown.status).toBe(wrong.status);
  expect(tokenIn(unknown) ?? tokenIn(wrong)).toBeUndefined();
  expect(JSON.stringify([lines, noted])).not.toMatch(/guess|nobody/);
  const refused = { action: 'sign-in', outcome: 'refused', target: null, actor: { kind: 'stranger' } };
  expect(noted).toMatchObject([refused, refused]);
});

test('after five failures not even the right password is heard for a while', async () => {
  const { signIn } = await start();
  for (let turn = 0; turn < 5; turn += 1) await signIn('admin', 'wrong');
  const refused = await signIn('admin', demoPassword);
  expect(decodeURIComponent(refused.redirect ?? '')).toMatch(/error=TooManyAttempts:900$/);
  expect(tokenIn(refused)).toBeUndefined();
});

test('in a storm of guesses from one address few are worked on, and everybody else gets in', async () => {
  const directory = await openDemoDirectory();
  let worked = 0;
  const counting = {
    ...directory,
    verify(username: string, password: string) {
      worked += 1;
      return directory.verify(username, password);
    },
  };
  const limit = createSignInLimit(() => 0);
  const parts = { directory: counting, limit, audit: { note: () => {} }, log: createFakeLog().log };
  const attempt = (username: string, password: string, address: string) =>
    attemptSignIn({ username, address, way: 'password', verify: () => counting.verify(username, password) }, parts);
  const guesses = Array.from({ length: 500 }, (_, turn) => attempt(`name${turn % 90}`, 'guess', '10.6.6.6'));
  const storm = Promise.allSettled(guesses);
  const honest = ['admin', 'lead', 'agent'].map((name, turn) => attempt(name, demoPassword, `10.0.0.${turn}`));
  expect((await Promise.all(honest)).map((account) => account?.role)).toEqual(['admin', 'lead', 'agent']);
  const refused = (await storm).filter(({ status }) => status === 'rejected');
  expect([refused.length, worked]).toEqual([450, 53]);
}, 60_000);

test('without next-auth’s own token nobody is signed in', async () => {
  const { ask } = await start();
  const body = { username: 'admin', password: demoPassword };
  const reply = await ask('callback/credentials', { method: 'POST', body });
  expect(tokenIn(reply)).toBeUndefined();
});

test('a token of next-auth’s works beside the cookie it came with, and no other', async () => {
  const { ask, signInWith, csrf } = await start();
  const { csrfToken = '' } = csrf.body;
  const mine = Object.fromEntries(csrf.cookies);
  const name = 'next-auth.csrf-token';
  const theirs = Object.fromEntries((await ask('csrf')).cookies);
  const elsewhere = Object.fromEntries((await start()).csrf.cookies);
  for (const cookies of [
    {},
    theirs,
    elsewhere,
    { [name]: csrfToken },
    { [name]: `${csrfToken}|` },
    { [name]: `${csrfToken}|${'0'.repeat(64)}` },
    { [name]: `${csrfToken}|${mine[name]?.split('|')[1]?.slice(0, -1)}` },
    { [name]: `${csrfToken}x|${mine[name]?.split('|')[1]}` },
  ])
    expect([cookies, tokenIn(await signInWith(csrfToken, cookies))]).toEqual([cookies, undefined]);
  for (const token of ['', 'null', csrfToken.slice(1), csrfToken.toUpperCase()])
    expect([token, tokenIn(await signInWith(token, mine))]).toEqual([token, undefined]);
  expect(tokenIn(await signInWith(csrfToken, mine))).toBeTruthy();
});

test('behind TLS every cookie is for TLS only, none is for scripts, and the session’s is for this very host', async () => {
  const { signIn, csrf } = await start(sessionCookieFor('https://wall.example'));
  const written = [...csrf.written, ...(await signIn('lead', demoPassword)).written];
  expect(written.length).toBeGreaterThan(2);
  for (const line of written) {
    expect(line).toMatch(/^__(Host|Secure)-/);
    for (const part of ['; Path=/;', '; HttpOnly', '; Secure', '; SameSite=Lax']) expect(line).toContain(part);
    expect(line).not.toContain('Domain');
  }
  expect(written.filter((line) => line.startsWith('__Host-next-auth.session-token='))).toHaveLength(1);
});

test.each([
  ['/queues', 'http://wall/queues'],
  ['http://wall/queues?a=1', 'http://wall/queues?a=1'],
  ['//evil.example', 'http://wall/'],
  ['https://evil.example/wall', 'http://wall/'],
  ['javascript:alert(1)', 'http://wall/'],
])('after signing in, %s leads to %s', (url, landing) => {
  expect(landingFor(url, 'http://wall')).toBe(landing);
});
