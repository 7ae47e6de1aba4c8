import { once } from 'node:events';
import { request as ask, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authenticator } from '@/server/auth/authenticate';
import { createGate } from '@/server/auth/gate';
import { createRequestLimit, createRequestLimits } from '@/server/auth/request-limit';
import { createTrust } from '@/server/auth/trusted-proxies';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog, type LogLine } from '@/server/fake-log';
import { createHttpServer, listen } from '@/server/serve-http';
import type { HookRequest } from '@/server/vendors/receive';
import { createHookDesk, type HookDesk, type HookOutcome } from './hook-desk';
import { createHookDoor, type HookSeen } from './hook-door';

const milan = { id: 'milan', vendor: 'ringme', baseUrl: 'https://pbx.example', secrets: { clientSecret: 'Zq8' } };

let server: Server;
let port: number;
let clock: FakeClock;
let desk: HookDesk;
let lines: LogLine[];
let heard: HookRequest[];
let seen: Parameters<HookSeen>[0][];
let outcome: HookOutcome;
let ending: string;

beforeEach(() => start());
afterEach(() => server.close());

async function start(basePath = '', strangersMost = 10_000) {
  server?.close();
  const fake = createFakeLog();
  [lines, heard, seen, outcome] = [fake.lines, [], [], 'taken'];
  clock = createFakeClock();
  desk = createHookDesk({ secret: 'of the server', publicUrl: 'https://callboard.example', basePath, clock });
  desk.open(milan, {
    sourceId: 'milan',
    hear: (request) => {
      heard.push(request);
      return outcome;
    },
  });
  ending = desk.urlFor(milan)?.split('/hooks/')[1] ?? '';
  const limits = createRequestLimits(fake.log);
  const hooks = createHookDoor({
    desk,
    strangers: createRequestLimit(strangersMost),
    seen: (call) => seen.push(call),
  });
  const gate = createGate({
    ...{ basePath, hooks, trusts: createTrust('nobody'), publicUrl: 'https://callboard.example', metricsToken: null },
    authenticator: { authenticate: async () => null } as unknown as Authenticator,
    limits: { ...limits, address: createRequestLimit(3) },
    ...{ publicFiles: new Set<string>(), isDevelopment: false, noteRefusal: () => {} },
  });
  const nothing = { handle: async () => {}, stop: async () => {} };
  server = createHttpServer(gate, () => nothing, fake.log);
  port = await listen(server, 0, '127.0.0.1');
}

interface Sent {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}
const form = { 'content-type': 'application/x-www-form-urlencoded' };

function send(path: string, { method = 'GET', body, headers = {} }: Sent = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, path, method, headers }, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += chunk;
      resolve({ status: reply.statusCode ?? 0, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const status = async (path: string, sent?: Sent) => (await send(path, sent)).status;
const here = (query = '') => `/hooks/${ending}${query}`;

describe('a call at the right address', () => {
  it('[S1] needs no session and no origin; the query is decoded once, raw or encoded', async () => {
    expect(await send(here('?agent_id=136&extension_name=000*094@ringme.ru'))).toEqual({ status: 200, text: '' });
    await send(here('?agent_id=136&extension_name=000%2A094%40ringme.ru&twice=%2525'));
    expect(heard.map(({ fields }) => fields.extension_name)).toEqual(Array(2).fill('000*094@ringme.ru'));
    expect([heard[1]?.fields.twice, heard[0]?.method]).toEqual(['%25', 'GET']);
  });

  it('[S1] may be a form, of whatever origin and charset', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', origin: 'https://elsewhere' };
    expect(await status(here(), { method: 'POST', body: 'a=1&b=%D0%96+x', headers })).toBe(200);
    expect(heard).toEqual([{ method: 'POST', fields: { a: '1', b: 'Ж x' } }]);
  });

  it('[S1] may come in pieces without saying how long it is', async () => {
    const socket = connect(port, '127.0.0.1');
    const head = `POST ${here()} HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n`;
    socket.write(`${head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n`);
    socket.resume();
    await once(socket, 'close');
    expect(heard[0]?.fields).toEqual({ a: '1', b: '2' });
  });

  it('[S1] is 400 where the driver refuses it, and nothing of it is said back or logged', async () => {
    outcome = 'refused';
    expect(await send(here('?agent_id=%3Cscript%3E%00'))).toEqual({ status: 400, text: '' });
    expect(lines).toEqual([]);
    expect(seen).toEqual([{ sourceId: 'milan', outcome: 'refused' }]);
  });

  it.each([
    ['another method', 405, { method: 'DELETE' }],
    ['JSON', 415, { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } }],
    ['a long body', 413, { method: 'POST', body: `a=${'x'.repeat(20_000)}`, headers: form }],
    ['too many fields', 400, { method: 'POST', body: 'a=1&'.repeat(101), headers: form }],
  ] satisfies [string, number, Sent][])('[S1] with %s is refused with %i', async (_, expected, sent) => {
    expect(await send(here(), sent)).toEqual({ status: expected, text: '' });
    expect([heard, seen.map((one) => one.outcome)]).toEqual([[], ['refused']]);
  });

  it('[S1] with names that are dangerous, or bytes that are no text, is only data', async () => {
    const body = Buffer.concat([Buffer.from('__proto__=x&constructor=y&n='), Buffer.from([0xff, 0xfe])]);
    expect(await status(here(), { method: 'POST', body, headers: form })).toBe(200);
    expect(Object.keys(heard[0]?.fields ?? {})).toEqual(['__proto__', 'constructor', 'n']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('[P3] is put off only when a whole site’s change of shift is far exceeded, and not for long', async () => {
    const receiver = desk.find(ending);
    for (let turn = 0; turn < 20_000; turn += 1) expect(receiver?.take()).toBe(true);
    expect(await status(here('?a=1'))).toBe(429);
    await clock.advance(1000);
    expect(await status(here('?a=1'))).toBe(200);
    expect(seen.map((one) => one.outcome)).toEqual(['too-many', 'taken']);
  });

  it('[P3] is under no limit by address: a vendor calls from one', async () => {
    const answers = [];
    for (let turn = 0; turn < 10; turn += 1) answers.push(await status(here('?a=1')));
    expect(answers).toEqual(Array(10).fill(200));
  });
});

describe('a call at a wrong address', () => {
  it('[S1] is 404 without a word, whatever it carries', async () => {
    const wrong = [`${ending.slice(0, -1)}_`, ending.slice(0, 22), 'x', `${ending}/x`, '', '%00'];
    for (const text of wrong)
      expect([400, 404], text).toContain((await send(`/hooks/${text}?a=1`, { method: 'GET' })).status);
    expect(await send('/hooks/x', { method: 'POST', body: 'a=1', headers: form })).toEqual({ status: 404, text: '' });
    expect([heard, lines]).toEqual([[], []]);
    expect(new Set(seen.map((one) => `${one.sourceId} ${one.outcome}`))).toEqual(new Set(['null unknown']));
  });

  it('[S1] is put off where somebody guesses', async () => {
    await start('', 5);
    const answers = [];
    for (let turn = 0; turn < 7; turn += 1) answers.push(await status(`/hooks/guess${turn}`));
    expect(answers).toEqual([404, 404, 404, 404, 404, 429, 429]);
    expect(await status(here('?a=1'))).toBe(200);
  });
});

it('[S1] below a base path the door is there, and only there', async () => {
  await start('/cb');
  expect(await status(`/cb${here('?a=1')}`)).toBe(200);
  expect(await status(here('?a=1'))).toBe(404);
  expect(heard).toHaveLength(1);
});
