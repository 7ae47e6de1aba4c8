import fc from 'fast-check';
import { z } from 'zod';
import type { FloorRecords } from './floor';
import { recordId } from './ids';
import { type FloorKind, floorKinds } from './kinds';
import { type RecordOf, recordSchemas } from './records';

/** For property tests only: records made from the schemas, so that a new field is covered by itself. */

interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly minLength?: number;
  readonly maximum?: number;
}

const natives = ['1', '2', 'a b', 'ä/ö', '__proto__', '300|301'];
const ids = ['milan', 'lucca'].flatMap((source) => natives.map((native) => recordId(source, native)));
// Few values, so that neighbours are often equal; the odd ones, because vendors have them too.
const words = ['', 'Anna', 'Björk', '<script>', '"\\\n', '\u2028', '👩‍💻', '__proto__'];
const instants = [0, 1_700_000_000_000, 1_700_000_001_000, 1_700_000_009_999];

function arbitraryValue(schema: FieldSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(arbitraryValue));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => arbitraryValue({ ...schema, type: one })));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.oneof(fc.nat(3), fc.constantFrom(...instants));
  if (type === 'number') return fc.double({ min: 0, max: schema.maximum ?? 1, noNaN: true });
  if (type === 'string') return fc.constantFrom(...words.filter((word) => word.length >= (schema.minLength ?? 0)));
  throw new Error(`No values known for ${JSON.stringify(schema)}: teach arbitrary-floor.ts this type`);
}

export function arbitraryRecord<K extends FloorKind>(kind: K): fc.Arbitrary<RecordOf[K]> {
  const { properties } = z.toJSONSchema(recordSchemas[kind]) as { properties: Record<string, FieldSchema> };
  const fields = Object.entries(properties).map(([name, schema]) => [name, arbitraryValue(schema)]);
  return fc.record({ ...Object.fromEntries(fields), id: fc.constantFrom(...ids) }) as unknown as fc.Arbitrary<
    RecordOf[K]
  >;
}

export function arbitraryRecords(maxLength = 8): fc.Arbitrary<FloorRecords> {
  const tables = floorKinds.map((kind) => [
    kind,
    fc.uniqueArray(arbitraryRecord(kind), { selector: (record) => record.id, maxLength }),
  ]);
  return fc.record(Object.fromEntries(tables)) as unknown as fc.Arbitrary<FloorRecords>;
}
