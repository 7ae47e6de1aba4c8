import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeSource } from '@/server/polling/fake-vendor';
import { findJsonError } from './find-json-error';
import { SetupError } from './setup-error';
import { parseSources, readSourcesFile } from './sources-file';

const acme = {
  ...createFakeSource().vendor,
  http: ({ baseUrl, caFile }: { baseUrl: string; caFile?: string }) => ({ baseUrl, caFile }),
  settings: z.strictObject({
    baseUrl: z.url(),
    answerWithinSeconds: z.number().positive().max(600).default(20),
    auth: z.enum(['basic', 'gateway']).default('basic'),
    queues: z.union([z.literal('*'), z.array(z.string()).min(1)]).default('*'),
    caFile: z.string().optional(),
  }),
  secrets: z.strictObject({ user: z.string().min(1), password: z.string(), apiKey: z.string().optional() }),
  check: (settings: { auth: string }, secrets: { apiKey?: string }) =>
    settings.auth === 'gateway' && !secrets.apiKey
      ? [{ path: 'secrets.apiKey', message: 'is needed where "auth" is "gateway"' }]
      : [],
};

const env = { QM_USER: 'robot', QM_PASSWORD: 'Zq8-secret', HOST: 'qm.example' };
const context = {
  vendors: { acme, fake: createFakeSource().vendor },
  env,
  tryDoor: ({ caFile }: { caFile?: string }) => {
    if (caFile === 'absent.pem') throw new Error('ENOENT: absent.pem');
  },
};

const milan = {
  id: 'milan',
  name: 'Milan',
  vendor: 'acme',
  pollEverySeconds: 2,
  settings: { baseUrl: 'https://qm.example/queuemetrics' },
  secrets: { user: `\${QM_USER}`, password: `\${QM_PASSWORD}` },
};

function parse(sources: unknown[]) {
  return parseSources(JSON.stringify({ sources }), 'sources.json', context as never);
}

function problems(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    expect(error.message).not.toContain('Zq8-secret');
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  throw new Error('Nothing was wrong');
}

describe('a good file', () => {
  it('gives sources with defaults and secrets filled in', () => {
    expect(parse([milan])).toEqual([
      {
        id: 'milan',
        name: 'Milan',
        vendor: acme,
        pollEverySeconds: 2,
        settings: { baseUrl: 'https://qm.example/queuemetrics', answerWithinSeconds: 20, auth: 'basic', queues: '*' },
        secrets: { user: 'robot', password: 'Zq8-secret' },
        written: { settings: milan.settings, secretNames: ['user', 'password'] },
      },
    ]);
  });

  it('may fill in settings too, inside a string, and keep a plain ${', () => {
    const [source] = parse([
      {
        ...milan,
        settings: { baseUrl: `https://\${HOST}/qm` },
        secrets: { user: 'a', password: `$\${x}-\${QM_USER}` },
      },
    ]);
    expect(source?.settings).toMatchObject({ baseUrl: 'https://qm.example/qm' });
    expect(source?.secrets).toEqual({ user: 'a', password: `\${x}-robot` });
  });

  it('may hold no sources, and begin with a byte order mark', () => {
    expect(parse([])).toEqual([]);
    expect(parseSources('\uFEFF{"sources":[]}', 'sources.json', context as never)).toEqual([]);
  });
});

describe('what is wrong is named by its path, with what would be right and never the value', () => {
  it.each([
    [
      { ...milan, settings: { baseUrl: 'Zq8-secret' } },
      'sources[0].settings.baseUrl: must be an address such as https',
    ],
    [{ ...milan, settings: {} }, 'sources[0].settings.baseUrl: is missing: expected string'],
    [
      { ...milan, settings: { ...milan.settings, answerWithinSeconds: '20' } },
      'sources[0].settings.answerWithinSeconds: must be number',
    ],
    [
      { ...milan, settings: { ...milan.settings, answerWithinSeconds: 601 } },
      'sources[0].settings.answerWithinSeconds: must be at most 600',
    ],
    [{ ...milan, settings: { ...milan.settings, auth: 'Zq8-secret' } }, 'settings.auth: must be one of basic, gateway'],
    [{ ...milan, settings: { ...milan.settings, queues: 5 } }, 'settings.queues: must be one of *, or must be array'],
    [{ ...milan, settings: { ...milan.settings, baseURL: 'x' } }, 'settings.baseURL: there is no such setting'],
    [{ ...milan, settings: { ...milan.settings, auth: 'gateway' } }, 'sources[0].secrets.apiKey: is needed where'],
    [{ ...milan, settings: { ...milan.settings, caFile: 'absent.pem' } }, 'settings.caFile: must name a PEM file'],
    [{ ...milan, secrets: { user: '', password: 'x' } }, 'sources[0].secrets.user: must not be empty'],
    [
      { ...milan, secrets: { user: `\${NOT_SET}`, password: 'Zq8-secret' } },
      'sources[0].secrets.user: the environment variable NOT_SET is not set',
    ],
    [{ ...milan, vendor: 'acne' }, 'sources[0].vendor: must be one of acme, fake'],
    [{ ...milan, vendor: 'constructor' }, 'sources[0].vendor: must be one of acme, fake'],
    [{ ...milan, id: 'mi/lan' }, 'sources[0].id: must be letters, digits'],
    [{ ...milan, id: 'callboard' }, 'sources[0].id: must not be "callboard"'],
    [{ ...milan, name: ' ' }, 'sources[0].name: must not be empty'],
    [{ ...milan, pollEverySeconds: 0 }, 'sources[0].pollEverySeconds: must be at least 0.5'],
    [{ ...milan, pollEverySeconds: '2' }, 'sources[0].pollEverySeconds: must be number'],
    [{ ...milan, polEverySeconds: 2 }, 'sources[0].polEverySeconds: there is no such setting'],
    ['milan', 'sources[0]: must be object'],
  ])('%#: %j', (source, wanted) => {
    const found = problems(() => parse([source]));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(wanted);
  });

  it('all at once, over all sources', () => {
    const found = problems(() => parse([{ ...milan, id: 'a b' }, milan, { ...milan, settings: {}, secrets: {} }]));
    expect(found.map((line) => line.split(':')[0])).toEqual([
      'sources[0].id',
      'sources[2].settings.baseUrl',
      'sources[2].secrets.user',
      'sources[2].secrets.password',
      'sources[2].id',
    ]);
    expect(found.at(-1)).toContain('sources[1] has the same one');
  });

  it('a file of another form', () => {
    const text = (value: unknown) => () => parseSources(JSON.stringify(value), 'sources.json', context as never);
    expect(problems(text([milan]))[0]).toContain('must be object');
    expect(problems(text({}))).toEqual(['sources: is missing: expected array']);
    expect(problems(text({ source: [], sources: [] }))[0]).toContain('source: there is no such setting');
  });
});

describe('the file itself', () => {
  it('that is missing or a folder is named with its variable', () => {
    expect(problems(() => readSourcesFile('/nowhere/sources.json', context as never))[0]).toMatch(
      /^CALLBOARD_SOURCES: cannot be read \(ENOENT\)/,
    );
    expect(problems(() => readSourcesFile(tmpdir(), context as never))[0]).toContain('EISDIR');
  });

  it('is read from the disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callboard-sources-'));
    try {
      writeFileSync(join(folder, 's.json'), JSON.stringify({ sources: [milan] }));
      expect(readSourcesFile(join(folder, 's.json'), context as never)).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['', 1, 1],
    ['{\n  "sources": [\n    { "id": "milan", }\n  ]\n}', 3, 22],
    ['{\n  "sources": [\n  ],\n}', 4, 1],
    ['{ "sources": [] "x": 1 }', 1, 17],
    ['{ "a": "Zq8-secret }', 1, 8],
    ['{ sources: [] }', 1, 3],
    ['{ "a": 01 }', 1, 9],
    ['{ "a": tru }', 1, 8],
    ['{ "a": 1', 1, 9],
    ['// note\n{}', 1, 1],
    ['{} {}', 1, 4],
  ])('broken JSON %j is told with line and column', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonError(text)).toEqual({ line, column });
    const found = problems(() => parseSources(text, 'sources.json', context as never));
    expect(found).toEqual([`sources.json: is not JSON at line ${line}, column ${column}`]);
  });
});
