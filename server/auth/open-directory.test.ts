import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { demoPassword, openDirectory } from './open-directory';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-accounts-'));
  folders.push(folder);
  return folder;
}

const admin = { username: 'Root', password: 'correct horse' };

test('the first start makes one admin, the next ones need not be told', async () => {
  const dataDir = join(await newFolder(), 'new', 'data');
  const first = await openDirectory({ dataDir, admin, demoAccounts: false });
  const account = await first.verify('root', 'correct horse');
  expect(account).toMatchObject({ username: 'Root', role: 'admin', version: 1, disabled: false });
  const later = await openDirectory({ dataDir, admin: null, demoAccounts: false });
  expect(await later.verify(' ROOT ', 'correct horse')).toEqual(account);
  const again = await openDirectory({ dataDir, admin: { username: 'other', password: 'x' }, demoAccounts: false });
  expect(await again.verify('other', 'x')).toBeNull();
});

test('without accounts and without an admin the start stops, and says what to set', async () => {
  const settings = { dataDir: await newFolder(), admin: null, demoAccounts: false };
  await expect(openDirectory(settings)).rejects.toThrow(
    /CALLBOARD_ADMIN_USER: is needed, with CALLBOARD_ADMIN_PASSWORD/,
  );
});

test('a data directory that cannot be made or read stops the start by the name of its variable', async () => {
  const file = join(await newFolder(), 'a-file');
  await writeFile(file, '');
  for (const dataDir of [file, join(file, 'below'), '/proc/nowhere/below'])
    await expect(openDirectory({ dataDir, admin, demoAccounts: false })).rejects.toThrow(
      /CALLBOARD_DATA: .* cannot be (read|made) \((ENOTDIR|ENOENT)\)/,
    );
});

test('the file is its owner’s alone, holds no password, and nothing else is left behind', async () => {
  const dataDir = await newFolder();
  await openDirectory({ dataDir, admin, demoAccounts: false });
  const path = join(dataDir, 'accounts.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('$argon2id$');
  expect(text).not.toContain('correct horse');
  expect(await readdir(dataDir)).toEqual(['accounts.json']);
});

test('a file that is broken stops the start instead of making a new admin', async () => {
  const dataDir = await newFolder();
  const path = join(dataDir, 'accounts.json');
  for (const text of ['{', '{"accounts":[{"id":"1"}]}']) {
    await writeFile(path, text);
    await expect(openDirectory({ dataDir, admin, demoAccounts: false })).rejects.toThrow(/accounts\.json/);
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});

test('unknown name, wrong password and disabled account are one answer', async () => {
  const directory = await openDirectory({ dataDir: '', admin: null, demoAccounts: true });
  expect(await directory.verify('nobody', demoPassword)).toBeNull();
  expect(await directory.verify('agent', 'wrong')).toBeNull();
  expect(await directory.verify('agent', demoPassword)).toMatchObject({ id: 'demo-agent', role: 'agent' });
  await directory.setDisabled('demo-agent', true);
  expect(await directory.verify('agent', demoPassword)).toBeNull();
});

test('a change raises the version and is told', async () => {
  const directory = await openDirectory({ dataDir: '', admin: null, demoAccounts: true });
  const told: string[] = [];
  const end = directory.onChange((id) => told.push(id));
  await directory.setDisabled('demo-lead', true);
  end();
  await directory.setDisabled('demo-lead', false);
  expect(told).toEqual(['demo-lead']);
  expect(await directory.find('demo-lead')).toMatchObject({ version: 3, disabled: false });
  expect(await directory.find('demo-lead')).not.toHaveProperty('passwordHash');
  await expect(directory.add({ ...admin, username: 'LEAD', name: 'x', role: 'lead' })).rejects.toThrow(/already/);
});
