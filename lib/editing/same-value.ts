import type { FieldValue, RecordField } from './records';

/** Whether two values of a field mean the same: nothing set is nothing set however it is told, and what is chosen has no order. */
export function sameValue(kind: RecordField['kind'], one: FieldValue, other: FieldValue): boolean {
  return JSON.stringify(settled(kind, one)) === JSON.stringify(settled(kind, other));
}

function settled(kind: RecordField['kind'], value: FieldValue): unknown {
  if (value === '' || value === null) return null;
  if (!Array.isArray(value)) return value;
  const items = value.map((one) => (typeof one === 'string' ? one : [one.of, one.level]));
  if (items.length === 0) return null;
  return kind === 'list' ? items : items.map((one) => JSON.stringify(one)).sort();
}
