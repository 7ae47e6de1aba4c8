import { afterEach, expect, test, vi } from 'vitest';
import type { Principal } from '@/lib/principal';
import { isRefusal } from '@/lib/protocol/refusal';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { eachEngine, type OpenFresh } from '@/server/store/each-engine';
import { StoreError } from '@/server/store/store-error';
import { createStoreHealth } from '@/server/store/store-health';
import { openAccounts } from './open-accounts';

// The first of a run starts PostgreSQL.
vi.setConfig({ testTimeout: 30_000 });

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const start = 1_800_000_000_000;
const dayMs = 86_400_000;
const config = {
  secret: 'a secret of more than thirty-two characters',
  publicUrl: null,
  dataDir: '/nowhere',
  admin: { username: 'root', password: 'the first password' },
  demoAccounts: false,
  oidc: null,
};
const good = 'an entirely fine password';

async function open(openStore: OpenFresh) {
  const fake = createFakeClock(start);
  let aheadMs = 0;
  const clock = {
    ...fake,
    now: () => fake.now() + aheadMs,
    /** Later, without all that would have been done meanwhile. */
    jump: (ms: number) => {
      aheadMs += ms;
    },
  };
  const { log } = createFakeLog();
  const noted: AuditEntry[] = [];
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const store = await openStore();
  const storeHealth = createStoreHealth(store);
  const auth = await openAccounts({ config, store, storeHealth, signIns: () => [], audit, clock, log });
  opened.push(auth);
  const { admin, own, invitations } = auth.accounts;
  const root = auth.directory.list()[0]!;
  const by = asker(await principal(root.id));

  async function principal(accountId: string): Promise<Principal> {
    const { name, role, version, scope } = (await auth.directory.find(accountId))!;
    return {
      kind: 'user',
      accountId,
      name,
      role,
      version,
      scope,
      agentIds: [],
      grants: null,
      mustChangePassword: false,
    };
  }
  /** Somebody who was invited and has chosen a password. */
  async function invite(username: string, role: 'admin' | 'lead' | 'agent' = 'lead') {
    const { account, invitation } = await admin.invite({ ...draft, username, name: username, role }, by);
    const token = tokenOf(invitation);
    await invitations.accept({ token, name: username, password: good }, null);
    return { id: account.id, token, self: asker(await principal(account.id)) };
  }
  return { ...auth, admin, own, invitations, root, by, clock, noted, store, invite, principal };
}

const asker = (principal: Principal) => ({ principal, address: '10.0.0.1' });
const draft = { username: 'ada', name: 'Ada', role: 'lead', email: null, extension: null, scope: 'all' } as const;
const tokenOf = ({ path }: { path: string }) => path.slice('/invite/'.length);
/** What was refused, as far as anybody is told. */
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error) =>
      isRefusal(error)
        ? { code: error.code, words: error.problems[0] ? Object.values(error.problems[0]).join(' ') : error.message }
        : error,
  );

eachEngine((openStore) => {
  test('who is invited chooses a name and a password, once, and is then the one who signs in', async () => {
    const { admin, invitations, directory, by, store, noted } = await open(openStore);
    const scope = { sources: ['milan'], queues: ['lucca/4'], teams: [] };
    const { account, invitation } = await admin.invite({ ...draft, scope, email: 'ada@example.org' }, by);
    expect(account).toMatchObject({ status: 'invited', scope, invitedUntil: start + 7 * dayMs, lastSignInAt: null });
    const token = tokenOf(invitation);
    expect(JSON.stringify([await store.db.selectFrom('invitations').selectAll().execute(), noted])).not.toContain(
      token,
    );
    expect(await directory.verify('ada', '')).toBeNull();
    expect(await invitations.read(token)).toMatchObject({ username: 'ada', name: 'Ada', isReset: false });
    const typed = { token, name: 'Ada Lovelace', password: good };
    expect(await refusal(invitations.accept({ ...typed, password: 'short' }, null))).toMatchObject({
      code: 'bad-request',
      words: 'password must have at least 12 characters',
    });
    const both = await Promise.all([1, 2].map(() => refusal(invitations.accept(typed, null))));
    expect(both.map((one) => one?.code ?? 'done')).toEqual(['done', 'not-found']);
    expect(both[1].words).toMatch(/used already/);
    expect(await directory.verify('ADA', good)).toMatchObject({ name: 'Ada Lovelace', role: 'lead', scope });
    expect((await admin.list()).find(({ id }) => id === account.id)).toMatchObject({
      status: 'active',
      invitedUntil: null,
    });
    expect(noted.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'account.invite done',
      'invitation.accept refused',
      'invitation.accept done',
      'invitation.accept refused',
    ]);
  });

  test('a link that is forged, cut, too old, replaced or of a disabled account says what to do', async () => {
    const { admin, invitations, by, clock } = await open(openStore);
    const { account, invitation } = await admin.invite(draft, by);
    const token = tokenOf(invitation);
    const words = async (text: string) => (await refusal(invitations.read(text)))?.words;
    for (const text of ['', 'x', token.slice(1), `${token}x`, '\u0000', "' or 1=1 --", 'x'.repeat(10_000)])
      expect(await words(text)).toMatch(/not one of ours/);
    clock.jump(7 * dayMs);
    expect(await words(token)).toMatch(/too old/);
    const { invitation: second } = await admin.reset(account.id, by);
    expect(await words(token)).toMatch(/not one of ours/);
    expect(await words(tokenOf(second))).toBeUndefined();
    await admin.change(account.id, { revision: 2, disabled: true }, by);
    expect(await words(tokenOf(second))).toMatch(/not one of ours/);
  });

  test('resetting a password ends it and every session at once; the link leads to a new one', async () => {
    const { admin, invitations, directory, by, invite, root } = await open(openStore);
    const { id } = await invite('ada');
    const { account, invitation } = await admin.reset(id, by);
    expect(account.status).toBe('invited');
    expect(await directory.verify('ada', good)).toBeNull();
    expect((await directory.find(id))?.version).toBe(3);
    await invitations.accept({ token: tokenOf(invitation), name: 'Ada', password: `${good} 2` }, null);
    expect(await directory.verify('ada', `${good} 2`)).not.toBeNull();
    expect(await refusal(admin.reset(root.id, by))).toMatchObject({ code: 'not-allowed' });
  });

  test('an admin who saves what another changed meanwhile is told, and nothing is lost', async () => {
    const { admin, directory, by, invite } = await open(openStore);
    const { id } = await invite('ada');
    const { revision } = (await directory.find(id))!;
    await admin.change(id, { revision, extension: '201', email: 'theirs@example.org' }, by);
    expect(await refusal(admin.change(id, { revision, name: 'Mine' }, by))).toMatchObject({ code: 'conflict' });
    expect(await directory.find(id)).toMatchObject({ name: 'ada', extension: '201', email: 'theirs@example.org' });
  });

  test('nobody takes their own rights away, and the last admin stays one', async () => {
    const { admin, by, root, invite, directory } = await open(openStore);
    for (const changes of [{ disabled: true }, { role: 'lead' as const }])
      expect(await refusal(admin.change(root.id, { revision: 1, ...changes }, by))).toMatchObject({
        code: 'not-allowed',
      });
    const { self } = await invite('ada', 'admin');
    expect(await refusal(admin.change(root.id, { revision: 1, role: 'lead' }, self))).toBeNull();
    const { id } = await invite('bob', 'admin');
    await admin.change(id, { revision: 2, disabled: true }, self);
    const words = await refusal(
      admin.change(self.principal.accountId, { revision: 2, role: 'agent' }, asker({ ...by.principal, accountId: id })),
    );
    expect(words).toMatchObject({ code: 'not-allowed', words: expect.stringMatching(/last admin/) });
    expect(directory.list().filter(({ role, disabled }) => role === 'admin' && !disabled)).toHaveLength(1);
  });

  test('names that are taken, scopes of nothing and accounts that are not there are refused by their field', async () => {
    const { admin, by } = await open(openStore);
    await admin.invite(draft, by);
    expect(await refusal(admin.invite({ ...draft, username: 'ADA' }, by))).toMatchObject({
      words: expect.stringMatching(/^username must be another one/),
    });
    const scope = { sources: [], queues: [], teams: [] };
    expect(await refusal(admin.invite({ ...draft, username: 'b', scope }, by))).toMatchObject({
      words: expect.stringMatching(/^scope must hold at least one/),
    });
    expect(await refusal(admin.change('nobody', { revision: 1, name: 'x' }, by))).toMatchObject({ code: 'not-found' });
    expect(await refusal(admin.reset('nobody', by))).toMatchObject({ code: 'not-found' });
    expect((await admin.list()).map(({ username }) => username)).toEqual(['root', 'ada']);
  });

  test('one’s own password is changed by whoever knows it, and guessing is limited', async () => {
    const { own, invite, directory } = await open(openStore);
    const { self, id } = await invite('ada');
    const attempt = (current: string, next: string) => refusal(own.changePassword({ current, next }, self));
    expect(await attempt(good, 'ada')).toMatchObject({ words: expect.stringMatching(/^next must have at least 12/) });
    expect(await attempt(good, 'password1234')).toMatchObject({ words: expect.stringMatching(/^next .*guess/) });
    expect(await attempt(good, good)).toMatchObject({ words: expect.stringMatching(/^next must be another/) });
    for (let turn = 0; turn < 5; turn += 1)
      expect(await attempt('wrong', `${good} 2`)).toMatchObject({ words: 'current must be your password of now' });
    expect(await attempt(good, `${good} 2`)).toMatchObject({ code: 'too-many' });
    const other = asker({ ...self.principal });
    const { version } = await own.changePassword(
      { current: good, next: `${good} 2` },
      { ...other, address: '10.0.0.2' },
    );
    expect(version).toBe(3);
    expect(await directory.verify('ada', good)).toBeNull();
    expect(await directory.verify('ada', `${good} 2`)).toMatchObject({ id, mustChangePassword: false });
  });

  test('a token comes in as its owner, limited to its grants, until it is revoked', async () => {
    const { own, authenticator, invite, store, noted, clock, directory } = await open(openStore);
    const { self, id } = await invite('ada');
    const { token, text } = await own.addToken({ name: 'export', grants: ['see-floor'], days: 30 }, self);
    expect(text).toMatch(/^cb_[\w-]{43}$/);
    expect(JSON.stringify(await store.db.selectFrom('api_tokens').selectAll().execute())).not.toContain(text.slice(3));
    const headers = new Headers({ authorization: `Bearer ${text}`, 'x-callboard-address': '10.9.9.9' });
    const session = await authenticator.readSession(headers);
    expect(session?.principal).toMatchObject({
      kind: 'token',
      accountId: id,
      grants: ['see-floor'],
      name: 'ada (export)',
    });
    expect(session?.expiresAt).toBe(start + 30 * dayMs);
    await clock.advance(2000);
    await expect
      .poll(async () => (await store.db.selectFrom('api_tokens').selectAll().execute())[0]?.last_used_at)
      .toBe(start);
    const gone: string[] = [];
    directory.onChange((accountId) => gone.push(accountId));
    expect(await refusal(own.revokeToken(token.id, asker({ ...self.principal, accountId: 'another' })))).toMatchObject({
      code: 'not-found',
    });
    expect(await authenticator.isStillGood(session!)).toBe(true);
    await own.revokeToken(token.id, self);
    expect([await authenticator.authenticate(headers), await authenticator.isStillGood(session!)]).toEqual([
      null,
      false,
    ]);
    expect(gone).toEqual([id]);
    expect(own.tokens(self)).toEqual([]);
    expect(noted.slice(2).map(({ action, outcome, address }) => `${action} ${outcome} ${address}`)).toEqual([
      'token.create done 10.0.0.1',
      'token.use done 10.9.9.9',
      'token.revoke refused 10.0.0.1',
      'token.revoke done 10.0.0.1',
      'token.use refused 10.9.9.9',
    ]);
    expect(JSON.stringify(noted)).not.toContain(text.slice(3));
  });

  test('a token can be made for no more than its owner may do, and dies with its time or its owner', async () => {
    const { own, authenticator, invite, clock, directory, admin, by, noted } = await open(openStore);
    const { self, id } = await invite('ada');
    const words = await refusal(own.addToken({ name: 'x', grants: ['see-floor', 'edit-accounts'], days: null }, self));
    expect(words).toMatchObject({ words: expect.stringMatching(/^grants .*edit-accounts/) });
    const bearer = async (days: 30 | null) => {
      const { text } = await own.addToken({ name: 'x', grants: ['see-history'], days }, self);
      return () => authenticator.authenticate(new Headers({ authorization: `Bearer ${text}` }));
    };
    const [short, long] = [await bearer(30), await bearer(null)];
    clock.jump(30 * dayMs - 1);
    expect(await short()).not.toBeNull();
    clock.jump(1);
    expect(await short()).toBeNull();
    expect(await long()).toMatchObject({ role: 'lead' });
    await admin.change(id, { revision: (await directory.find(id))!.revision, role: 'agent' }, by);
    expect(await long()).toMatchObject({ role: 'agent' });
    await directory.setDisabled(id, true);
    for (let turn = 0; turn < 20; turn += 1) expect(await long()).toBeNull();
    const refused = noted.filter(({ action, reason }) => action === 'token.use' && reason === 'disabled account');
    expect(refused).toMatchObject([{ actor: { kind: 'token', accountId: id, name: 'x' }, outcome: 'refused' }]);
  });

  test('whoever shows a token is nobody else, whatever cookie comes with it', async () => {
    const { accounts, authenticator, directory, root, noted } = await open(openStore);
    const cookie = (await accounts.issueSession((await directory.find(root.id))!)).split(';')[0]!;
    for (const wrong of ['cb_', 'cb_x', `cb_${'x'.repeat(43)}`, `cb_${'x'.repeat(100_000)}`])
      expect(await authenticator.authenticate(new Headers({ authorization: `Bearer ${wrong}`, cookie }))).toBeNull();
    expect(noted.filter(({ action }) => action === 'token.use')).toHaveLength(1);
  });
});

test('without a database people stay who they are, and changes are refused in words', async () => {
  const store = { away: false };
  const { createMemoryShelf } = await import('./memory-shelf');
  const { openDirectory } = await import('./open-directory');
  const { createAccountsDesk } = await import('./accounts-desk');
  const shelf = createMemoryShelf();
  const away = async () => {
    throw new StoreError('unavailable', null);
  };
  const flaky = {
    ...shelf,
    stamp: () => (store.away ? away() : shelf.stamp()),
    update: (...given: Parameters<typeof shelf.update>) => (store.away ? away() : shelf.update(...given)),
  };
  const clock = createFakeClock(start);
  const { log } = createFakeLog();
  const directory = await openDirectory({ shelf: flaky, dataDir: '', admin: null, demoAccounts: true, clock, log });
  const invitations = { openUntil: away, withdraw: away, make: away } as never;
  const desk = createAccountsDesk({ directory, invitations, audit: { note: () => {} } });
  store.away = true;
  await clock.advance(60_000);
  expect(await directory.verify('lead', 'callboard-demo')).toMatchObject({ id: 'demo-lead' });
  const by = { principal: { kind: 'user', accountId: 'demo-admin', name: 'Admin' } as const, address: null };
  expect(await refusal(desk.change('demo-lead', { revision: 1, name: 'x' }, by))).toEqual({
    code: 'unavailable',
    words: 'The database does not answer: nothing was changed. Try again in a while.',
  });
  expect(await desk.list()).toHaveLength(5);
  store.away = false;
  expect(await desk.change('demo-lead', { revision: 1, name: 'x' }, by)).toMatchObject({ name: 'x', revision: 2 });
  directory.stop();
});
