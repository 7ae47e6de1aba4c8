import { expect, test } from 'vitest';
import { sortProblems } from './field-problems';
import { makeField } from './fixtures/make-field';

const fields = ['name', 'priority', 'priority.value', 'phones'].map((name) => makeField(name));

test.each([
  ['name', 'name', 'is taken'],
  ['values.name', 'name', 'is taken'],
  ['values.priority.value', 'priority.value', 'is taken'],
  ['priority.value', 'priority.value', 'is taken'],
  ['priority.other', 'priority', 'is taken'],
  ['phones[1]', 'phones', 'line 2 is taken'],
])('%s is said at %s', (field, name, words) => {
  const { of, stray } = sortProblems(fields, [{ field, message: 'is taken' }]);
  expect([...of]).toEqual([[name, words]]);
  expect(stray).toEqual([]);
});

test('what has no field is kept apart, and of two the first is said', () => {
  const problems = ['lock', 'names', 'name', 'name'].map((field, index) => ({ field, message: `no ${index}` }));
  const { of, stray } = sortProblems(fields, problems);
  expect([...of]).toEqual([['name', 'no 2']]);
  expect(stray.map(({ field }) => field)).toEqual(['lock', 'names']);
});
