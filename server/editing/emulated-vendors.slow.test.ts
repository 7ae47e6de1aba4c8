import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { parseRecordId, recordId } from '@/lib/floor/ids';
import { somebody } from '@/server/app-for-tests';
import { createApp } from '@/server/create-app';
import { fakeConfig } from '@/server/fake-config';
import { createFakeLog } from '@/server/fake-log';
import { openEmulatedSystem } from '@/server/sources/emulated/emulated-system';
import { refusalOf } from '@/server/sources/open-desk';
import type { EditAsker } from './editing-parts';
import { ada } from './open-desk';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** The whole app before an emulated system, on its clock. */
async function start(site: 'milan' | 'helsinki') {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-editing-'));
  undo.push(() => rmSync(dataDir, { recursive: true }));
  const system = await openEmulatedSystem(site);
  undo.push(system.close);
  const app = await createApp({
    config: fakeConfig({ dataDir, secretKeys: { current: Buffer.alloc(32, 3), old: [] } }),
    log: createFakeLog().log,
    sources: [system.setup],
    root: join(import.meta.dirname, '../..'),
    clock: system.clock,
  });
  undo.push(() => app.stop());
  await app.start();
  return { ...system, app, editing: app.runtime.editing };
}

test('a change at an emulated QueueMetrics is saved, met by another, saved though nothing was answered, and taken back', async () => {
  const { act, clock, deeds, editing, fault, untilDeeds } = await start('milan');
  const at = { sourceId: 'milan', kind: 'queue', id: '101', parentId: null };
  const before = await editing.read(at, ada);
  const save = (lock: string, limit: number, requestId: string) =>
    editing.update(at, { values: { rsa_sla: limit }, lock, requestId }, ada);
  const first = await save(before.lock, 31, 'r1');
  expect(first).toMatchObject({ change: { outcome: 'saved', canUndo: true }, differences: [], words: 'Saved.' });

  await act('edit', 'queue', '101', { visibility_key: 'THEIRS' });
  expect((await refusalOf(save(first.record?.lock ?? '', 32, 'r2'))).code).toBe('conflict');
  const met = await editing.read(at, ada);
  expect(met.values).toMatchObject({ rsa_sla: 31, visibility_key: 'THEIRS' });

  await fault('done-then-silent', { times: 1 });
  const asked = save(met.lock, 33, 'r3');
  await untilDeeds(2);
  await clock.advance(10_000);
  const unanswered = await asked;
  expect(unanswered).toMatchObject({ change: { outcome: 'saved' }, record: { values: { rsa_sla: 33 } } });
  expect(unanswered.words).toContain('but it was done');
  expect(await save(met.lock, 33, 'r3')).toMatchObject({ change: { id: unanswered.change.id } });
  expect(await deeds()).toEqual(['update queue', 'update queue']);

  expect((await refusalOf(editing.undo(first.change.id, ada))).code).toBe('conflict');
  await editing.undo(unanswered.change.id, ada);
  await editing.undo(first.change.id, ada);
  expect((await editing.read(at, ada)).values).toMatchObject({ ...before.values, ...kept });
  const { changes } = await editing.history({ sourceId: 'milan' }, ada.principal);
  expect(changes.map(({ outcome }) => outcome)).toEqual(['saved', 'saved', 'saved', 'saved']);
});

/** What is another after all was taken back: what somebody else wrote, and who wrote last. */
const kept = { visibility_key: 'THEIRS', nomedata_update: expect.stringContaining('callboard') };

test('what was deleted at an emulated QueueMetrics is made again', async () => {
  const { editing, centre } = await start('milan');
  const at = { sourceId: 'milan', kind: 'queue', id: '101', parentId: null };
  const { lock, values } = await editing.read(at, ada);
  const served = centre.agents.filter(({ memberOf }) => memberOf.some(({ queueId }) => queueId === '300')).length;
  const { change } = await editing.remove(at, { lock, requestId: 'r1' }, ada);
  expect(centre.queues.map(({ id }) => id)).not.toContain('300');
  const again = await editing.undo(change.id, ada);
  expect(again).toMatchObject({ change: { outcome: 'saved' }, record: { queueId: 'milan/300' } });
  expect(again.record?.values).toMatchObject({ ...values, nomedata_insert: expect.any(String), ...since });
  expect(centre.agents.filter(({ memberOf }) => memberOf.some(({ queueId }) => queueId === '300'))).toHaveLength(
    served,
  );
});

const since = { nomedata_update: expect.any(String) };

test('a lead of one queue at an emulated Sinch changes who serves it, an agent of the floor at a time', async () => {
  const { app, clock, editing } = await start('helsinki');
  const { floor } = app.keeper;
  await vi.waitFor(async () => {
    await clock.advance(1000);
    expect(floor.memberships.size).toBeGreaterThan(0);
  }, 15_000);
  const all = [...floor.memberships.values()];
  const isElsewhereToo = (agentId: string) => all.filter((one) => one.agentId === agentId).length > 1;
  const membership = all.find(({ serving, agentId }) => serving && isElsewhereToo(agentId));
  const queueId = membership?.queueId ?? '';
  const principal = somebody({ role: 'lead', name: 'Lea', scope: { sources: [], queues: [queueId], teams: [] } });
  const lea: EditAsker = { principal, address: null };
  const parentId = parseRecordId(membership?.agentId ?? '')?.nativeId ?? null;
  const kind = { sourceId: 'helsinki', kind: 'agent-queues' };
  const lines = await editing.list(kind, { q: null, parentId }, lea);
  expect(lines.map((line) => line.queueId)).toEqual([queueId]);
  const at = { ...kind, id: lines[0]?.id ?? '', parentId };
  const { lock } = await editing.read(at, lea);
  const saved = await editing.update(at, { values: { serving: false }, lock, requestId: 'r' }, lea);
  expect(saved).toMatchObject({ change: { outcome: 'saved', by: 'Lea' }, record: { values: { serving: false } } });
  const others = (await editing.list(kind, { q: null, parentId }, ada)).filter((line) => line.queueId !== queueId);
  expect(others).not.toEqual([]);
  for (const { id } of others)
    expect((await refusalOf(editing.read({ ...kind, id, parentId }, lea))).code).toBe('not-found');
  const seen = await editing.list({ ...kind, kind: 'agents' }, { q: null, parentId: null }, lea);
  const serving = [...floor.memberships.values()].filter((one) => one.queueId === queueId);
  expect(seen.map(({ id }) => recordId('helsinki', id)).sort()).toEqual(serving.map(({ agentId }) => agentId).sort());
  expect(seen.length).toBeLessThan(floor.agents.size);
  const presences = { ...kind, kind: 'presences' };
  expect((await editing.list(presences, { q: null, parentId }, lea)).length).toBeGreaterThan(0);
});
