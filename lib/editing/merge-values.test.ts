import { describe, expect, test } from 'vitest';
import { makeField } from './fixtures/make-field';
import { mergeValues } from './merge-values';
import type { FieldValue, RecordField } from './records';

function merge(kind: RecordField['kind'], base: FieldValue, mine: FieldValue, theirs: FieldValue) {
  const of = (x: FieldValue) => ({ x });
  const { values, clashes, taken, joined } = mergeValues([makeField('x', { kind })], {
    base: of(base),
    mine: of(mine),
    theirs: of(theirs),
  });
  return [values.x, clashes.length, taken.length, joined.length];
}

describe('one field', () => {
  test.each([
    ['text', 'a', 'a', 'a', ['a', 0, 0, 0]],
    ['text', 'a', 'b', 'a', ['b', 0, 0, 0]],
    ['text', 'a', 'a', 'c', ['c', 0, 1, 0]],
    ['text', 'a', 'b', 'b', ['b', 0, 1, 0]],
    ['text', 'a', 'b', 'c', ['b', 1, 0, 0]],
    ['number', null, 5, null, [5, 0, 0, 0]],
    ['number', 5, 5, null, [null, 0, 1, 0]],
    ['number', 5, null, 6, [null, 1, 0, 0]],
    ['boolean', false, true, false, [true, 0, 0, 0]],
    ['list', ['a'], ['a', 'b'], ['b', 'a'], [['a', 'b'], 1, 0, 0]],
    ['choices', ['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], [['a', 'b', 'c'], 0, 1, 0]],
    ['choices', ['a'], ['a', 'b'], ['a', 'c'], [['a', 'c', 'b'], 0, 0, 1]],
    ['choices', ['a', 'b'], ['b'], ['a', 'b', 'c'], [['b', 'c'], 0, 0, 1]],
  ] as const)('%s: %j → mine %j, theirs %j', (kind, base, mine, theirs, wanted) =>
    expect(merge(kind, base, mine, theirs)).toEqual(wanted),
  );
});

describe('members', () => {
  const at = (...members: string[]) => members.map((text) => ({ of: text.slice(0, 1), level: text.slice(1) }));
  test.each([
    [at('a1'), at('a1', 'b1'), at('a1', 'c1'), at('a1', 'c1', 'b1'), 0, 1],
    [at('a1', 'b1'), at('a1'), at('a1', 'b1', 'c1'), at('a1', 'c1'), 0, 1],
    [at('a1', 'b1'), at('a2', 'b1'), at('a1', 'b2'), at('a2', 'b2'), 0, 1],
    [at('a1'), at('a2', 'b1'), at('a2'), at('a2', 'b1'), 0, 1],
    [at('a1'), at('a2'), at('a3'), at('a2'), 1, 0],
    [at('a1'), at('a2'), at(), at('a2'), 1, 0],
    [at(), at('a1'), at('a2'), at('a1'), 1, 0],
  ])('%j → mine %j, theirs %j', (base, mine, theirs, wanted, clashes, joined) =>
    expect(merge('members', base, mine, theirs)).toEqual([wanted, clashes, 0, joined]),
  );

  test('in another order are the same', () =>
    expect(merge('members', at('a1', 'b1'), at('b1', 'a1'), at('a1'))).toEqual([at('a1'), 0, 1, 0]));
});

test('each field goes its own way, and what has no field stays theirs', () => {
  const fields = ['mine', 'theirs', 'both', 'none'].map((name) => makeField(name));
  const base = { mine: '0', theirs: '0', both: '0', none: '0', hidden: '0' };
  const merged = mergeValues(fields, {
    base,
    mine: { ...base, mine: '1', both: '1' },
    theirs: { ...base, theirs: '2', both: '2', hidden: '2' },
  });
  expect(merged).toEqual({
    values: { mine: '1', theirs: '2', both: '1', none: '0', hidden: '2' },
    ...{ clashes: ['both'], taken: ['theirs'], joined: [] },
  });
});
