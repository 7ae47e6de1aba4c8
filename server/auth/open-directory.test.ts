import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createAccountsRepository } from '@/server/store/accounts-repository';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { openDemoDirectory } from './open-demo-directory';
import { type DirectorySettings, demoPassword, openDirectory } from './open-directory';

const folders: string[] = [];
const directories: { stop(): void }[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) directory.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-accounts-'));
  folders.push(folder);
  return folder;
}

const admin = { username: 'Root', password: 'correct horse' };

async function openOn(store: Store, settings: Partial<DirectorySettings> = {}) {
  const { log, lines } = createFakeLog();
  const clock = createFakeClock(1_800_000_000_000);
  const shelf = createAccountsRepository(store);
  const dataDir = settings.dataDir ?? (await newFolder());
  const directory = await openDirectory({ shelf, dataDir, admin: null, demoAccounts: false, clock, log, ...settings });
  directories.push(directory);
  return { directory, lines, clock, shelf };
}

eachEngine((open) => {
  test('the first start makes one admin, who has to choose a password; the next ones need not be told', async () => {
    const store = await open();
    const { directory } = await openOn(store, { admin });
    const account = await directory.verify('root', 'correct horse');
    expect(account).toMatchObject({ username: 'Root', role: 'admin', version: 1, mustChangePassword: true });
    const { directory: later } = await openOn(store);
    expect(await later.verify(' ROOT ', 'correct horse')).toEqual(account);
    const { directory: again } = await openOn(store, { admin: { username: 'other', password: 'x' } });
    expect(await again.verify('other', 'x')).toBeNull();
  });

  test('without accounts and without an admin the start stops, and says what to set', async () => {
    await expect(openOn(await open())).rejects.toThrow(
      /CALLBOARD_ADMIN_USER: is needed, with CALLBOARD_ADMIN_PASSWORD/,
    );
  });

  test('what is kept is a hash; what is found does not hold even that', async () => {
    const store = await open();
    const { directory } = await openOn(store, { admin });
    const [row] = await store.db.selectFrom('accounts').selectAll().execute();
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(directory.list())).not.toContain('argon2');
  });

  test('what a file of accounts holds is taken over once, and the file is renamed', async () => {
    const [store, dataDir] = [await open(), await newFolder()];
    const path = join(dataDir, 'accounts.json');
    const old = { id: 'a1', username: 'Ada', name: 'Ada L', role: 'lead', version: 4, disabled: false };
    await writeFile(path, JSON.stringify({ accounts: [{ ...old, passwordHash: await hash('an old password') }] }));
    const { directory, lines } = await openOn(store, { dataDir });
    expect(await directory.verify('ada', 'an old password')).toMatchObject({ ...old, mustChangePassword: false });
    expect(lines.map(({ message }) => message)).toContain('The accounts of accounts.json were taken over');
    await expect(access(path)).rejects.toThrow('ENOENT');
    expect(await readFile(`${path}.imported`, 'utf8')).toContain('Ada L');
    const { directory: later } = await openOn(store, { dataDir });
    expect(later.list()).toHaveLength(1);
  });

  test('a file that is broken stops the start instead of making a new admin', async () => {
    const [store, dataDir] = [await open(), await newFolder()];
    const path = join(dataDir, 'accounts.json');
    for (const text of ['{', '{"accounts":[{"id":"1"}]}']) {
      await writeFile(path, text);
      await expect(openOn(store, { dataDir, admin })).rejects.toThrow(/accounts\.json is not an accounts file/);
      expect(await readFile(path, 'utf8')).toBe(text);
    }
  });

  test('the demo’s sign-ins are gone when the same store is opened in earnest', async () => {
    const store = await open();
    const { directory: demo } = await openOn(store, { demoAccounts: true });
    expect(await demo.verify('admin', demoPassword)).toMatchObject({ id: 'demo-admin', mustChangePassword: false });
    const { directory } = await openOn(store, { admin });
    expect(directory.list().map(({ username }) => username)).toEqual(['Root']);
    await expect(openOn(store, { demoAccounts: true })).rejects.toThrow(/give the demo a data directory of its own/);
  });

  test('what another process changes is noticed within seconds, and told', async () => {
    const store = await open();
    const { directory, clock } = await openOn(store, { admin });
    const { directory: other } = await openOn(store);
    const told: string[] = [];
    directory.onChange((id) => told.push(id));
    const { id } = directory.list()[0]!;
    const added = await other.add({ username: 'ada', name: 'Ada', role: 'admin', password: 'x' });
    await other.setDisabled(id, true);
    await clock.advance(5000);
    await expect.poll(() => told.sort()).toEqual([id, added.id].sort());
    expect(await directory.find(id)).toMatchObject({ disabled: true, version: 2 });
    expect(await directory.verify('ada', 'x')).toMatchObject({ id: added.id });
  });

  test('two who change the same account at once: the second is told, and sees what the first did', async () => {
    const store = await open();
    const { directory } = await openOn(store, { admin });
    const { directory: other } = await openOn(store);
    const { id } = directory.list()[0]!;
    expect(await other.change(id, 1, { name: 'Theirs' })).toMatchObject({ ok: true, account: { revision: 2 } });
    expect(await directory.change(id, 1, { name: 'Mine' })).toEqual({ ok: false, reason: 'stale' });
    expect(await directory.find(id)).toMatchObject({ name: 'Theirs', revision: 2, version: 1 });
    expect(await directory.change(id, 2, { name: 'Mine' })).toMatchObject({ ok: true, account: { name: 'Mine' } });
  });

  test('of two admins who disable each other at once one stays', async () => {
    const { directory } = await openOn(await open(), { admin });
    const other = await directory.add({ username: 'ada', name: 'Ada', role: 'admin', password: 'x' });
    const ids = [directory.list()[0]!.id, other.id];
    const results = await Promise.all(ids.map((id) => directory.change(id, null, { disabled: true })));
    expect(results.map((result) => result.ok || result.reason)).toEqual([true, 'last-admin']);
    expect(await directory.change(ids[1]!, null, { role: 'lead' })).toMatchObject({ reason: 'last-admin' });
    expect(await directory.change(ids[1]!, null, { password: null })).toMatchObject({ reason: 'last-admin' });
  });

  test('names that differ in case, width or blanks only are one', async () => {
    const { directory } = await openOn(await open(), { admin });
    for (const username of ['ROOT', ' root ', 'ｒｏｏｔ'])
      await expect(directory.add({ username, name: 'x', role: 'lead', password: 'x' })).rejects.toThrow(/already/);
  });
});

test('unknown name, wrong password and disabled account are one answer', async () => {
  const directory = await openDemoDirectory();
  expect(await directory.verify('nobody', demoPassword)).toBeNull();
  expect(await directory.verify('agent', 'wrong')).toBeNull();
  expect(await directory.verify('agent', demoPassword)).toMatchObject({ id: 'demo-agent', role: 'agent' });
  await directory.setDisabled('demo-agent', true);
  expect(await directory.verify('agent', demoPassword)).toBeNull();
});

test('a change of rights raises the version and is told; a new name is no reason to come in anew', async () => {
  const directory = await openDemoDirectory();
  const told: string[] = [];
  const end = directory.onChange((id) => told.push(id));
  await directory.setDisabled('demo-lead', true);
  end();
  await directory.setDisabled('demo-lead', false);
  expect(told).toEqual(['demo-lead']);
  expect(await directory.find('demo-lead')).toMatchObject({ version: 3, disabled: false });
  await directory.change('demo-lead', null, { name: 'New', role: 'lead', scope: 'all' });
  expect(await directory.find('demo-lead')).toMatchObject({ version: 3, name: 'New' });
  await directory.change('demo-lead', null, { scope: { sources: ['milan'], queues: [], teams: [] } });
  expect(await directory.find('demo-lead')).toMatchObject({ version: 4 });
});
