import { expect, test } from 'vitest';
import { createConfigChangeRepository } from './config-changes-repository';
import { eachEngine } from './each-engine';
import type { ConfigChangeRow } from './schema/config-changes';

const odd = 'O’Brien "x" \\ | <script>; drop table config_changes; -- 😀';
const row = (id: string, changes: Partial<ConfigChangeRow> = {}): ConfigChangeRow => ({
  ...{ id, at: 2 ** 52, account_id: 'a', by_name: odd, request_id: `r-${id}`, digest: 'd' },
  ...{ source_id: 'milan', kind: 'queue', edit_right: 'edit-queues', record_id: odd, parent_id: null },
  ...{ queue_id: 'milan/q', label: odd, operation: 'update', outcome: 'sent', reason: null },
  ...{ before_json: '{}', after_json: null, answer: '{}', kept: 'long', undoes: null, undone_by: null, ...changes },
});
const lineOf = ({ kept: _, ...line }: ConfigChangeRow) => line;

eachEngine((open) => {
  const openChanges = async () => createConfigChangeRepository(await open());
  const idsOf = (lines: readonly { readonly id: string }[]) => lines.map(({ id }) => id);

  test('a change comes in once for a request of an account', async () => {
    const changes = await openChanges();
    await changes.add(row('01'));
    expect(await changes.get('01')).toEqual(row('01'));
    expect(await changes.get('02')).toBeNull();
    await expect(changes.add(row('02', { request_id: 'r-01' }))).rejects.toMatchObject({ code: 'duplicate' });
    await changes.add(row('03', { request_id: 'r-01', account_id: 'b' }));
    expect(await changes.findRequest('a', 'r-01')).toEqual(lineOf(row('01')));
    expect(await changes.findRequest('c', 'r-01')).toBeNull();
  });

  test('what the vendor answered is written later, and what it undoes with it', async () => {
    const changes = await openChanges();
    await changes.add(row('01', { outcome: 'saved' }));
    await changes.add(row('02', { undoes: '01' }));
    const ended = row('02', { outcome: 'saved', after_json: '{"a":1}', kept: null, undoes: '01' });
    await changes.save([{ row: ended, undone: [{ id: '01', by: '02' }] }]);
    expect(await changes.get('02')).toEqual(ended);
    expect((await changes.get('01'))?.undone_by).toBe('02');
    // Who it was and what was asked is as it was written first.
    await changes.save([{ row: { ...ended, account_id: 'x', at: 1 }, undone: [{ id: '01', by: null }] }]);
    expect([await changes.get('02'), (await changes.get('01'))?.undone_by]).toEqual([ended, null]);
    // One that could not be written before is written now.
    await changes.save([{ row: row('03'), undone: [] }]);
    expect(await changes.get('03')).toEqual(row('03'));
  });

  test('they are found by source, kind and record, newest first, without what is kept', async () => {
    const changes = await openChanges();
    for (const id of ['01', '02', '03']) await changes.add(row(id));
    await changes.add(row('04', { source_id: 'oslo', kind: 'agent', record_id: null }));
    expect(await changes.list({}, 2)).toEqual([
      lineOf(row('04', { source_id: 'oslo', kind: 'agent', record_id: null })),
      lineOf(row('03')),
    ]);
    expect(idsOf(await changes.list({ beforeId: '03' }, 9))).toEqual(['02', '01']);
    expect(idsOf(await changes.list({ sourceId: 'oslo', kind: 'agent' }, 9))).toEqual(['04']);
    expect(idsOf(await changes.list({ sourceId: 'milan', recordId: odd }, 9))).toEqual(['03', '02', '01']);
    expect(await changes.list({ recordId: 'nobody' }, 9)).toEqual([]);
  });

  test('they are found by what somebody’s scope holds, and nothing by an empty one', async () => {
    const changes = await openChanges();
    await changes.add(row('01'));
    await changes.add(row('02', { queue_id: odd }));
    await changes.add(row('03', { source_id: 'oslo', queue_id: null }));
    const found = async (sources: readonly string[], queues: readonly string[]) =>
      idsOf(await changes.list({ within: { sources, queues } }, 9));
    expect(await found(['oslo'], [])).toEqual(['03']);
    expect(await found([], [odd, 'nowhere'])).toEqual(['02']);
    expect(await found(['oslo'], [odd])).toEqual(['03', '02']);
    expect(await found([], [])).toEqual([]);
  });

  test('those that were under way when Callboard stopped are given up, and old ones forgotten', async () => {
    const changes = await openChanges();
    for (const id of ['01', '02', '03', '04']) await changes.add(row(id, id === '03' ? {} : { outcome: 'saved' }));
    await changes.giveUpSent({ beforeId: '03' }, 'why');
    await changes.giveUpSent({ fromId: '04' }, 'why');
    expect(await changes.get('03')).toMatchObject({ outcome: 'sent', reason: null });
    await changes.giveUpSent({ fromId: '03', beforeId: '04' }, 'why');
    expect(await changes.get('03')).toMatchObject({ outcome: 'unknown', reason: 'why' });
    expect(await changes.get('04')).toMatchObject({ outcome: 'saved', reason: null });
    await changes.add(row('05'));
    await changes.giveUpSent({}, 'why');
    expect(await changes.get('05')).toMatchObject({ outcome: 'unknown', reason: 'why' });
    await changes.prune('02', 9);
    expect(idsOf(await changes.list({}, 9))).toEqual(['05', '04', '03', '02']);
    await changes.prune('00', 2);
    expect(idsOf(await changes.list({}, 9))).toEqual(['05', '04']);
  });

  test('what is kept can be sealed anew, unless it is another one by now', async () => {
    const changes = await openChanges();
    await changes.add(row('01'));
    await changes.add(row('02', { kept: null }));
    const [kept] = await changes.listKept('', 9);
    expect(kept).toEqual({ id: '01', source_id: 'milan', kept: 'long' });
    expect(await changes.listKept('01', 9)).toEqual([]);
    expect(await changes.replaceKept({ ...kept!, kept: 'new' }, 'long')).toBe(true);
    expect(await changes.replaceKept({ ...kept!, kept: 'newer' }, 'long')).toBe(false);
    expect((await changes.get('01'))?.kept).toBe('new');
  });
});
