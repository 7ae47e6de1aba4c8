import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '@/server/sources/open-desk';
import { VendorError } from '@/server/vendors/vendor-error';
import { ada, type OpenedDesk, openDesk, sue } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const done = () => {
  open.centre.planned = { ...open.centre.planned, lines: [] };
};
async function push(requestId = 'r', by = ada) {
  const { document, digest } = await open.desk.plan('milan', null, ada);
  return open.settled(open.desk.push('milan', { document, digest, requestId }, by));
}

test('what was planned is pushed once, and the former configuration can be had', async () => {
  let sent = 0;
  open.centre.send = async () => {
    sent += 1;
    done();
    return 'Pushed: 1 deleted.';
  };
  const plan = await open.desk.plan('milan', null, ada);
  expect(plan).toMatchObject({ mode: 'CR_UPD', lines: [{ does: 'delete', name: 'anna' }] });
  expect(plan).not.toHaveProperty('current');
  const ask = { document: plan.document, digest: plan.digest, requestId: 'r' };
  const [told, again] = await open.settled(
    Promise.all([open.desk.push('milan', ask, ada), open.desk.push('milan', ask, ada)]),
  );
  expect(told).toMatchObject({
    words: 'Pushed: 1 deleted.',
    change: { operation: 'push', outcome: 'saved', canUndo: false },
  });
  expect([again, sent]).toEqual([told, 1]);
  expect(await open.settled(open.desk.push('milan', ask, ada))).toEqual(told);
  expect(await open.desk.former(told.change.id, ada)).toBe('{"agents":["anna"]}');
  expect((await refusalOf(open.desk.undo(told.change.id, ada))).words).toContain('download the former one');
  expect((await refusalOf(open.desk.former(told.change.id, sue))).code).toBe('not-found');
  expect(open.noted[0]).toMatchObject({
    action: 'config.push',
    outcome: 'done',
    after: { lines: ['delete agent anna'] },
  });
});

test('what would change otherwise by now is not pushed', async () => {
  const { document, digest } = await open.desk.plan('milan', null, ada);
  open.centre.planned = { ...open.centre.planned, lines: [{ what: 'user', name: 'u', does: 'create', details: [] }] };
  const asked = open.desk.push('milan', { document, digest, requestId: 'r' }, ada);
  expect((await refusalOf(asked)).code).toBe('conflict');
  expect(open.noted).toMatchObject([{ action: 'config.push', outcome: 'refused' }]);
});

test('after a time-out it is looked at what is left, and nothing is sent again', async () => {
  let sent = 0;
  const late = (before: () => void) => async () => {
    sent += 1;
    before();
    throw new VendorError('timeout', 'Milan did not answer in time');
  };
  open.centre.send = late(() => {});
  expect((await refusalOf(push('r1'))).words).toContain('nothing was done');
  open.centre.send = late(done);
  expect(await push('r2')).toMatchObject({
    change: { outcome: 'saved' },
    words: expect.stringContaining('but it was done'),
  });
  expect(sent).toBe(2);
});

test('what is done a moment after a time-out is seen', async () => {
  open.centre.send = async () => {
    open.clock.after(2000, done);
    throw new VendorError('timeout', 'Milan did not answer in time');
  };
  expect(await push()).toMatchObject({ change: { outcome: 'saved' } });
});

test('what is left over is told', async () => {
  expect(await push()).toMatchObject({
    ...{ change: { outcome: 'saved-otherwise' }, words: 'Pushed: 1 of 1 differences are still there.' },
  });
});

test('only who may edit the system plans or pushes', async () => {
  expect((await refusalOf(open.desk.plan('milan', null, sue))).code).toBe('not-allowed');
  expect((await refusalOf(push('r', sue))).code).toBe('not-allowed');
  expect((await refusalOf(open.desk.plan('nobody', null, ada))).code).toBe('not-found');
});
