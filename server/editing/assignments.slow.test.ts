import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { QueueAction } from '@/lib/commands/actions';
import type { IntentRecord, MembershipRecord } from '@/lib/floor/records';
import { somebody } from '@/server/app-for-tests';
import { bea } from '@/server/commands/open-desk';
import { createApp } from '@/server/create-app';
import { fakeConfig } from '@/server/fake-config';
import { createFakeLog } from '@/server/fake-log';
import { openEmulatedSystem } from '@/server/sources/emulated/emulated-system';
import { ada } from './open-desk';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const queueId = 'milan/300';
/** The configuration is read after who serves. */
const hasLevel = ({ level }: MembershipRecord) => level !== null;

/** The whole app before an emulated system, on its clock. */
async function start(site: 'milan' | 'lucca', isRead: (membership: MembershipRecord) => boolean) {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-assign-'));
  undo.push(() => rmSync(dataDir, { recursive: true }));
  const system = await openEmulatedSystem(site);
  undo.push(system.close);
  const app = await createApp({
    config: fakeConfig({ dataDir }),
    log: createFakeLog().log,
    sources: [system.setup],
    root: join(import.meta.dirname, '../..'),
    clock: system.clock,
  });
  undo.push(() => app.stop());
  await app.start();
  const { floor } = app.keeper;
  /** Lets time go by until it is so. */
  const until = (isSo: () => void, stepMs = 500) =>
    vi.waitFor(
      async () => {
        await system.clock.advance(stepMs);
        isSo();
      },
      { timeout: 30_000, interval: 20 },
    );
  const inQueue = (agentId: string, queue = queueId): MembershipRecord | undefined =>
    [...floor.memberships.values()].find((one) => one.agentId === agentId && one.queueId === queue);
  const intentsOf = (action: QueueAction): IntentRecord[] =>
    [...floor.intents.values()].filter((one) => one.action === action);
  await until(() => expect([...floor.memberships.values()].some(isRead)).toBe(true));
  const strangers = [...floor.agents.values()].filter(({ id }) => !inQueue(id)).map(({ id }) => id);
  return { ...system, ...app.runtime, app, floor, until, inQueue, intentsOf, strangers };
}

test('[I1, I2] three agents are added to a queue of an emulated QueueMetrics, shown, and taken back from the history', async () => {
  const { commands, editing, deeds, fault, until, inQueue, intentsOf, strangers } = await start('milan', hasLevel);
  const three = strangers.slice(0, 3);
  const orders = three.map((targetId, index) => ({
    ...({ action: 'assign', targetId, when: 'now' } as const),
    fields: { queue: queueId, level: String(index) },
  }));
  const told = await commands.preview(orders, bea);
  expect(told[0]).toMatchObject({ refusal: null, calls: [expect.stringMatching(/^POST \/queue\/\d+\/jsonEditorApi/)] });
  await commands.send({ requestId: 'r1', holdMs: 0, orders }, bea);
  await until(() => expect(intentsOf('assign').map(({ status }) => status)).toEqual(three.map(() => 'confirmed')));
  expect(three.map((id) => inQueue(id))).toMatchObject([0, 1, 2].map((level) => ({ level })));
  expect(await deeds()).toEqual(['update queue']);
  const { changes } = await editing.history({ sourceId: 'milan' }, ada.principal);
  expect(changes).toMatchObject([{ by: 'Bea', kind: 'queue', outcome: 'saved', canUndo: true }]);

  await editing.undo(changes[0]?.id ?? '', ada);
  await until(() => expect(three.map((id) => inQueue(id))).toEqual(three.map(() => undefined)));

  await fault('done-then-silent', { times: 1 });
  const [one = ''] = three;
  const again = { action: 'assign', targetId: one, when: 'now', fields: { queue: queueId } } as const;
  await commands.send({ requestId: 'r2', holdMs: 0, orders: [again] }, bea);
  await until(() => expect(inQueue(one)).toMatchObject({ level: 0 }));
  expect(await deeds()).toHaveLength(3);
});

test('[I1] an agent who was added for a while is let leave the queue and taken out of it', async () => {
  const { commands, borrows, clock, floor, until, inQueue, intentsOf, strangers } = await start('milan', hasLevel);
  const one = strangers.find((id) => floor.agents.get(id)?.readiness === 'ready') ?? '';
  const moves = [{ agentId: one, queueId, does: 'assign' as const, level: '1' }];
  const { id } = await borrows.begin({ requestId: 'b', minutes: 2, moves }, bea);
  await until(() => expect(intentsOf('assign')).toMatchObject([{ status: 'confirmed' }]));
  const join = { action: 'join', targetId: one, when: 'now', fields: { queue: queueId } } as const;
  await commands.send({ requestId: 'j', holdMs: 0, orders: [join] }, bea);
  await until(() => expect(inQueue(one)).toMatchObject({ serving: true, level: 1 }));
  await clock.advance(60_000);
  await until(() => expect(borrows.list(bea).find((borrow) => borrow.id === id)?.state).toBe('returned'), 1000);
  expect(intentsOf('leave')).toMatchObject([{ status: 'confirmed', by: 'Callboard, for Bea' }]);
  expect(inQueue(one)).toBeUndefined();
});

test('[I1, I2] an agent who joins a queue of an emulated Imagicle by themselves is in the history, and taken out from there', async () => {
  const { commands, editing, floor, until, inQueue, intentsOf } = await start(
    'lucca',
    ({ serving }) => serving === false,
  );
  const queues = [...floor.queues.keys()];
  const pairs = [...floor.agents.keys()].flatMap((agent) => queues.map((queue) => [agent, queue] as const));
  const [targetId, queue] = pairs.find(([agent, one]) => !inQueue(agent, one)) ?? ['', ''];
  const self = { principal: somebody({ role: 'agent', name: 'Self', agentIds: [targetId] }), address: null };
  const join = { action: 'join', targetId, when: 'now', fields: { queue } } as const;
  expect(await commands.preview([join], self)).toMatchObject([{ calls: [expect.stringMatching(/^POST .*Agents/)] }]);
  await commands.send({ requestId: 'j', holdMs: 0, orders: [join] }, self);
  await until(() => expect(intentsOf('join')).toMatchObject([{ status: 'confirmed' }]));
  const { changes } = await editing.history({ sourceId: 'lucca' }, ada.principal);
  expect(changes).toMatchObject([{ by: 'Self', kind: 'queue-agents', operation: 'create', canUndo: true }]);
  await editing.undo(changes[0]?.id ?? '', ada);
  await until(() => expect(inQueue(targetId, queue)).toBeUndefined());
});
