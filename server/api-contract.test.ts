import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type ApiKey, api } from '@/lib/protocol/api';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import { openApiOf } from '@/lib/protocol/api/open-api';
import { openAppForTests, routeFiles } from './app-for-tests';
import { sample } from './push/sample-records';

/** Asked by load balancers, not by callers of the API. */
const outside = ['app/api/health/route.ts'];
const keys = Object.keys(api) as ApiKey[];
const endpointOf = (key: ApiKey): Endpoint => api[key];
const root = join(import.meta.dirname, '..');

test('every route handler is in the contract, and everything in the contract has one', () => {
  const served = routeFiles()
    .filter((file) => !outside.includes(file))
    .flatMap((file) => {
      const path = file
        .slice(3)
        .replace(/\/route\.tsx?$/, '')
        .replace(/\[(\w+)\]/g, '{$1}');
      const source = readFileSync(join(root, file), 'utf8');
      const exported = [
        ...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm),
      ];
      return exported.map(([, method]) => `${method} ${path}`);
    });
  expect(served.sort()).toEqual([...keys].sort());
});

describe('what is really answered', () => {
  let app: Awaited<ReturnType<typeof openAppForTests>>;
  beforeAll(async () => {
    app = await openAppForTests();
    const agent = (id: string) => sample('agents', id, { name: 'Anna Rossi' });
    for (const id of ['milan', 'lucca', 'oslo']) {
      const agents = new Map([[`${id}/1`, agent(`${id}/1`)]]);
      const queues = new Map([[`${id}/q`, sample('queues', `${id}/q`)]]);
      app.app.keeper.commit(id, { source: sample('sources', id), tables: { agents, queues } });
    }
    const reply = await app.ask({ role: 'admin' }, 'POST', '/api/people', {
      links: [{ agentIds: ['milan/1', 'lucca/1'] }],
    });
    expect(reply.status).toBe(200);
  });
  afterAll(() => app.close());

  test.each(keys.filter((key) => key.startsWith('GET ')))('%s', async (key) => {
    const path = key.slice(4).replace(/\{\w+\}/g, 'nobody');
    const reply = await app.ask({ role: 'admin', accountId: 'demo-admin' }, 'GET', path);
    const body = await reply.json();
    if (key.includes('{') && reply.status === 404) return expect(body).toMatchObject({ ok: false, code: 'not-found' });
    expect(reply.status).toBe(200);
    // What a schema does not know it leaves out: nothing may be answered that the contract does not tell of.
    expect((endpointOf(key).reply as z.ZodType).parse(body)).toEqual(body);
  });

  test('the audit knows who linked whom', async () => {
    const reply = await app.ask({ role: 'admin' }, 'GET', '/api/audit?action=person.link');
    const { entries } = (await reply.json()) as { entries: unknown[] };
    expect(entries).toMatchObject([
      { actor: { name: 'admin' }, after: { agents: ['milan/1', 'lucca/1'] }, address: '127.0.0.1' },
    ]);
  });

  test('the audit knows who tried to change what they may not, once for many, and nothing of what they sent', async () => {
    const agent = { role: 'agent', name: 'curious' } as const;
    const scope = { sources: [], queues: ['lucca/q'], teams: [] };
    for (const id of ['milan', 'lucca'])
      await app.ask(agent, 'PUT', `/api/sources/${id}`, { secrets: { password: 'told to nobody' } });
    await app.ask(agent, 'GET', '/api/accounts');
    await app.ask({ role: 'supervisor', name: 'narrow', scope }, 'POST', '/api/sources/lucca/retry');
    const reply = await app.ask({ role: 'admin' }, 'GET', '/api/audit?outcome=refused');
    const text = await reply.text();
    expect(text).not.toContain('told to nobody');
    expect(JSON.parse(text).entries).toMatchObject([
      { actor: { name: 'narrow' }, action: 'api.call', target: 'POST /api/sources/lucca/retry' },
      {
        ...{ actor: { kind: 'user', accountId: 'id-curious', name: 'curious' }, action: 'api.call' },
        ...{ target: 'PUT /api/sources/milan', reason: 'not-allowed', address: '127.0.0.1', before: null, after: null },
      },
    ]);
  });

  test('an export is a file of all that matches, safe to open in a spreadsheet', async () => {
    const person = { role: 'admin', name: '=cmd|calc' } as const;
    await app.ask(person, 'GET', '/api/audit?format=ndjson');
    const reply = await app.ask(person, 'GET', '/api/audit?format=csv&action=audit');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain('attachment');
    const text = await reply.text();
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^time,actor kind,/);
    expect(lines).toHaveLength(Number(reply.headers.get('x-callboard-total')) + 1);
    expect(text).toContain(",'=cmd|calc,audit.export,");
  });
});

describe('the document', () => {
  const document = openApiOf(api, { version: '1.2.3', basePath: '/board' });

  test('tells every endpoint with its parameters, and points at nothing that is not there', () => {
    for (const key of keys) {
      const [method = '', path = ''] = key.split(' ');
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect([key, operation?.summary]).toEqual([key, endpointOf(key).summary]);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const told = operation?.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [];
      expect([key, told]).toEqual([key, inPath]);
      expect([key, operation?.requestBody !== undefined]).toEqual([key, endpointOf(key).body !== undefined]);
    }
    const text = JSON.stringify(document);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document);
      expect([pointer, target !== undefined]).toEqual([pointer, true]);
    }
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((one) => one.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells of limits, choices and what is usual, as requests are checked', () => {
    const parameters = document.paths['/api/audit']?.get?.parameters ?? [];
    const of = (name: string) => parameters.find((one) => one.name === name);
    expect(of('format')).toMatchObject({
      required: false,
      schema: { enum: ['json', 'csv', 'ndjson'], default: 'json' },
    });
    expect(of('text')).toMatchObject({ schema: { type: 'string', maxLength: 200 } });
    expect(document.servers).toEqual([{ url: '/board' }]);
  });
});
