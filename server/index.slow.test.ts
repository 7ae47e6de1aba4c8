import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const hidden = 'Zq8-hidden';
let folder: string;
/** Bundled as the build does it, once, and where it finds its packages. */
let bundled: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callboard-start-'));
  bundled = mkdtempSync(join(root, 'node_modules/.callboard-start-'));
  writeFileSync(join(bundled, 'package.json'), '{"type":"module"}');
  await build({
    absWorkingDir: root,
    entryPoints: { server: 'server/index.ts', 'store-worker': 'server/store/sqlite/store-worker.js' },
    outdir: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': root },
  });
}, 30_000);
afterAll(() => {
  for (const made of [folder, bundled]) rmSync(made, { recursive: true });
});

interface Ending {
  readonly code: number | null;
  readonly said: string;
  readonly logged: string;
}

/** The server as a process of its own, which is expected to end by itself. */
function start(env: Readonly<Record<string, string>>): Promise<Ending> {
  const good = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    CALLBOARD_SECRET: `${hidden}-of-more-than-thirty-two-letters`,
    CALLBOARD_ADMIN_USER: 'root',
    CALLBOARD_ADMIN_PASSWORD: `${hidden}-password`,
    CALLBOARD_DATA: mkdtempSync(join(folder, 'data-')),
    // What the store tells of its first start is no part of this.
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [join(bundled, 'server.js')], {
    env: { ...good, ...env } as unknown as NodeJS.ProcessEnv,
  });
  let [said, logged] = ['', ''];
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdout.on('data', (chunk) => {
    logged += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, logged })));
}

function sourcesFile(text: string): Record<string, string> {
  const file = join(mkdtempSync(join(folder, 'sources-')), 'sources.json');
  writeFileSync(file, text);
  return { CALLBOARD_SOURCES: file, QM_PASSWORD: hidden };
}

const milan = (changes: object) =>
  sourcesFile(
    JSON.stringify({
      sources: [
        {
          id: 'milan',
          name: 'Milan',
          vendor: 'queuemetrics',
          settings: { baseUrl: 'https://qm.example/queuemetrics' },
          secrets: { user: 'robot', password: `\${QM_PASSWORD}` },
          ...changes,
        },
      ],
    }),
  );

function fileInTheWay(): string {
  const file = join(folder, 'in-the-way');
  writeFileSync(file, '');
  return file;
}

function brokenAccounts(): string {
  const data = join(folder, 'broken');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'accounts.json'), `{"accounts":[{"passwordHash":"${hidden}"`);
  return data;
}

/** What is set wrongly, and what a person is then told. */
const wrong: readonly (readonly [string, () => Record<string, string>, RegExp])[] = [
  ['a port that is none', () => ({ PORT: `${hidden}` }), /PORT: must be a port: a whole number from 0 to 65535/],
  [
    'a short secret',
    () => ({ CALLBOARD_SECRET: hidden }),
    /CALLBOARD_SECRET: must be at least 32 characters; make one/,
  ],
  ['no admin', () => ({ CALLBOARD_ADMIN_USER: '', CALLBOARD_ADMIN_PASSWORD: '' }), /CALLBOARD_ADMIN_USER: is needed/],
  [
    'a database elsewhere',
    () => ({ DATABASE_URL: `postgres://someone:${hidden}@127.0.0.1:9/callboard` }),
    /DATABASE_URL: PostgreSQL cannot be used \(ECONNREFUSED\)/,
  ],
  ['data in a file', () => ({ CALLBOARD_DATA: fileInTheWay() }), /CALLBOARD_DATA: .*in-the-way.* must be a folder/],
  ['broken accounts', () => ({ CALLBOARD_DATA: brokenAccounts() }), /CALLBOARD_DATA: .*restore it from a backup/],
  [
    'no sources file',
    () => ({ CALLBOARD_SOURCES: join(folder, 'none') }),
    /CALLBOARD_SOURCES: cannot be read \(ENOENT\)/,
  ],
  ['broken JSON', () => sourcesFile(`{ "sources": [ "${hidden}" `), /sources\.json: is not JSON at line 1, column \d+/],
  [
    'a wrong path',
    () => milan({ settings: { baseUrl: hidden } }),
    /sources\[0\]\.settings\.baseUrl: must be an address/,
  ],
  [
    'a variable that is not set',
    () => ({ ...milan({}), QM_PASSWORD: '' }),
    /sources\[0\]\.secrets\.password: .*QM_PASSWORD/,
  ],
  [
    'a CA file that is none',
    () => milan({ settings: { baseUrl: 'https://qm.example', caFile: `/nowhere/${hidden}` } }),
    /sources\[0\]\.settings\.caFile: must name a PEM file/,
  ],
  [
    'a vendor nobody knows',
    () => milan({ vendor: hidden }),
    /sources\[0\]\.vendor: must be one of queuemetrics, sinch/,
  ],
];

test('whatever is set wrongly stops the start: named, with what would be right, without the value and without a stack', async () => {
  // Two at a time: each is a process that has to load everything.
  for (let at = 0; at < wrong.length; at += 2) {
    await Promise.all(
      wrong.slice(at, at + 2).map(async ([what, env, words]) => {
        const { code, said, logged } = await start(env());
        expect([what, code, logged]).toEqual([what, 1, '']);
        expect(said, what).toMatch(words);
        expect(said, what).not.toContain(hidden);
        expect(said, what).not.toMatch(/^\s+at /m);
        expect(said.trim().split('\n').length, what).toBe(2);
      }),
    );
  }
}, 120_000);
