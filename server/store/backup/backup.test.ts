import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { eachEngine } from '@/server/store/each-engine';
import { openStore } from '@/server/store/open-store';
import type { Database } from '@/server/store/schema';
import { tableNames } from '@/server/store/schema/tables';
import type { Store } from '@/server/store/store';
import { restoreBackup } from './restore-backup';
import { writeBackup } from './write-backup';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callboard-backup-'));
  file = join(folder, 'backup.gz');
});
afterEach(() => rmSync(folder, { recursive: true }));

const odd = 'O’Brien "x" \\ \n <script>; drop table people; -- 😀 \u2028';
const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    name: `${odd} ${at}`,
    created_at: at,
    updated_at: 2 ** 52,
  }));

const queueFigures = {
  ...{ offered: 3, answered: null, answered_in_time: 0, abandoned: 1, short_abandoned: null, abandoned_in_time: 0 },
  ...{ answered_wait_ms: 2 ** 52, handling_ms: null, overflowed: 0 },
  ...{ waiting_ms: 1, serving_ms: 2, free_ms: 3, busy_ms: 4, wrap_up_ms: null, not_ready_ms: 0, paused_ms: 0 },
  ...{ known_ms: 60_000, today_known_ms: 1, waiting_known_ms: 2, agents_known_ms: 3 },
  ...{ waiting_max: 7, longest_wait_ms: null },
};
const agentFigures = {
  ...{ known_ms: 60_000, logged_out_ms: 0, ready_ms: 1, ringing_ms: 2, busy_ms: 3 },
  ...{ wrap_up_ms: 4, paused_ms: 5, not_ready_ms: 6, unknown_ms: 7 },
};
const ofDay = { day: '2026-03-04', day_at: 1_772_600_000_000 };
const part = { epoch: 'e', seq: 1, part: 0, parts: 1, at: 2 ** 52 };
const minute = { at: 60_000, epoch: 'e', hour_at: 0, ...ofDay };
const queue = { queue_id: 'milan/q', source_id: 'milan' };

/** A row or two in every table, with what is hard to carry in each. */
const rows: { readonly [Table in keyof Database]: readonly Database[Table][] } = {
  accounts: [1, 2].map((at) => ({
    id: `account-${at}`,
    username: `Ann ${at}`,
    username_key: `ann ${at}`,
    name: odd,
    role: 'admin',
    password_hash: null,
    revision: 1,
    version: at,
    disabled: 0,
    must_change_password: 1,
    email: null,
    extension: '0012',
    agents: '["milan/101"]',
    scope: '"all"',
    provider: null,
    subject: null,
    created_at: 1_800_000_000_000,
    updated_at: 0,
    last_sign_in_at: null,
  })),
  invitations: [
    {
      id: 'i',
      token_hash: 'h',
      account_id: 'account-2',
      expires_at: 5,
      created_by: odd,
      created_at: 1,
      used_at: null,
    },
  ],
  api_tokens: [
    {
      id: 't',
      account_id: 'account-1',
      name: odd,
      token_hash: 'h',
      grants: 'null',
      expires_at: null,
      created_at: 1,
      last_used_at: null,
      revoked_at: 3,
    },
  ],
  sources: [2.5, null].map((seconds, at) => ({
    id: `source-${at}`,
    name: odd,
    vendor: 'sinch',
    poll_every_seconds: seconds,
    settings: JSON.stringify({ odd }),
    secrets: 'AAAA',
    paused: 0,
    version: 1,
    created_at: 1,
    updated_at: 1,
  })),
  audit: [
    {
      id: '01',
      at: 1,
      actor_kind: 'user',
      actor_id: null,
      actor_name: odd,
      action: 'sign-in',
      target: null,
      outcome: 'done',
      reason: null,
      address: '::1',
      before_json: null,
      after_json: '{}',
    },
  ],
  people: people(2),
  person_agents: [{ agent_id: 'milan/1', person_id: 'p1', confirmed_by: 'a', confirmed_at: 1 }],
  person_rejections: [
    { agent_a: 'milan/1', agent_b: 'turin/1', rejected_by: 'a', at: 1 },
    { agent_a: 'milan/1', agent_b: 'turin/2', rejected_by: 'a', at: 2 },
  ],
  floor_deltas: [{ ...part, source_id: null, text: JSON.stringify({ odd }) }],
  floor_keyframes: [{ ...part, text: odd }],
  floor_marks: [{ name: 'trends', at: 1, text: odd }],
  history_queues: [{ ...queue, name: odd, zone: 'Europe/Rome' }],
  queue_minutes: [{ ...queue, ...minute, ...queueFigures }],
  queue_hours: [{ ...queue, at: 0, ...ofDay, ...queueFigures }],
  queue_days: [{ ...queue, day: ofDay.day, at: 0, ...queueFigures }],
  agent_minutes: [{ source_id: 'milan', ...minute, ...agentFigures }],
  agent_hours: [{ source_id: 'milan', at: 0, ...ofDay, ...agentFigures }],
  agent_days: [{ source_id: 'milan', day: ofDay.day, at: 0, ...agentFigures }],
  intents: [
    { id: 'callboard/1', account_id: 'a', requested_at: 2 ** 52, ended_at: null, record: odd, asked: '{}' },
    { id: 'callboard/2', account_id: 'a', requested_at: 1, ended_at: 2, record: '{}', asked: odd },
  ],
  borrows: [
    { id: 'b1', account_id: 'u1', due_at: 2 ** 52, ended_at: null, record: odd, owner: 'p1', owned_until: 2 ** 52 },
  ],
  command_requests: [{ account_id: 'a', request_id: odd, at: 1, digest: 'd', answer: odd }],
  config_changes: [
    {
      ...{ id: '01', at: 2 ** 52, account_id: 'a', by_name: odd, request_id: odd, digest: 'd', source_id: 'milan' },
      ...{ kind: 'queue', edit_right: 'edit-queues', record_id: odd, parent_id: null, queue_id: null, label: odd },
      ...{ operation: 'remove', outcome: 'saved', reason: odd, before_json: '{}', after_json: null, answer: odd },
      ...{ kept: odd, undoes: null, undone_by: null },
    },
  ],
};

async function fill({ db }: Store): Promise<void> {
  for (const table of tableNames)
    await db
      .insertInto(table)
      .values(rows[table] as never)
      .execute();
}

async function contents({ db }: Store): Promise<object> {
  const all: Record<string, unknown> = {};
  for (const table of tableNames) all[table] = await db.selectFrom(table).selectAll().execute();
  return all;
}

const quiet = () => {};
const save = ({ db, engine }: Store, to = file) => writeBackup({ db, engine, file: to, madeAt: 1, progress: quiet });
const load = ({ db, engine }: Store, force = false) => restoreBackup({ db, engine, file, force, progress: quiet });
const count = Object.values(rows).reduce((sum, list) => sum + list.length, 0);

eachEngine((open, engine, openSqlite) => {
  test('a backup brings everything back as it was', async () => {
    const from = await open();
    await fill(from);
    expect(await save(from)).toBe(count);
    const to = await open();
    expect(await load(to)).toBe(count);
    expect(await contents(to)).toEqual(rows);
    await expect(to.db.deleteFrom('audit').execute()).rejects.toMatchObject({ code: 'refused' });
  });

  test.runIf(engine === 'postgres')('it goes from one engine to the other and back', async () => {
    const [first, between, last] = [await openSqlite(), await open(), await openSqlite()];
    await fill(first);
    await save(first);
    await load(between);
    expect(await contents(between)).toEqual(rows);
    await save(between, `${file}.2`);
    file = `${file}.2`;
    await load(last);
    expect(await contents(last)).toEqual(rows);
  });

  test('many rows and long ones go in pages, and none is left out', async () => {
    const from = await open();
    const many = people(12_345).map((row, at) => (at % 1000 === 0 ? { ...row, name: 'long '.repeat(100_000) } : row));
    for (let at = 0; at < many.length; at += 1000)
      await from.db
        .insertInto('people')
        .values(many.slice(at, at + 1000))
        .execute();
    await save(from);
    const to = await open();
    await load(to);
    const back = await to.db.selectFrom('people').selectAll().orderBy('created_at').execute();
    expect(back).toEqual(many);
  }, 60_000);

  test('what is written while a backup is made is wholly in it or not at all', async () => {
    const from = await open();
    await from.db.insertInto('people').values(people(500)).execute();
    let isDone = false;
    // A person and their agent come together: one without the other would not be restored.
    const writing = (async () => {
      for (let at = 1000; !isDone; at += 1) {
        const [person] = people(1);
        await from.db.transaction().execute(async (within) => {
          await within
            .insertInto('people')
            .values({ ...person!, id: `late${at}` })
            .execute();
          const agent = { agent_id: `milan/${at}`, person_id: `late${at}`, confirmed_by: 'a', confirmed_at: 1 };
          await within.insertInto('person_agents').values(agent).execute();
        });
      }
    })();
    await writeBackup({ db: from.reader, engine, file, madeAt: 1, progress: quiet });
    isDone = true;
    await writing;
    const to = await open();
    await load(to);
    const late = await to.db.selectFrom('people').select('id').where('id', 'like', 'late%').execute();
    expect(await to.db.selectFrom('person_agents').select('agent_id').execute()).toHaveLength(late.length);
  });

  test('a store that holds something is left alone, unless it is to be replaced', async () => {
    const from = await open();
    await fill(from);
    await save(from);
    const to = await open();
    await fill(to);
    await to.db.insertInto('people').values({ id: 'kept', name: 'Kept', created_at: 1, updated_at: 1 }).execute();
    const before = await contents(to);
    await expect(load(to)).rejects.toThrow(/holds data already \(accounts\); --force replaces all of it$/);
    expect(await contents(to)).toEqual(before);
    await load(to, true);
    expect(await contents(to)).toEqual(rows);
  });

  describe('a file that is no whole backup is told in words, and changes nothing', () => {
    const header = { callboard: 'backup', version: 1, madeAt: 1, migrations: ['0001-accounts'] };
    const lines = (...all: unknown[]) => gzipSync(all.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const person = { table: 'people', row: people(1)[0] };
    const newer = { ...header, migrations: ['0001-accounts', '0999-later'] };
    const good = (...rest: unknown[]) =>
      lines({ ...header, migrations: ['0001-accounts', '0002-sources', '0003-audit', '0004-people'] }, ...rest);
    test.each<readonly [string, Buffer, RegExp]>([
      ['empty', Buffer.alloc(0), /backup\.gz (is cut short|holds nothing)$/],
      ['nothing, zipped', gzipSync(''), /backup\.gz holds nothing$/],
      ['not zipped', Buffer.from('Dear diary'), /backup\.gz is no backup of Callboard, or is damaged$/],
      ['something else', gzipSync('{"hello":1}\n'), /backup\.gz is no backup of Callboard$/],
      ['of another kind', lines({ ...header, version: 2 }, { rows: 0 }), /is no backup of Callboard$/],
      ['of a newer release', lines(newer, { rows: 0 }), /the backup: holds data of a newer Callboard \(0999-later\)/],
      ['without its end', good(person), /backup\.gz is cut short$/],
      ['of which rows are missing', good(person, { rows: 2 }), /holds 1 rows instead of 2$/],
      ['with a broken line', gzipSync(`${gunzipSync(good(person))}{"table":"peo`), /is damaged after 1 rows$/],
      ['with a table nobody knows', good({ table: 'sqlite_schema', row: {} }), /is damaged after 0 rows$/],
      ['with a nested value', good({ table: 'people', row: { id: ['x'] } }), /is damaged after 0 rows$/],
      ['cut', good(...people(200).map((row) => ({ table: 'people', row }))).subarray(0, 400), /is cut short$/],
    ])('%s', async (_what, bytes, words) => {
      writeFileSync(file, bytes);
      const to = await open();
      await to.db.insertInto('people').values(people(3)).execute();
      await expect(load(to, true)).rejects.toThrow(words);
      expect(await to.db.selectFrom('people').selectAll().orderBy('id').execute()).toEqual(people(3));
    });

    test('with a column that is not there', async () => {
      writeFileSync(
        file,
        good({ table: 'people', row: { ...people(1)[0], 'x"; drop table people; --': 1 } }, { rows: 1 }),
      );
      const to = await open();
      await expect(load(to)).rejects.toThrow(/no column|does not exist/);
      expect(await to.db.selectFrom('people').selectAll().execute()).toEqual([]);
    });
  });

  test('one of an older release is brought up to date', async () => {
    const { agents: _, ...account } = rows.accounts[0]!;
    const old = { callboard: 'backup', version: 1, madeAt: 1, migrations: ['0001-accounts'] };
    const text = [old, { table: 'accounts', row: account }, { rows: 1 }].map((line) => JSON.stringify(line)).join('\n');
    writeFileSync(file, gzipSync(text));
    const to = await open();
    await load(to);
    expect(await contents(to)).toMatchObject({ accounts: [{ ...account, agents: '[]' }], people: [], audit: [] });
  });
});

describe('the commands', () => {
  const root = join(import.meta.dirname, '../../..');
  /** Bundled as the build does it, where it finds its packages. */
  let bundled: string;
  beforeAll(async () => {
    bundled = mkdtempSync(join(root, 'node_modules/.callboard-backup-'));
    writeFileSync(join(bundled, 'package.json'), '{"type":"module"}');
    await build({
      absWorkingDir: root,
      entryPoints: {
        backup: 'server/store/backup/backup-main.ts',
        restore: 'server/store/backup/restore-main.ts',
        'store-worker': 'server/store/sqlite/store-worker.js',
      },
      outdir: bundled,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      alias: { '@': root },
    });
  }, 30_000);
  afterAll(() => rmSync(bundled, { recursive: true }));

  function run(script: string, args: readonly string[], dataDir: string) {
    const env = { ...process.env, CALLBOARD_DATA: dataDir, DATABASE_URL: '' };
    const child = spawn(process.execPath, [script, ...args], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    return new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, said })),
    );
  }

  const openAt = (dataDir: string) =>
    openStore({ dataDir, databaseUrl: null, clock: systemClock, log: createFakeLog().log });

  test('back up beside a server that runs, restore when it has stopped, and say what they did', async () => {
    const [here, there] = [join(folder, 'here'), join(folder, 'there')];
    const server = await openAt(here);
    await fill(server);
    // How far it is comes before, where it takes longer than a second.
    expect(await run(join(bundled, 'backup.js'), [file], here)).toEqual({
      code: 0,
      said: expect.stringMatching(new RegExp(`(^|\n)${count} rows are in ${file}\n$`)),
    });
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    const again = await run(join(bundled, 'backup.js'), [file], here);
    expect(again).toEqual({ code: 1, said: expect.stringMatching(/backup\.gz is there already: choose another name/) });
    const refused = await run(join(bundled, 'restore.js'), [file, '--force'], here);
    expect(refused).toEqual({
      code: 1,
      said: expect.stringMatching(/here is in use by another Callboard: stop that one/),
    });
    await server.close();
    expect(await run(join(bundled, 'restore.js'), [file], there)).toEqual({
      code: 0,
      said: expect.stringMatching(new RegExp(`(^|\n)${count} rows are back from ${file}\n$`)),
    });
    const restored = await openAt(there);
    expect(await contents(restored)).toEqual(rows);
    await restored.close();
  }, 60_000);

  test('say how to be called, and what is not there', async () => {
    expect(await run(join(bundled, 'backup.js'), [], folder)).toEqual({
      code: 2,
      said: 'Name one file: npm run backup -- FILE\n',
    });
    const wrong = await run(join(bundled, 'restore.js'), [file, '--quickly'], folder);
    expect(wrong).toEqual({ code: 2, said: 'Name one file: npm run restore -- FILE [--force]\n' });
    const nothing = await run(join(bundled, 'backup.js'), [file], folder);
    expect(nothing).toEqual({
      code: 1,
      said: expect.stringMatching(/holds no callboard\.db: there is nothing to back up/),
    });
    const missing = await run(join(bundled, 'restore.js'), [file], folder);
    expect(missing).toEqual({ code: 1, said: `${file} is not there: check the path\n` });
  }, 60_000);

  test('say what to do where there is nothing to run', async () => {
    mkdirSync(join(folder, 'scripts'));
    const script = join(folder, 'scripts/store-command.mjs');
    copyFileSync(join(root, 'scripts/store-command.mjs'), script);
    const said = 'Callboard is not built yet: run "npm run build" first.\n';
    expect(await run(script, ['backup', file], folder)).toEqual({ code: 1, said });
  });
});

test('a backup that fails leaves nothing behind', async () => {
  const store = await openStore({ dataDir: folder, databaseUrl: null, clock: systemClock, log: createFakeLog().log });
  await fill(store);
  const progress = () => {
    throw new Error('Stopped');
  };
  const { db, engine } = store;
  await expect(writeBackup({ db, engine, file, madeAt: 1, progress })).rejects.toThrow('Stopped');
  expect([file, `${file}.part`].filter((path) => existsSync(path))).toEqual([]);
  await save(store);
  expect(gunzipSync(readFileSync(file)).toString().split('\n')[0]).toMatch(/^\{"callboard":"backup","version":1/);
  await store.close();
});
