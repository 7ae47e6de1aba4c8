import { describe, expect, test } from 'vitest';
import { makeField } from './fixtures/make-field';
import { problemOfValue } from './problem-of-value';
import type { FieldValue, RecordField } from './records';
import { sameValue } from './same-value';

const field = (kind: RecordField['kind'], more: Partial<RecordField> = {}): RecordField =>
  makeField('f', { kind, picks: ['a', 'b'].map((value) => ({ value, label: value })), ...more });

describe('a value fits its field', () => {
  const levels = [{ value: 'main', label: 'Main' }];
  test.each<readonly [RecordField, FieldValue, string | null]>([
    [field('text'), 'مبيعات \u200f "x" | / 😀', null],
    [field('text'), 'two\nlines', 'must be one line'],
    [field('text'), 'a\u0000b', 'must be without control characters'],
    [field('text'), 7, 'must be text'],
    [field('text', { maxLength: 2 }), '😀😀', null],
    [field('text', { maxLength: 2 }), 'abc', 'must have at most 2 characters'],
    [field('text', { isRequired: true }), '', 'must not be empty'],
    [field('long-text'), 'two\nlines', null],
    [field('number'), 1.5, null],
    [field('number'), '1', 'must be a number'],
    [field('number', { isRequired: true }), 0, null],
    [field('number', { isRequired: true }), null, 'must not be empty'],
    [field('boolean', { isRequired: true }), false, null],
    [field('boolean'), 'true', 'must be yes or no'],
    [field('choice'), 'a', null],
    [field('choice'), 'c', 'must be one of those to choose from'],
    [field('choices'), ['a', 'b'], null],
    [field('choices'), ['a', 'c'], 'has one that cannot be chosen'],
    [field('choices'), 'a', 'must be a list'],
    [field('list'), ['anything', 'at all'], null],
    [field('list'), ['a\u0007'], 'must be without control characters'],
    [field('list'), [{ of: 'a', level: '' }], 'must be a list of texts'],
    [field('members', { levels }), [{ of: 'a', level: 'main' }], null],
    [field('members', { levels }), [{ of: 'a', level: '' }], 'has a level that cannot be chosen'],
    [field('members'), [{ of: 'a', level: '' }], null],
    [field('members'), [{ of: 'c', level: '' }], 'has one that cannot be chosen'],
    [
      field('members'),
      [
        { of: 'a', level: '' },
        { of: 'a', level: '' },
      ],
      'has one twice',
    ],
    [field('members'), ['a'], 'must be a list of members'],
    [field('members', { isRequired: true }), [], 'must not be empty'],
  ])('%#: %j', (given, value, problem) => {
    expect(problemOfValue(given, value)).toBe(problem);
  });
});

test('what means the same is the same', () => {
  const members = (...of: string[]) => of.map((one) => ({ of: one, level: 'main' }));
  for (const kind of ['text', 'number', 'list', 'members'] as const) {
    expect([kind, sameValue(kind, '', null)]).toEqual([kind, true]);
    expect([kind, sameValue(kind, [], null)]).toEqual([kind, true]);
  }
  expect(sameValue('members', members('a', 'b'), members('b', 'a'))).toBe(true);
  expect(sameValue('members', members('a'), [{ of: 'a', level: 'spill' }])).toBe(false);
  expect(sameValue('choices', ['a', 'b'], ['b', 'a'])).toBe(true);
  expect(sameValue('list', ['a', 'b'], ['b', 'a'])).toBe(false);
  expect(sameValue('number', 0, null)).toBe(false);
  expect(sameValue('boolean', false, null)).toBe(false);
  expect(sameValue('text', '1', 1)).toBe(false);
});
