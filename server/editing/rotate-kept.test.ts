import { expect, test } from 'vitest';
import { createSecretBox } from '@/server/sources/secret-box';
import type { KeptText } from '@/server/store/config-changes-repository';
import { keepFormer, noFormer, openFormer } from './kept-former';
import { rotateKept } from './rotate-kept';

const keyOf = (byte: number) => Buffer.alloc(32, byte);
const boxOf = (byte: number, ...old: number[]) => createSecretBox({ current: keyOf(byte), old: old.map(keyOf) });
const former = { ...noFormer, before: { sip_pwd: 'Zq8-secret' } };

test('what it takes to undo changes is sealed with the newest key, and what cannot be opened is named', async () => {
  const keep = (id: string, box: ReturnType<typeof boxOf> | null): KeptText => ({
    ...{ id, source_id: 'milan', kept: keepFormer(box, { id, source_id: 'milan' }, former) },
  });
  const rows = new Map(
    [keep('01', boxOf(1)), keep('02', boxOf(2)), keep('03', boxOf(9)), keep('04', null)].map((row) => [row.id, row]),
  );
  const repository = {
    listKept: async (after: string, most: number) => [...rows.values()].filter(({ id }) => id > after).slice(0, most),
    replaceKept: async (row: KeptText) => rows.set(row.id, row).size > 0,
  };
  expect(await rotateKept(repository, boxOf(2, 1))).toEqual({
    ...{ sealed: 1, current: 2, unreadable: ['change 03'], missed: [] },
  });
  expect(openFormer(boxOf(2), rows.get('01')!)).toEqual(former);
  expect(openFormer(null, rows.get('04')!)).toEqual({ ...noFormer, before: {}, lacks: ['sip_pwd'] });
  expect(() => openFormer(boxOf(2), { ...rows.get('02')!, id: '01' })).toThrow('key that is not here');
});
