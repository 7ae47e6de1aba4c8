import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/principal';
import { somebody } from '@/server/app-for-tests';
import { EditRefused } from '@/server/vendors/editor';
import { VendorError } from '@/server/vendors/vendor-error';
import { anna, bea, openDesk } from './open-desk';

let open: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  open = await openDesk();
  for (const name of ['bob', 'cora', 'dan'])
    open.centre.agents[name] = { readiness: 'ready', state: 'ready', team: 'Red' };
  await open.clock.advance(2000);
});
afterEach(() => open.close());

const assign = (agent: string, level?: string, queue = 'milan/sales') => ({
  action: 'assign' as const,
  targetId: `milan/${encodeURIComponent(agent)}`,
  fields: { queue, ...(level === undefined ? {} : { level }) },
});
const unassign = (agent: string) => ({ ...assign(agent), action: 'unassign' as const });
const by = (principal: Partial<Principal> & Pick<Principal, 'role'>) => ({
  principal: somebody(principal),
  address: null,
});
const members = (queue = 'sales') => open.centre.members.of[queue]?.map(({ of, level }) => `${of} ${level}`);
const statuses = () => [...open.keeper.floor.intents.values()].map(({ status, reason }) => [status, reason]);
const history = async () => (await open.editing.history({}, somebody({ role: 'admin' }))).changes;

test('[I1, I2, I3] three people are added to a queue by one change, confirmed by the floor, kept with before and after', async () => {
  const { centre, clock, ask } = open;
  centre.members.reads.splice(0);
  await ask([assign('bob', '1'), assign('cora'), assign('dan', '2')]);
  expect(centre.members.reads).toEqual(['list', 'read sales', 'read sales']);
  expect(centre.members.sent).toHaveLength(1);
  await clock.advance(4000);
  expect(statuses()).toEqual([1, 2, 3].map(() => ['confirmed', null]));
  expect(members()).toEqual(['bob 1', 'cora 0', 'dan 2']);
  const [change, ...more] = await history();
  expect(more).toEqual([]);
  expect(change).toMatchObject({ by: 'Bea', kind: 'queue', operation: 'update', outcome: 'saved', canUndo: true });
  expect(change).toMatchObject({ before: { members: [] }, after: { members: [{ of: 'bob', level: '1' }, {}, {}] } });
  const line = open.noted.find(({ action }) => action === 'config.update');
  expect(line).toMatchObject({ outcome: 'done', actor: { kind: 'user', name: 'Bea' }, address: '10.0.0.1' });
  expect(open.noted.filter(({ action }) => action === 'intent.assign')).toHaveLength(3);
});

test('[I1] what was added by a command is taken back from the history like any change, guarded', async () => {
  await open.ask([assign('bob'), assign('cora')]);
  await open.clock.advance(4000);
  const [{ id } = { id: '' }] = await history();
  const ada = by({ role: 'admin' });
  await open.ask(assign('dan'));
  await open.clock.advance(4000);
  await expect(open.editing.undo(id, ada)).rejects.toMatchObject({ code: 'conflict' });
  const [{ id: later } = { id: '' }] = await history();
  await open.editing.undo(later, ada);
  await open.editing.undo(id, ada);
  expect(members()).toEqual([]);
});

test('[I1, I3] what is so already is done and sends nothing, as is taking out who is not in it', async () => {
  open.centre.members.of.sales = [{ of: 'bob', level: '1' }];
  await open.clock.advance(2000);
  await open.ask([assign('bob', '1'), unassign('cora')]);
  await open.clock.advance(4000);
  expect(statuses()).toEqual([1, 2].map(() => ['confirmed', null]));
  expect([open.centre.members.sent, await history()]).toEqual([[], []]);
});

test('[I2] what the record has already and the floor never shows is not said to be accepted', async () => {
  const { members: real } = open.centre;
  let isRead = false;
  real.reading = async () => {
    isRead = true;
  };
  Object.defineProperty(real.of, 'sales', {
    get() {
      const told = isRead ? [{ of: 'bob', level: '0' }] : [];
      isRead = false;
      return told;
    },
  });
  await open.ask(assign('bob', '0'));
  await open.clock.advance(31_000);
  const reason = 'It was so already: nothing was sent. Nothing of it shows after 30 s';
  expect(open.intent()).toMatchObject({ status: 'unconfirmed', reason });
});

test('[I1, I3] who was faster is read again and built upon, once; who is faster again is told of', async () => {
  const { centre, ask, clock } = open;
  const { obey } = centre.members;
  let others = 1;
  centre.members.take = async (edit) => {
    if (others > 0) centre.members.of.sales = [...(centre.members.of.sales ?? []), { of: `x${others}`, level: '0' }];
    others -= 1;
    obey(edit);
  };
  await ask([assign('bob'), assign('cora')]);
  await clock.advance(4000);
  expect(members()).toEqual(['x1 0', 'bob 0', 'cora 0']);
  expect((await history()).map(({ outcome }) => outcome)).toEqual(['saved', 'refused']);
  others = 2;
  await ask(assign('dan'));
  await clock.advance(4000);
  expect(open.intent(3)).toMatchObject({ status: 'failed', reason: 'Somebody else was faster.' });
  expect(members()).not.toContain('dan 0');
});

test('[I1, I3] a time-out after it was saved is looked at, not sent again', async () => {
  const { centre, ask, clock } = open;
  centre.members.take = async (edit) => {
    centre.members.obey(edit);
    throw new VendorError('timeout', 'No answer within 10 s');
  };
  await ask([assign('bob'), assign('cora')]);
  await clock.advance(5000);
  expect(statuses()).toEqual([1, 2].map(() => ['confirmed', null]));
  expect(centre.members.sent).toHaveLength(1);
});

test('[I1, I3] a time-out of which nothing shows was not done, and one that cannot be looked at is watched', async () => {
  const { centre, ask, clock } = open;
  centre.members.take = async () => Promise.reject(new VendorError('timeout', 'No answer within 10 s'));
  await ask(assign('bob'));
  await clock.advance(4000);
  const nothing = 'No answer within 10 s. It was looked at again: nothing was done.';
  expect(open.intent()).toMatchObject({ status: 'failed', reason: nothing });
  centre.members.take = async (edit) => {
    centre.members.obey(edit);
    centre.members.reading = async () => Promise.reject(new VendorError('unreachable', 'It is away'));
    throw new VendorError('timeout', 'No answer within 10 s');
  };
  await ask(assign('cora'));
  await clock.advance(3000);
  expect(open.intent(2)?.status).toBe('confirmed');
  expect((await history())[0]).toMatchObject({ outcome: 'unknown' });
});

test('[I2] a vendor that keeps something else is believed: who is there is confirmed, of who is not it is told', async () => {
  const { centre, ask, clock } = open;
  centre.members.take = async () => {
    centre.members.of.sales = [{ of: 'bob', level: '0' }];
  };
  await ask([assign('bob'), assign('cora')]);
  await clock.advance(4000);
  expect(open.intent(1)).toMatchObject({ status: 'confirmed', reason: null });
  const otherwise = 'Saved, but Milan keeps otherwise: Agents.';
  expect(open.intent(2)).toMatchObject({ status: 'accepted', reason: otherwise });
  await clock.advance(30_000);
  const reason = `${otherwise} Nothing of it shows after 30 s`;
  expect(open.intent(2)).toMatchObject({ status: 'unconfirmed', reason });
  expect((await history())[0]).toMatchObject({ outcome: 'saved-otherwise' });
});

test('[I1] of two queues one refuses: the other one is changed all the same', async () => {
  const { centre, ask, clock } = open;
  centre.members.take = async (edit) => {
    if (edit.id === 'support') throw new EditRefused('refused', 'Not on a Sunday');
    centre.members.obey(edit);
  };
  await ask([assign('bob'), assign('bob', '1', 'milan/support'), assign('cora', '1', 'milan/support')]);
  await clock.advance(4000);
  expect(statuses()).toEqual([
    ['confirmed', null],
    ['failed', 'Not on a Sunday.'],
    ['failed', 'Not on a Sunday.'],
  ]);
  expect([members(), members('support')]).toEqual([['bob 0'], []]);
});

test('[I1] a queue that is gone, and one without a record, is told so and nothing is sent', async () => {
  const { centre, ask, clock } = open;
  centre.members.reading = async () => {
    throw new EditRefused('gone', 'There is no such queue any more');
  };
  await ask(assign('bob'));
  await clock.advance(4000);
  expect(open.intent(1)).toMatchObject({ status: 'failed', reason: 'There is no such queue any more.' });
  centre.members.of = {};
  await ask(assign('cora'));
  await clock.advance(4000);
  expect(open.intent(2)?.reason).toMatch(/^The lists of Milan have no such queue: nothing was sent/);
  expect(centre.members.sent).toEqual([]);
});

test.each(['O’Hara "Bo"', 'a/b%2F', 'שלום', '😀 '.repeat(9)])('[I1] %j is added as it is', async (name) => {
  open.centre.agents[name] = { readiness: 'ready', state: 'ready' };
  await open.clock.advance(2000);
  await open.ask(assign(name, '1'));
  await open.clock.advance(4000);
  expect([open.intent()?.status, members()]).toEqual(['confirmed', [`${name} 1`]]);
});

test('[I1] who cannot be in a queue spoils it for nobody else', async () => {
  open.centre.agents['a|b'] = { readiness: 'ready', state: 'ready' };
  await open.clock.advance(2000);
  await open.ask([assign('a|b'), assign('bob')]);
  await open.clock.advance(4000);
  expect(statuses()).toEqual([
    ['failed', 'This name cannot be in a queue'],
    ['confirmed', null],
  ]);
});

test('[I1] nothing is sent that could not be written down', async () => {
  open.changes.state.isAway = true;
  await open.ask(assign('bob'));
  await open.clock.advance(1000);
  expect(open.intent()).toMatchObject({ status: 'failed', reason: expect.stringContaining('nothing was sent') });
  expect(open.centre.members.sent).toEqual([]);
});

test('[I1] the preview tells the one call that they would be, and sends nothing', async () => {
  open.centre.members.of.sales = [{ of: 'dan', level: '0' }];
  await open.clock.advance(2000);
  const orders = [assign('bob'), assign('cora'), assign('dan'), assign('bob', '7')].map((one) => ({
    ...one,
    when: 'now' as const,
  }));
  const told = open.desk.preview(orders, bea);
  await open.clock.advance(0);
  const together = { calls: ['POST /queues/sales  dan,bob,cora'], refusal: null };
  expect(await told).toMatchObject([
    together,
    together,
    { calls: [], refusal: null },
    { calls: null, refusal: 'fields.level must be one of 0 (main), 1 (wrap), 2 (spill)' },
  ]);
  expect(open.centre.members.sent).toEqual([]);
});

describe('rights', () => {
  const refusal = async (order: Parameters<typeof open.ask>[0], who = bea) =>
    (await open.ask(order, { by: who }))[0]?.refusal ?? null;
  const lead = (queues: readonly string[]) =>
    by({ role: 'lead', name: 'Lea', scope: { sources: [], queues, teams: ['milan/Red'] } });

  test('[I1, V3] who belongs to a queue is for those who may edit that very queue', async () => {
    open.centre.members.of = { sales: [{ of: 'bob', level: '0' }], support: [] };
    await open.clock.advance(2000);
    expect(await refusal(assign('cora'), lead(['milan/sales']))).toBeNull();
    expect(await refusal(unassign('bob'), lead(['milan/support']))).toMatchObject({ field: 'fields.queue' });
    expect(await refusal(assign('anna'), anna)).toMatchObject({ code: 'not-allowed' });
    const robot = { role: 'admin', kind: 'token', name: 'robot' } as const;
    const grants = ['act-on-self', 'act-on-agents'];
    expect(await refusal(assign('dan'), by({ ...robot, grants }))).toMatchObject({ code: 'not-allowed' });
    expect(await refusal(assign('dan'), by({ ...robot, grants: ['edit-queues'] }))).toBeNull();
  });

  test('[I1] who may not edit the queue takes nothing back either', async () => {
    await open.ask(assign('bob'), { holdMs: 10_000 });
    expect(() => open.desk.takeBack('callboard/i1', lead(['milan/support']))).toThrow('no such command');
    open.desk.takeBack('callboard/i1', lead(['milan/sales']));
    await open.clock.advance(0);
    expect(open.intent()).toMatchObject({ status: 'withdrawn' });
  });

  test('[I1] whoever serves a queue is not taken out of its configuration', async () => {
    open.centre.members.of.sales = [{ of: 'anna', level: '0' }];
    await open.clock.advance(2000);
    const message = 'anna serves sales now: let them leave it first.';
    expect(await refusal(unassign('anna'))).toEqual({ code: 'conflict', message, field: null });
  });
});
