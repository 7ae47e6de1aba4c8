import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiKey, api } from '@/lib/protocol/api';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import { openApiOf } from '@/lib/protocol/api/open-api';
import { replyCodes } from '@/lib/protocol/reply';
import { openAppForTests } from './app-for-tests';

let app: Awaited<ReturnType<typeof openAppForTests>>;
beforeAll(async () => {
  app = await openAppForTests();
});
afterAll(() => app.close());

const keys = Object.keys(api) as ApiKey[];
const endpointOf = (key: ApiKey): Endpoint => api[key];
const admin = { role: 'admin' } as const;

const script = '<script>alert(1)</script>';
const texts: Readonly<Record<string, string>> = {
  empty: '',
  blank: '   ',
  'over-long': 'x'.repeat(8000),
  'with a script tag': script,
  'with a null byte': 'a\u0000b',
  'with half a character': '\ud800',
  'of another type': '{"$gt":""}',
  'a path upwards': '../../etc/passwd',
  SQL: "' or 1=1 --",
  'somebody else’s id': 'lucca/somebody-else',
  'right to left': '\u202eabc',
  __proto__: '__proto__',
};
const values: readonly unknown[] = [
  ...Object.values(texts),
  ...[null, true, 0, -1, 1e308, [], {}, [[]], [null], { id: {} }],
  ...[[script], Array.from({ length: 500 }, () => 'x')],
];

/** Whatever was sent: an answer, or a refusal of the usual form that does not repeat what was sent. Never a fault of ours. */
async function expectSane(key: ApiKey, path: string, body?: unknown): Promise<void> {
  const method = key.slice(0, key.indexOf(' '));
  const reply = await app.ask(admin, method, path, body);
  const text = await reply.text();
  const sent = [key, path.slice(0, 100), JSON.stringify(body)?.slice(0, 100)];
  expect([...sent, reply.status < 500]).toEqual([...sent, true]);
  if (reply.status === 200) return;
  const refusal = JSON.parse(text) as { ok: boolean; code: (typeof replyCodes)[number]; problems?: unknown[] };
  expect([...sent, refusal.ok, replyCodes.includes(refusal.code)]).toEqual([...sent, false, true]);
  expect([...sent, text.includes(script), text.includes('x'.repeat(200))]).toEqual([...sent, false, false]);
  // An address that is none is refused at the gate, before there is a field to name.
  if (refusal.code === 'bad-request' && !path.includes('%00'))
    expect([...sent, refusal.problems?.length ?? 0]).not.toEqual([...sent, 0]);
}

const plainPath = (key: ApiKey) => key.slice(key.indexOf(' ') + 1).replace(/\{\w+\}/g, 'nobody');
const operationOf = (key: ApiKey) => {
  const [method = '', path = ''] = key.split(' ');
  return openApiOf(api, { version: '1', basePath: '' }).paths[path]?.[method.toLowerCase()];
};

describe.each(keys.filter((key) => endpointOf(key).params))('the path of %s', (key) => {
  test.each(Object.entries(texts).filter(([, text]) => text.trim() !== ''))('%s', async (_, text) => {
    const path = key.slice(key.indexOf(' ') + 1);
    // One at a time: all of them together would be more than a head may hold.
    for (const [name] of path.matchAll(/\{\w+\}/g)) {
      const part = encodeURIComponent(text.toWellFormed());
      const address = path.replace(name, part).replace(/\{\w+\}/g, 'nobody');
      await expectSane(key, address, endpointOf(key).body ? {} : undefined);
    }
  });
});

describe.each(keys.filter((key) => endpointOf(key).query))('the query of %s', (key) => {
  const names =
    operationOf(key)
      ?.parameters?.filter((one) => one.in === 'query')
      .map(({ name }) => name) ?? [];
  test.each([...names, 'unknown'])('%s', async (name) => {
    for (const text of Object.values(texts))
      await expectSane(key, `${plainPath(key)}?${new URLSearchParams([[name, text.toWellFormed()]])}`);
    await expectSane(key, `${plainPath(key)}?${name}=1&${name}=2&${name}[]=3`);
  });
});

describe.each(keys.filter((key) => endpointOf(key).body))('the body of %s', (key) => {
  test('is no JSON, not an object, or nested without end', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    for (const body of ['', '{', 'null', '"text"', '[]', '0', '{"__proto__":{"role":"admin"}}', deep])
      await expectSane(key, plainPath(key), body);
  });

  const schema = operationOf(key)?.requestBody?.content['application/json']?.schema as { properties?: object };
  test.each(Object.keys(schema?.properties ?? { body: 0 }))('%s', async (name) => {
    for (const value of values) await expectSane(key, plainPath(key), { [name]: value });
  });
});

test('nothing of it was a fault of ours', () => {
  expect(app.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
