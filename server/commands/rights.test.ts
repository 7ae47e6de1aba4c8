import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Principal } from '@/lib/principal';
import { somebody } from '@/server/app-for-tests';
import { refusalOf } from '@/server/sources/open-desk';
import { VendorError } from '@/server/vendors/vendor-error';
import { anna, bea, openDesk } from './open-desk';

let open: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  open = await openDesk();
  open.centre.agents.bob = { readiness: 'ready', state: 'ready', team: 'Red' };
  open.centre.contacts = { c1: { queueId: 'milan/sales', agentId: 'milan/anna', state: 'talking' } };
  await open.clock.advance(2000);
});
afterEach(() => open.close());

const by = (principal: Partial<Principal> & Pick<Principal, 'role'>) => ({
  principal: somebody(principal),
  address: null,
});
const scoped = (scope: Partial<Exclude<Principal['scope'], 'all'>>) =>
  by({ role: 'lead', name: 'Lea', scope: { sources: [], queues: [], teams: [], ...scope } });

type Asking = Parameters<typeof open.ask>;
async function codeFor(order: Asking[0], asker = bea): Promise<string | null> {
  const [told] = await open.ask(order, { by: asker });
  return told?.refusal?.code ?? null;
}
async function wordsFor(order: Asking[0], asker = bea) {
  const [told] = await open.ask(order, { by: asker });
  return told?.refusal;
}

test('[I1] agents act on themselves, leads on agents, viewers on nobody', async () => {
  expect(await codeFor({}, anna)).toBeNull();
  expect(await wordsFor({ targetId: 'milan/bob' }, anna)).toEqual({
    ...{ code: 'not-allowed', message: 'You can act on your own agents only.', field: null },
  });
  expect(await codeFor({ targetId: 'milan/nobody' }, anna)).toBe('not-allowed');
  for (const role of ['viewer', 'screen'] as const) expect(await codeFor({}, by({ role }))).toBe('not-allowed');
  expect(await codeFor({ action: 'hang-up', targetId: 'milan/c1' }, anna)).toBe('not-allowed');
  expect(await codeFor({ action: 'send-text', fields: { text: 'Hi' } }, anna)).toBe('not-allowed');
  expect(await codeFor({ action: 'hang-up', targetId: 'milan/c1' })).toBeNull();
  expect(await codeFor({ action: 'message-everyone', targetId: 'milan', fields: { text: 'Hi' } })).toBeNull();
});

test('[I1] a token does what it was made for', async () => {
  const token = { kind: 'token', role: 'admin', name: 'robot' } as const;
  expect(await codeFor({}, by({ ...token, grants: ['act-on-self'] }))).toBe('not-allowed');
  expect(await codeFor({}, by({ ...token, grants: ['act-on-self', 'act-on-agents'] }))).toBeNull();
});

test('[V3, I1] whom a scope leaves out is not said to exist, and a queue outside of it is not joined', async () => {
  expect(await codeFor({}, scoped({ sources: ['lucca'] }))).toBe('not-found');
  expect(await codeFor({}, scoped({ queues: ['milan/sales'] }))).toBeNull();
  expect(await codeFor({ targetId: 'milan/bob' }, scoped({ queues: ['milan/sales'] }))).toBe('not-found');
  expect(await codeFor({ targetId: 'milan/bob' }, scoped({ teams: ['milan/Red'] }))).toBeNull();
  expect(await codeFor({ action: 'hang-up', targetId: 'milan/c1' }, scoped({ queues: ['milan/support'] }))).toBe(
    'not-found',
  );
  expect(
    await codeFor(
      { action: 'message-everyone', targetId: 'milan', fields: { text: 'Hi' } },
      scoped({ queues: ['milan/sales'] }),
    ),
  ).toBe('not-found');
  const join = (queue: string) => ({ action: 'join', fields: { queue } }) as const;
  expect(await wordsFor(join('milan/support'), scoped({ queues: ['milan/sales'] }))).toMatchObject({
    field: 'fields.queue',
  });
  expect(await codeFor(join('milan/support'), anna)).toBeNull();
});

test('[I1] what the vendor does not let us do is refused in words before it is asked', async () => {
  open.centre.agents.anna = { canManage: false };
  open.centre.agents.bob = { canManageReadiness: false };
  await open.clock.advance(2000);
  expect((await wordsFor({}))?.message).toBe('Milan does not let Callboard manage this agent.');
  expect((await wordsFor({ targetId: 'milan/bob' }))?.message).toBe(
    'Milan does not let Callboard change the state of this agent.',
  );
  expect(await codeFor({ action: 'join', targetId: 'milan/bob', fields: { queue: 'milan/sales' } })).toBeNull();
  expect(
    await wordsFor({ action: 'dial', targetId: 'milan/bob', fields: { number: '1', queue: 'milan/sales' } }),
  ).toEqual({
    ...{ code: 'bad-request', field: 'action' },
    message: 'action “Dial” cannot be asked of Milan. Agents dial 123.',
  });
  expect(open.noted.filter(({ outcome }) => outcome === 'refused').map(({ action }) => action)).toEqual([
    'intent.pause',
    'intent.pause',
    'intent.dial',
  ]);
});

test.each([
  [{ action: 'join', fields: {} }, 'fields.queue', 'is needed'],
  [{ action: 'join', fields: { queue: 'lucca/sales' } }, 'fields.queue', 'must be the id of a queue of Milan'],
  [{ action: 'pause', fields: { queue: 'milan/sales' } }, 'fields.queue', 'does not belong to “Pause”'],
  [{ action: 'pause', fields: { reason: '8' } }, 'fields.reason', 'must be one of 7'],
  [{ action: 'transfer', targetId: 'milan/c1', fields: { to: '1; rm -rf' } }, 'fields.to', 'must be digits'],
  [{ action: 'hang-up', targetId: 'milan/c1', when: 'after-contact' }, 'when', 'on an agent only'],
] as const)('[I1] a wrong field is named: %j', async (order, field, words) => {
  const refusal = await wordsFor(order);
  expect(refusal).toMatchObject({ code: 'bad-request', field, message: expect.stringContaining(words) });
  expect(open.centre.sent).toEqual([]);
});

test('[I1] one refused order keeps no other from being asked', async () => {
  const told = await open.ask([{ targetId: 'milan/nobody' }, { targetId: 'milan/bob' }]);
  expect(told.map(({ refusal, intent }) => [refusal?.code ?? null, intent?.targetId ?? null])).toEqual([
    ['not-found', null],
    [null, 'milan/bob'],
  ]);
});

test('[H4, I1] nothing is asked of a source that is paused or waits for a person', async () => {
  const rest = { id: 'milan', name: 'Milan', vendor: 'fake', origin: 'file', host: '', problem: 'Mend it' } as const;
  await open.registry.rest({ ...rest, link: 'paused' });
  expect(await wordsFor({ action: 'message-everyone', targetId: 'milan', fields: { text: 'Hi' } })).toMatchObject({
    ...{ code: 'conflict', message: 'Milan is paused, so nothing is asked of it.' },
  });
  expect(await codeFor({})).toBe('not-found');
});

test('[I1] choices are asked of the vendor once a minute, and refused in words where it does not tell', async () => {
  const choices = await open.desk.choices('milan/anna', anna);
  expect(choices).toMatchObject({ pauseReasons: [{ code: '7', label: 'Lunch' }], breakLeftMs: 60_000 });
  open.centre.choices = new VendorError('unreachable', 'milan.example cannot be reached');
  expect(await open.desk.choices('milan/anna', bea)).toEqual(choices);
  await open.clock.advance(60_000);
  const refusal = await refusalOf(open.desk.choices('milan/anna', bea));
  expect(refusal).toMatchObject({
    code: 'unavailable',
    words: expect.stringContaining('milan.example cannot be reached'),
  });
  expect(await codeFor({ fields: { reason: '7' } })).toBe('unavailable');
  expect((await refusalOf(open.desk.choices('milan/bob', anna))).code).toBe('not-found');
  expect((await refusalOf(open.desk.choices('milan/nobody', bea))).code).toBe('not-found');
});
