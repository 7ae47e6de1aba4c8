import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '@/server/sources/open-desk';
import { anna, bea, openDesk } from './open-desk';
import { mostOrders } from './order-budget';

let open: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const statuses = () => [...open.keeper.floor.intents.values()].map(({ status }) => status);

test('[I1] requested, accepted, confirmed, and dropped 60 s after its end, with one line in the audit', async () => {
  const heard: unknown[] = [];
  open.keeper.subscribe(({ delta }) => {
    for (const { status } of delta.put?.intents ?? []) heard.push(status);
    for (const { status } of Object.values(delta.patch?.intents ?? {})) if (status) heard.push(status);
    if (delta.drop?.intents) heard.push('gone');
  });
  let finish = () => {};
  open.centre.take = () => new Promise((resolve) => (finish = resolve));
  const [told] = await open.ask({ fields: { reason: '7' }, note: 'Lunch is served' });
  expect(told?.intent).toMatchObject({ status: 'requested', wanted: 'Lunch', note: 'Lunch is served', by: 'Bea' });
  finish();
  await open.clock.advance(1000);
  const [order] = open.centre.sent;
  if (order) open.centre.obey(order);
  await open.clock.advance(2000);
  await open.clock.advance(60_000);
  expect(heard).toEqual(['requested', 'accepted', 'confirmed', 'gone']);
  expect(open.noted).toEqual([
    {
      ...{ actor: { kind: 'user', accountId: 'id-Bea', name: 'Bea' }, action: 'intent.pause', target: 'milan/anna' },
      ...{ outcome: 'done', reason: null, address: '10.0.0.1' },
      before: { readiness: 'ready', pauseReason: null },
      after: {
        ...{ status: 'confirmed', readiness: 'paused', pauseReason: 'Lunch' },
        ...{ asked: { reason: '7' }, note: 'Lunch is served' },
      },
    },
  ]);
});

test('[I1] it is in the store before the vendor is called', async () => {
  const stored: number[] = [];
  open.centre.take = async () => void stored.push(open.repository.rows.size);
  await open.ask({});
  expect(stored).toEqual([1]);
});

test('[I1] a database that is away: refused in words, audited, and nothing is sent', async () => {
  open.repository.state.isAway = true;
  const refusal = await refusalOf(open.ask([{}, { targetId: 'milan/bob' }]));
  expect(refusal).toMatchObject({ code: 'unavailable', words: expect.stringContaining('nothing was asked') });
  expect(open.centre.sent).toEqual([]);
  expect(open.noted.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['intent.pause', 'failed'],
    ['intent.pause', 'failed'],
  ]);
  open.repository.state.isAway = false;
  await open.ask({});
  expect(open.centre.sent).toHaveLength(1);
});

test('[I1] the floor is asked at 0, 1, 2, 4 and 8 s and then every 8 s', async () => {
  open.centre.take = async () => {};
  const asked: number[] = [];
  const { nudge } = open.registry;
  open.registry.nudge = (id, feed) => {
    asked.push((open.clock.now() - at) / 1000);
    return nudge(id, feed);
  };
  const at = open.clock.now();
  await open.ask({});
  await open.clock.advance(60_000);
  expect(asked).toEqual([0, 1, 2, 4, 8, 16, 24]);
});

test('[I1] what the floor could never show is done when the vendor accepted it, and unconfirmed when that is not known', async () => {
  await open.ask({ action: 'message-agent', fields: { text: 'Call me' } });
  expect(open.intent()).toMatchObject({ status: 'done', wanted: null });
  expect(JSON.stringify(open.intent())).not.toContain('Call me');
  open.centre.take = async () => {
    throw new Error('cut');
  };
  await open.ask({ action: 'message-agent', fields: { text: 'Again' } });
  expect(open.intent(2)).toMatchObject({ status: 'unconfirmed' });
});

test('[I1] a double click acts once, under one id or two', async () => {
  open.centre.take = () => new Promise(() => {});
  const both = [open.ask({}, { requestId: 'a' }), open.ask({}, { requestId: 'b' })];
  const [first, second] = await Promise.all(both);
  expect(second).toEqual(first);
  expect([open.centre.sent.length, statuses()]).toEqual([1, ['requested']]);
});

test('[I1] the same request again is answered alike and acts once, even after a restart; another one under its id is refused', async () => {
  const [told] = await open.ask([{}, { targetId: 'milan/nobody' }], { requestId: 'mine' });
  await open.clock.advance(2000);
  const again = await open.ask([{}, { targetId: 'milan/nobody' }], { requestId: 'mine' });
  expect(again[0]?.intent).toMatchObject({ id: told?.intent?.id, status: 'confirmed' });
  expect(again[1]).toMatchObject({ intent: null, refusal: { code: 'not-found' } });
  await open.close();
  open = await openDesk({ repository: open.repository, clock: open.clock });
  const later = await open.ask([{}, { targetId: 'milan/nobody' }], { requestId: 'mine' });
  expect(later[0]?.intent).toMatchObject({ id: told?.intent?.id, status: 'confirmed' });
  expect(open.centre.sent).toEqual([]);
  expect((await refusalOf(open.ask({ action: 'ready' }, { requestId: 'mine' }))).code).toBe('conflict');
  const [other] = await open.ask({}, { requestId: 'mine', by: anna });
  expect(other?.intent?.id).not.toBe(told?.intent?.id);
});

test('[I1] after a day a request is forgotten', async () => {
  await open.ask({}, { requestId: 'mine' });
  await open.registry.remove('milan');
  await open.clock.advance(26 * 3_600_000);
  expect(open.repository.rows.size).toBe(0);
  open.registry.add(open.setup);
  await open.clock.advance(0);
  await open.ask({ action: 'ready' }, { requestId: 'mine' });
  expect(open.centre.sent).toHaveLength(2);
});

test('[I1] held: nothing is sent until then, and it can be taken back by who asked or leads', async () => {
  await open.ask([{}, { targetId: 'milan/bob' }], { holdMs: 10_000 });
  expect(open.intent()).toMatchObject({ status: 'requested', heldUntil: open.clock.now() + 10_000, timesOutAt: null });
  await open.clock.advance(9999);
  expect(open.centre.sent).toEqual([]);
  expect(() => open.desk.takeBack('callboard/i1', anna)).toThrow('your own agents only');
  open.desk.takeBack('callboard/i1', bea);
  open.desk.takeBack('callboard/i1', bea);
  await open.clock.advance(1);
  expect(open.centre.sent.map(({ agent }) => agent?.name)).toEqual(['bob']);
  expect(open.intent()).toMatchObject({ status: 'withdrawn', reason: 'Taken back by Bea', timesOutAt: null });
  expect(open.noted.filter(({ target }) => target === 'milan/anna')).toHaveLength(1);
  expect(() => open.desk.takeBack('callboard/i2', bea)).toThrow(/ended already|sent already/);
  expect(() => open.desk.takeBack('callboard/nobody', bea)).toThrow('no such command');
});

test('[I1] what was held when the database went away is not sent', async () => {
  await open.ask({}, { holdMs: 10_000 });
  open.repository.state.isAway = true;
  await open.clock.advance(10_000);
  expect(open.centre.sent).toEqual([]);
  expect(open.intent()).toMatchObject({ status: 'failed', reason: 'The database does not answer: nothing was sent' });
  open.repository.state.isAway = false;
});

test('[I1] after-contact waits until the agent has nothing in hand', async () => {
  open.centre.agents.anna = { readiness: 'ready', state: 'busy' };
  await open.clock.advance(2000);
  await open.ask({ when: 'after-contact' }, { by: anna });
  expect(open.intent()).toMatchObject({ status: 'requested', waitsForContact: true, timesOutAt: null });
  await open.clock.advance(600_000);
  expect(open.centre.sent).toEqual([]);
  open.centre.agents.anna = { readiness: 'ready', state: 'wrap-up' };
  await open.clock.advance(2000);
  expect(open.centre.sent).toHaveLength(1);
  expect(open.intent()?.waitsForContact).toBe(false);
  await open.clock.advance(2000);
  expect(open.intent()?.status).toBe('confirmed');
});

test('[I1] one that is held and then waits says so one after the other; where nothing is in hand it never waits', async () => {
  open.centre.agents.anna = { readiness: 'ready', state: 'busy' };
  await open.clock.advance(2000);
  await open.ask([{ when: 'after-contact' }, { targetId: 'milan/bob', when: 'after-contact' }], { holdMs: 10_000 });
  expect(open.intent()).toMatchObject({ heldUntil: open.clock.now() + 10_000, waitsForContact: false });
  await open.clock.advance(10_000);
  expect(open.intent()).toMatchObject({ heldUntil: null, waitsForContact: true });
  expect(open.intent(2)?.waitsForContact).toBe(false);
  expect(open.centre.sent.map(({ agent }) => agent?.name)).toEqual(['bob']);
});

test('[I1] what an earlier release stored is told of too', async () => {
  open.centre.take = async () => {};
  await open.ask({}, { requestId: 'old' });
  await open.close();
  for (const [id, row] of open.repository.rows) {
    const { waitsForContact: _, ...record } = JSON.parse(row.record);
    open.repository.rows.set(id, { ...row, record: JSON.stringify(record) });
  }
  open = await openDesk({ repository: open.repository, clock: open.clock });
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', waitsForContact: false });
});

test('[I1] it waits two hours at most, can be taken back, and gives way to what is asked after it', async () => {
  open.centre.agents.anna = { readiness: 'ready', state: 'busy' };
  await open.clock.advance(2000);
  const wait = () => open.ask({ when: 'after-contact' }, { by: anna });
  await wait();
  open.desk.takeBack('callboard/i1', anna);
  await wait();
  await open.ask({ action: 'ready' }, { by: anna });
  expect(open.intent(1)).toMatchObject({ status: 'withdrawn', reason: 'Taken back by Anna', waitsForContact: false });
  expect(open.intent(2)).toMatchObject({ status: 'withdrawn', reason: 'Anna asked for “Ready” after it' });
  open.centre.agents.anna = { readiness: 'ready', state: 'ringing' };
  await open.clock.advance(2000);
  await wait();
  await open.clock.advance(2 * 3_600_000);
  const gaveUp = { status: 'failed', reason: expect.stringContaining('two hours'), waitsForContact: false };
  expect(open.intent(4)).toMatchObject(gaveUp);
  expect(open.centre.sent.map(({ action }) => action)).toEqual(['ready']);
});

test('[I1] a restart ends what was pending as unconfirmed, shows it for 60 s, and never sends it again', async () => {
  open.centre.take = async () => {};
  await open.ask([{}, { targetId: 'milan/bob', when: 'now' }]);
  await open.ask({ action: 'join', fields: { queue: 'milan/support' } }, { holdMs: 60_000 });
  await open.close();
  open = await openDesk({ repository: open.repository, clock: open.clock });
  expect(statuses()).toEqual(['unconfirmed', 'unconfirmed', 'failed']);
  expect(open.intent(1)?.reason).toBe('Callboard was restarted before it was confirmed');
  expect(open.intent(3)?.reason).toBe('Callboard was restarted before it was sent: nothing was done');
  expect(open.noted.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['intent.pause', 'Bea'],
    ['intent.pause', 'Bea'],
    ['intent.join', 'Bea'],
  ]);
  await open.clock.advance(60_000);
  expect(statuses()).toEqual([]);
  expect(open.centre.sent).toEqual([]);
  await open.close();
  open = await openDesk({ repository: open.repository, clock: open.clock });
  expect([statuses(), open.noted]).toEqual([[], []]);
});

test('[I1] what was asked for while the start is still going on is not taken for an old one', async () => {
  open.centre.take = async () => {};
  await open.ask({});
  await open.commands.start();
  expect(statuses()).toEqual(['accepted']);
});

test('[I1] an account asks for so many a minute and no more', async () => {
  const orders = Array.from({ length: 200 }, () => ({}));
  for (let asked = 0; asked < mostOrders; asked += orders.length) await open.ask(orders);
  expect((await refusalOf(open.ask({}))).code).toBe('too-many');
  await open.ask({}, { by: anna });
  await open.clock.advance(60_000);
  await open.ask({ action: 'ready' });
  expect(open.centre.sent.at(-1)?.action).toBe('ready');
});
