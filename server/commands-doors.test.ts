import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longestHoldMs } from '@/lib/protocol/api/commands-api';
import { openAppForTests } from './app-for-tests';
import { sample } from './push/sample-records';

let app: Awaited<ReturnType<typeof openAppForTests>>;
beforeAll(async () => {
  app = await openAppForTests();
  const agents = new Map([['milan/a%2F1', sample('agents', 'milan/a%2F1', { name: 'Anna' })]]);
  app.app.keeper.commit('milan', { source: sample('sources', 'milan', { name: 'Milan' }), tables: { agents } });
});
afterAll(() => app.close());

const order = { action: 'pause', targetId: 'milan/a%2F1' };
const send = (body: unknown) => app.ask({ role: 'lead', name: 'Bea' }, 'POST', '/api/commands', body);

test('each order is answered on its own, and what is refused is found in the audit with the address', async () => {
  const reply = await send({ requestId: 'r1', orders: [order, { ...order, targetId: 'milan/nobody' }] });
  expect(reply.status).toBe(200);
  expect(await reply.json()).toEqual({
    orders: [
      {
        ...{ targetId: order.targetId, intent: null },
        refusal: { code: 'conflict', message: expect.stringContaining('Milan cannot be asked'), field: null },
      },
      {
        ...{ targetId: 'milan/nobody', intent: null },
        refusal: { code: 'not-found', message: 'There is no such agent on the floor now.', field: null },
      },
    ],
  });
  const audit = await app.ask({ role: 'admin' }, 'GET', '/api/audit?action=intent');
  const { entries } = (await audit.json()) as { entries: unknown[] };
  expect(entries).toMatchObject([
    {
      action: 'intent.pause',
      target: 'milan/nobody',
      outcome: 'refused',
      address: '127.0.0.1',
      actor: { name: 'Bea' },
    },
    { action: 'intent.pause', target: order.targetId, outcome: 'refused' },
  ]);
});

test('choices are found by an id with a slash in it, however often it was encoded on the way', async () => {
  const path = (id: string) => `/api/agents/${encodeURIComponent(id)}/choices`;
  const once = await app.ask({ role: 'lead' }, 'GET', path('milan/a%2F1'));
  expect([once.status, await once.json()]).toEqual([200, { pauseReasons: [], queues: null, breakLeftMs: null }]);
  expect((await app.ask({ role: 'lead' }, 'GET', path(encodeURIComponent('milan/a%2F1')))).status).toBe(200);
  expect((await app.ask({ role: 'lead' }, 'GET', path('milan/nobody'))).status).toBe(404);
});

describe('what is not a request is refused by field', () => {
  const many = Array.from({ length: 201 }, () => order);
  test.each<readonly [unknown, string]>([
    [{}, 'requestId'],
    [{ requestId: '', orders: [order] }, 'requestId'],
    [{ requestId: 'a\u0000b', orders: [order] }, 'requestId'],
    [{ requestId: 'x'.repeat(101), orders: [order] }, 'requestId'],
    [{ requestId: 'r', orders: [] }, 'orders'],
    [{ requestId: 'r', orders: many }, 'orders'],
    [{ requestId: 'r', holdMs: longestHoldMs + 1, orders: [order] }, 'holdMs'],
    [{ requestId: 'r', holdMs: 0.5, orders: [order] }, 'holdMs'],
    [{ requestId: 'r', orders: [{ ...order, action: '__proto__' }] }, 'orders.0.action'],
    [{ requestId: 'r', orders: [{ ...order, fields: { text: 'a\nb' } }] }, 'orders.0.fields.text'],
    [{ requestId: 'r', orders: [{ ...order, fields: { secret: 'x' } }] }, 'orders.0.fields'],
    [{ requestId: 'r', orders: [{ ...order, note: 'x'.repeat(201) }] }, 'orders.0.note'],
    [{ requestId: 'r', orders: [{ ...order, when: 'later' }] }, 'orders.0.when'],
    [{ requestId: 'r', orders: [{ ...order, byId: 'somebody else' }] }, 'orders.0'],
    ['[', 'body'],
  ])('%j', async (body, field) => {
    const reply = await send(body);
    const { code, problems = [] } = (await reply.json()) as { code: string; problems?: { field: string }[] };
    expect([reply.status, code]).toEqual([400, 'bad-request']);
    expect(problems.some((one) => one.field.startsWith(field))).toBe(true);
  });
});
