import { describe, expect, test } from 'vitest';
import { makeField, picksOf } from './fixtures/make-field';
import type { FieldValue, RecordField } from './records';
import { changedFields, draftValues, fromTyped, type TypedValue, toTyped, touchedFor } from './typed-values';

const f = (kind: RecordField['kind'], more: Partial<RecordField> = {}) => makeField('x', { kind, ...more });
const everyKind: readonly [RecordField, FieldValue][] = [
  [f('text'), ' a '],
  [f('text'), null],
  [f('text'), ''],
  [f('long-text'), 'a\n\nb'],
  [f('number'), 0],
  [f('number'), null],
  [f('number'), 'ten'],
  [f('boolean'), null],
  [f('boolean'), false],
  [f('choice'), 'gone'],
  [f('choices'), ['b', 'a']],
  [f('list'), ['', ' 300 ']],
  [f('members'), [{ of: 'a', level: 'main' }]],
];

test.each(everyKind)('%#: what is only shown stays what it was: %j', (field, value) => {
  expect(fromTyped(field, toTyped(field, value), value)).toBe(value);
  expect(fromTyped(field, undefined, value)).toBe(value);
});

describe('what is typed', () => {
  test.each<[RecordField, TypedValue, FieldValue, FieldValue]>([
    [f('text'), ' a', 'b', ' a'],
    [f('text'), '', 'b', ''],
    [f('number'), ' 1,5 ', 1, 1.5],
    [f('number'), '', 1, null],
    [f('number'), '1e999', 1, '1e999'],
    [f('number'), 'ten', 1, 'ten'],
    [f('boolean'), true, null, true],
    [f('choice', { picks: picksOf('A') }), '', 'a', null],
    [f('choice', { picks: [{ value: '', label: 'None' }] }), '', 'a', ''],
    [f('list'), ' 300 \n\n301', null, ['300', '301']],
    [f('list'), '', ['300'], []],
    [f('members'), [{ of: 'a', level: '' }], [], [{ of: 'a', level: '' }]],
  ])('%#: %j', (field, typed, was, value) => expect(fromTyped(field, typed, was)).toEqual(value));
});

test('a draft is the record with what was touched, and can be typed again upon another record', () => {
  const fields = [makeField('name'), makeField('most', { kind: 'number' }), makeField('open', { kind: 'boolean' })];
  const values = { name: 'Sales', most: 5, open: null, hidden: 1 };
  const draft = draftValues(fields, values, { name: 'Sales', most: '7', gone: 'x' });
  expect(draft).toEqual({ ...values, most: 7 });
  expect(changedFields(fields, values, draft).map(({ name }) => name)).toEqual(['most']);
  expect(touchedFor(fields, { ...values, name: 'Sales 2', most: 9 }, draft)).toEqual({ name: 'Sales', most: '7' });
});
