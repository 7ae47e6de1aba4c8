import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecord, arbitraryRecords } from './arbitrary-floor';
import { cloneFloor, emptyFloor, floorFromRecords, recordsOf, sameFloor, tableOf } from './floor';
import { parseRecordId, recordId } from './ids';
import { floorKinds } from './kinds';
import { makeRecord } from './make-record';
import { recordSchemas } from './records';
import { sameRecord } from './same-record';

it('[R1] every field of every record is required and scalar, and nothing else may be in it', () => {
  for (const kind of floorKinds) {
    const [record] = fc.sample(arbitraryRecord(kind), 1);
    const schema = recordSchemas[kind];
    expect(schema.safeParse(record).success).toBe(true);
    expect(schema.safeParse({ ...record, extra: 1 }).success).toBe(false);
    for (const field of Object.keys(schema.shape)) {
      const { [field]: _, ...rest } = record as unknown as Record<string, unknown>;
      expect(schema.safeParse(rest).success, `${kind} without ${field}`).toBe(false);
      expect(schema.safeParse({ ...record, [field]: {} }).success, `${kind} with a nested ${field}`).toBe(false);
    }
  }
});

it.each(floorKinds)('[R1] a made record of %s is a whole one', (kind) => {
  expect(recordSchemas[kind].safeParse(makeRecord(kind)).success).toBe(true);
});

it('[R3] an id is its source and the encoded id of the vendor, and can be taken apart again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (native) => {
      const id = recordId('milan', native);
      expect(id.split('/')).toHaveLength(2);
      expect(parseRecordId(id)).toEqual({ sourceId: 'milan', nativeId: native });
    }),
  );
});

it('[R3] an id holds no half of a character, which text that was cut may end in', () => {
  expect(recordId('milan', 'Ann \ud83d')).toBe(recordId('milan', 'Ann \ufffd'));
  expect(parseRecordId(recordId('milan', 'Ann 😀'))).toEqual({ sourceId: 'milan', nativeId: 'Ann 😀' });
});

it.each(['milan', '/1', '', 'milan/%zz'])('[R3] %j is no id of a record', (id) => {
  expect(parseRecordId(id)).toBeNull();
});

it('[D3] a floor made of records gives the same records back', () => {
  fc.assert(
    fc.property(arbitraryRecords(), (records) => {
      const back = recordsOf(floorFromRecords(records));
      expect(back).toEqual(records);
      for (const kind of floorKinds) expect(back[kind].every((record, i) => record === records[kind][i])).toBe(true);
    }),
  );
});

it('[D3] what happens to a clone is not seen in the original', () => {
  const floor = floorFromRecords({ ...recordsOf(emptyFloor()), agents: [makeRecord('agents')] });
  const clone = cloneFloor(floor);
  clone.agents.clear();
  expect(floor.agents.size).toBe(1);
});

it('[D3] floors are the same when their records are, in whatever order', () => {
  const [a, b] = [makeRecord('agents', { id: 'milan/1' }), makeRecord('agents', { id: 'milan/2' })];
  const agents = (...records: (typeof a)[]) => ({ ...emptyFloor(), agents: tableOf<'agents'>(records) });
  expect(sameFloor(agents(a, b), agents({ ...b }, { ...a }))).toBe(true);
  expect(sameFloor(agents(a, b), agents(a))).toBe(false);
  expect(sameFloor(agents(a), agents(b))).toBe(false);
  expect(sameFloor(agents(a), agents({ ...a, team: 'Night' }))).toBe(false);
});

it('[D3] records are the same when all their values are', () => {
  const record = makeRecord('queues', { waiting: 0 });
  expect(sameRecord(record, { ...record })).toBe(true);
  expect(sameRecord(record, { ...record, waiting: null })).toBe(false);
});

it('[R3] of two records with one id the later wins', () => {
  const twice = [makeRecord('agents', { name: 'old' }), makeRecord('agents', { name: 'new' })];
  expect([...tableOf<'agents'>(twice).values()].map((record) => record.name)).toEqual(['new']);
});
