import { afterEach, beforeEach, expect, test } from 'vitest';
import { somebody } from '@/server/app-for-tests';
import { CommandRefused, type Expectation } from '@/server/vendors/command';
import { VendorError } from '@/server/vendors/vendor-error';
import { bea, openDesk } from './open-desk';

let open: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const carl = { principal: somebody({ role: 'supervisor', name: 'Carl' }), address: null };
const fail = (kind: VendorError['kind'], status?: number) => async () => {
  throw new VendorError(kind, 'milan.example said no', { status });
};

test('[I2] a vendor that says OK and does nothing ends as unconfirmed, in words', async () => {
  open.centre.take = async () => {};
  await open.ask({ action: 'pause' });
  expect(open.intent()).toMatchObject({ status: 'accepted', timesOutAt: open.clock.now() + 30_000, endedAt: null });
  await open.clock.advance(29_999);
  expect(open.intent()?.status).toBe('accepted');
  await open.clock.advance(1);
  const reason = 'Milan accepted it, but nothing of it shows after 30 s';
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', reason, endedAt: open.clock.now() });
  expect(open.noted.at(-1)).toMatchObject({ action: 'intent.pause', outcome: 'failed', reason });
});

test('[I2] OK, and done 20 s later: confirmed when the floor shows it, not before', async () => {
  open.centre.take = async () => {};
  await open.ask({ action: 'pause' });
  const [order] = open.centre.sent;
  open.clock.after(20_000, () => order && open.centre.obey(order));
  await open.clock.advance(19_999);
  expect(open.intent()?.status).toBe('accepted');
  await open.clock.advance(4000);
  expect(open.intent()).toMatchObject({ status: 'confirmed', reason: null });
});

test('[I1, I2] what shows after it was given up, while it is still on the floor, is confirmed as later than expected', async () => {
  open.centre.take = async () => {};
  await open.ask({ action: 'pause' });
  await open.clock.advance(70_000);
  expect(open.intent()?.status).toBe('unconfirmed');
  open.centre.agents.anna = { readiness: 'paused', state: 'paused' };
  await open.clock.advance(4000);
  expect(open.intent()).toMatchObject({ status: 'confirmed', reason: 'Later than expected' });
  await open.clock.advance(60_000);
  expect(open.intent()).toBeUndefined();
});

test('[I1] a refusal is told in the vendor’s words, and nothing more is looked for', async () => {
  open.centre.take = async () => {
    throw new CommandRefused('Milan refuses', 'Agent on <b>ACD</b> call');
  };
  await open.ask({ action: 'pause' });
  expect(open.intent()).toMatchObject({ status: 'failed', reason: 'Milan refuses: “Agent on ACD call”' });
  expect(open.noted.at(-1)).toMatchObject({ outcome: 'refused' });
  open.centre.agents.anna = { readiness: 'paused', state: 'paused' };
  await open.clock.advance(10_000);
  expect(open.intent()?.status).toBe('failed');
});

test.each([
  ['timeout', undefined],
  ['unreachable', undefined],
  ['bad-response', 502],
  ['timeout', 504],
] as const)('[I3] %s %s after it was done is sent once, and the floor tells', async (kind, status) => {
  open.centre.take = async (order) => {
    open.centre.obey(order);
    await fail(kind, status)();
  };
  await open.ask({ action: 'pause' });
  await open.clock.advance(2000);
  expect(open.intent()).toMatchObject({ status: 'confirmed', reason: null });
  await open.clock.advance(120_000);
  expect(open.centre.sent).toHaveLength(1);
});

test('[I2, I3] what is not known is said at once, looked for, and ends as unconfirmed', async () => {
  open.centre.take = fail('timeout');
  await open.ask({ action: 'pause' });
  const reason = 'milan.example said no: it is not known whether it was done';
  expect(open.intent()).toMatchObject({ status: 'requested', reason });
  await open.clock.advance(30_000);
  const given = 'Milan gave no clear answer, and nothing of it shows after 30 s';
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', reason: given });
  expect(open.centre.sent).toHaveLength(1);
});

test.each([
  ['rate-limited', 429, 'Milan takes no more requests now: nothing was done'],
  ['bad-response', 404, 'milan.example said no: nothing was done'],
] as const)('[I3] an answer that says that nothing was done fails at once: %s %s', async (kind, status, reason) => {
  open.centre.take = fail(kind, status);
  await open.ask({ action: 'pause' });
  expect(open.intent()).toMatchObject({ status: 'failed', reason });
  expect(open.centre.sent).toHaveLength(1);
});

test('[I2] an agent who changes by phone meanwhile: drifted, with what is now', async () => {
  open.centre.take = async () => {};
  await open.ask({ action: 'pause' });
  open.centre.agents.anna = { readiness: 'logged-out', state: 'logged-out' };
  await open.clock.advance(30_000);
  expect(open.intent()).toMatchObject({ status: 'drifted', reason: 'Is logged out now: changed elsewhere' });
});

test('[I2] a pause during a call is confirmed while the call goes on', async () => {
  open.centre.agents.anna = { readiness: 'ready', state: 'busy' };
  open.centre.take = async () => {
    open.centre.agents.anna = { readiness: 'paused', state: 'busy' };
  };
  await open.ask({ action: 'pause' });
  await open.clock.advance(2000);
  expect(open.intent()?.status).toBe('confirmed');
  expect(open.keeper.floor.agents.get('milan/anna')?.state).toBe('busy');
});

test('[I2] what the floor showed before it was asked confirms nothing: only a later answer does', async () => {
  open.centre.agents.anna = { readiness: 'paused', state: 'paused' };
  await open.clock.advance(2000);
  open.centre.isDown = true;
  await open.ask({ action: 'pause' });
  expect(open.intent()?.status).toBe('accepted');
  open.centre.isDown = false;
  await open.clock.advance(3000);
  expect(open.intent()?.status).toBe('confirmed');
});

test('[I1] two people at once: the later wins, the earlier is told who, and nothing is sent in the wrong order', async () => {
  let finish = () => {};
  open.centre.take = (order) =>
    new Promise((resolve) => {
      finish = () => {
        open.centre.obey(order);
        resolve();
      };
    });
  await open.ask({ action: 'pause' });
  await open.ask({ action: 'logout' }, { by: carl });
  expect(open.intent(1)).toMatchObject({ status: 'failed', reason: 'Carl asked for “Log out” after it' });
  expect(open.centre.sent.map(({ action }) => action)).toEqual(['pause']);
  finish();
  await open.clock.advance(0);
  expect(open.centre.sent.map(({ action }) => action)).toEqual(['pause', 'logout']);
  finish();
  await open.clock.advance(2000);
  expect(open.intent(1)?.status).toBe('failed');
  expect(open.intent(2)?.status).toBe('confirmed');
});

test('[I1] one that waits its turn behind another is not sent at all when a third comes', async () => {
  let finish = () => {};
  open.centre.take = (order) =>
    new Promise((resolve) => {
      finish = resolve;
      open.centre.obey(order);
    });
  await open.ask({ action: 'pause' });
  await open.ask({ action: 'logout' }, { by: carl });
  await open.ask({ action: 'ready' });
  finish();
  await open.clock.advance(0);
  expect(open.centre.sent.map(({ action }) => action)).toEqual(['pause', 'ready']);
});

test('[I1] different agents do not wait for each other', async () => {
  open.centre.take = () => new Promise(() => {});
  await open.ask([{ targetId: 'milan/anna' }, { targetId: 'milan/bob' }]);
  expect(open.centre.sent.map(({ agent }) => agent?.name)).toEqual(['anna', 'bob']);
});

test('[I3] a session that ran out is renewed, and what was answered with 401 sent once more, no more', async () => {
  let refusals = 1;
  open.centre.take = async (order) => {
    refusals -= 1;
    if (refusals >= 0) await fail('auth', 401)();
    open.centre.obey(order);
  };
  await open.ask({ action: 'pause' });
  expect(open.intent()?.status).toBe('confirmed');
  expect(open.centre.sent).toHaveLength(2);
  refusals = 9;
  await open.ask({ action: 'ready' });
  const reason = 'Milan refuses Callboard’s credentials: nothing was done';
  expect(open.intent(2)).toMatchObject({ status: 'failed', reason });
  expect(open.centre.sent).toHaveLength(4);
});

test('[I2] a source that is down while an agent logs out: asked all the same, and what is unknown is said', async () => {
  open.centre.isDown = true;
  await open.clock.advance(4000);
  open.centre.take = fail('unreachable');
  const [told] = await open.ask({ action: 'logout' });
  expect(told).toMatchObject({ refusal: null, intent: { status: 'requested' } });
  expect(open.intent()?.reason).toContain('not known whether it was done');
  await open.clock.advance(30_000);
  const reason = 'Milan does not answer, so it is not known whether this was done';
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', reason });
});

test('[I1] half of several: failed, with those that did not come about', async () => {
  const parts: Expectation[] = ['sales', 'support'].map((queue) => ({
    ...{ kind: 'memberships', id: `milan/anna~${queue}`, what: queue },
    becomes: { readiness: 'paused' },
  }));
  open.centre.expects = () => [
    ...parts,
    { kind: 'agents', id: 'milan/anna', becomes: { readiness: 'paused' }, what: 'Anna' },
  ];
  await open.ask({ action: 'pause' });
  await open.clock.advance(30_000);
  expect(open.intent()).toMatchObject({ status: 'failed', reason: 'Not done: sales, support' });
});

test('[I2] a source that is taken away confirms nothing, though its records are gone', async () => {
  open.centre.take = async () => {};
  await open.ask({ action: 'leave', fields: { queue: 'milan/sales' } });
  await open.registry.replace({ ...open.setup, pollEverySeconds: 7 });
  await open.clock.advance(0);
  const reason = 'The source was changed or taken away before this was confirmed';
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', reason });
});

test('[I3] a driver that never answers is given up, once, and what it holds up goes on', async () => {
  open.centre.take = () => new Promise(() => {});
  await open.ask({ action: 'join', fields: { queue: 'milan/support' } });
  await open.ask({ action: 'pause' });
  open.centre.take = async (order) => open.centre.obey(order);
  await open.clock.advance(60_000);
  expect(open.centre.sent.map(({ action }) => action)).toEqual(['join', 'pause']);
  await open.clock.advance(2000);
  expect(open.intent(2)?.status).toBe('confirmed');
});

test('[I2] nothing that a driver throws by mistake is taken for a refusal, or shown', async () => {
  open.centre.take = async () => {
    throw new TypeError('Zq8-secret');
  };
  await open.ask({ action: 'pause' });
  expect(open.intent()?.reason).toBe('Callboard failed while it asked Milan: it is not known whether it was done');
  expect(JSON.stringify([open.lines, open.noted, open.intent()])).not.toContain('Zq8');
  expect(open.lines.some(({ level }) => level === 'error')).toBe(true);
  expect(bea.principal.role).toBe('lead');
});
