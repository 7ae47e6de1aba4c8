import { afterEach, expect, test, vi } from 'vitest';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeLog } from '@/server/fake-log';
import { type AuthRequest, askNextAuth } from './ask-next-auth';
import { createAuthOptions } from './auth-options';
import { createAuthenticator } from './authenticate';
import { openDemoDirectory } from './open-demo-directory';
import { type IssuerSettings, openIssuer, type TestIssuer } from './open-issuer';
import { sessionCookieFor } from './session-cookie';
import { createSignInLimit } from './sign-in-limit';

vi.setConfig({ testTimeout: 30_000 });

const issuers: TestIssuer[] = [];
afterEach(async () => {
  for (const issuer of issuers.splice(0)) await issuer.close();
});

const secret = 'a secret of more than thirty-two characters';
const cookie = sessionCookieFor(null);
const back = 'http://localhost:3000/api/auth/callback/oidc';
const roles = { 'wb-admins': 'admin', 'wb-leads': 'lead' } as const;

async function start(changes: { shy?: boolean; defaultRole?: 'viewer' } = {}) {
  const settings: IssuerSettings = { redirectUris: [back], isShy: changes.shy ?? false };
  const issuer = await openIssuer(settings);
  issuers.push(issuer);
  const { log, lines } = createFakeLog();
  const noted: AuditEntry[] = [];
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const directory = await openDemoDirectory();
  const { url, clientId, clientSecret } = issuer;
  const oidc = {
    ...{ issuer: url, clientId, clientSecret, name: 'Acme', groupsClaim: 'groups', roles },
    defaultRole: changes.defaultRole ?? null,
  };
  const limit = createSignInLimit(() => 0);
  const options = createAuthOptions(
    { secret, cookie, directory, limit, audit, log, oidc, signIns: () => [] },
    '10.0.0.1',
  );
  const ask = (path: string, request: Partial<AuthRequest> = {}) => askNextAuth(options, path, request);
  const csrf = await ask('csrf');
  const body = { csrfToken: csrf.body.csrfToken ?? '', callbackUrl: 'http://localhost:3000/queues' };

  /** To the provider's door; what the browser keeps meanwhile. */
  async function leave() {
    const reply = await ask('signin/oidc', { method: 'POST', cookies: Object.fromEntries(csrf.cookies), body });
    return { to: reply.redirect, cookies: Object.fromEntries([...csrf.cookies, ...reply.cookies]) };
  }
  const come = (at: URL, cookies: Record<string, string>) =>
    ask('callback/oidc', { query: Object.fromEntries(at.searchParams), cookies });
  async function signIn() {
    const { to, cookies } = await leave();
    return come(await issuer.authorize(to), cookies);
  }
  const { authenticate } = createAuthenticator({ secret, cookie, directory, now: Date.now });
  const whoIs = (reply: { cookies: Map<string, string> }) =>
    authenticate(new Headers({ cookie: `${cookie.name}=${reply.cookies.get(cookie.name)}` }));
  return { issuer, ask, leave, come, signIn, whoIs, directory, noted, lines, url };
}

const ada = { sub: 'u-1', name: 'Ada Lovelace', preferred_username: 'ada', email: 'ada@example.org' };
const errorIn = (reply: { redirect: string }) => new URL(reply.redirect).searchParams.get('error');

test.each([false, true])('whoever is in a group with a role comes in; claims on asking only: %s', async (shy) => {
  const { issuer, signIn, whoIs, directory, noted } = await start({ shy });
  issuer.become({ ...ada, groups: ['everybody', 'wb-leads', 'wb-admins'] });
  const reply = await signIn();
  expect(reply.redirect).toBe('http://localhost:3000/queues');
  const principal = await whoIs(reply);
  expect(principal).toMatchObject({ kind: 'user', name: 'Ada Lovelace', role: 'admin' });
  const account = await directory.find(principal!.accountId);
  expect(account).toMatchObject({ username: 'ada', email: 'ada@example.org', provider: 'oidc', hasPassword: false });
  expect(await directory.verify('ada', '')).toBeNull();
  expect(noted).toMatchObject([{ action: 'sign-in', outcome: 'done', after: { way: 'oidc' }, address: '10.0.0.1' }]);
});

test('at the next sign-in it is the same account, with the role of now; older sessions end', async () => {
  const { issuer, signIn, whoIs, directory } = await start();
  issuer.become({ ...ada, groups: ['wb-admins'] });
  const first = await signIn();
  const before = await whoIs(first);
  issuer.become({ ...ada, name: 'Ada King', groups: 'wb-leads' as never });
  const after = await whoIs(await signIn());
  expect(after).toMatchObject({ accountId: before!.accountId, role: 'lead' });
  expect(await whoIs(first)).toBeNull();
  await directory.setDisabled(after!.accountId, true);
  const refused = await signIn();
  expect([errorIn(refused), await whoIs(refused)]).toEqual(['AccessDenied', null]);
});

test('nobody takes over an account by its name or e-mail', async () => {
  const { issuer, signIn, whoIs, directory } = await start();
  await directory.change('demo-admin', null, { email: 'root@example.org' });
  issuer.become({ sub: 'u-2', preferred_username: 'admin', email: 'root@example.org', groups: ['wb-leads'] });
  const principal = await whoIs(await signIn());
  expect(principal).toMatchObject({ role: 'lead' });
  expect(principal?.accountId).not.toBe('demo-admin');
  expect(await directory.find(principal!.accountId)).toMatchObject({ username: 'admin (2)' });
});

test('without a group that has a role nobody comes in and no account is made, unless there is a role for everybody', async () => {
  const { issuer, signIn, whoIs, directory, noted } = await start();
  for (const groups of [
    undefined,
    [],
    ['everybody'],
    ['__proto__', 'constructor'],
    { 'wb-admins': true },
    [['wb-admins']],
    7,
  ]) {
    issuer.become({ ...ada, groups });
    const reply = await signIn();
    expect([errorIn(reply), await whoIs(reply)]).toEqual(['NoRole', null]);
  }
  expect(directory.list()).toHaveLength(5);
  expect(noted[0]).toMatchObject({ action: 'sign-in', outcome: 'refused', reason: 'no group with a role' });
  const other = await start({ defaultRole: 'viewer' });
  other.issuer.become(ada);
  expect(await other.whoIs(await other.signIn())).toMatchObject({ role: 'viewer' });
});

test('an answer of another visit, a second time, or without what the browser kept, is none', async () => {
  const { issuer, leave, come, whoIs, directory } = await start();
  issuer.become({ ...ada, groups: ['wb-admins'] });
  const [mine, theirs] = [await leave(), await leave()];
  const at = await issuer.authorize(mine.to);
  const { 'next-auth.nonce': nonce, ...withoutNonce } = mine.cookies;
  const { 'next-auth.pkce.code_verifier': _, ...withoutVerifier } = mine.cookies;
  const otherState = new URL(at);
  otherState.searchParams.set('state', 'x');
  const attempts: [URL, Record<string, string>][] = [
    [at, theirs.cookies],
    [at, {}],
    [at, withoutNonce],
    [at, withoutVerifier],
    [at, { ...mine.cookies, 'next-auth.nonce': theirs.cookies['next-auth.nonce']! }],
    [otherState, mine.cookies],
  ];
  expect(nonce).toBeTruthy();
  for (const [address, cookies] of attempts) {
    const reply = await come(address, cookies);
    expect([errorIn(reply), await whoIs(reply)]).toEqual(['OAuthCallback', null]);
  }
  const fresh = await leave();
  const once = await issuer.authorize(fresh.to);
  expect(await whoIs(await come(once, fresh.cookies))).toMatchObject({ role: 'admin' });
  expect(errorIn(await come(once, fresh.cookies))).toBe('OAuthCallback');
  expect(directory.list()).toHaveLength(6);
});

test('a code that was given to another client is none', async () => {
  const { issuer, leave, come, whoIs } = await start();
  issuer.become({ ...ada, groups: ['wb-admins'] });
  const { to, cookies } = await leave();
  const asAnother = new URL(to);
  asAnother.searchParams.set('client_id', 'another');
  const reply = await come(await issuer.authorize(asAnother.href), cookies);
  expect([errorIn(reply), await whoIs(reply)]).toEqual(['OAuthCallback', null]);
});

test('while the provider is down its button says so, and a password still opens the door', async () => {
  const { issuer, leave, ask, whoIs, lines } = await start();
  await issuer.close();
  issuers.pop();
  const { to } = await leave();
  expect(new URL(to).searchParams.get('error')).toBe('OAuthSignin');
  const csrf = await ask('csrf');
  const body = { username: 'lead', password: 'callboard-demo', csrfToken: csrf.body.csrfToken ?? '' };
  const cookies = Object.fromEntries(csrf.cookies);
  expect(await whoIs(await ask('callback/credentials', { method: 'POST', cookies, body }))).toMatchObject({
    role: 'lead',
  });
  expect(JSON.stringify(lines)).not.toContain(issuer.clientSecret);
});
