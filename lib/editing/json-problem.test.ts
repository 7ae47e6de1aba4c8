import { expect, test } from 'vitest';
import { findJsonProblem } from './json-problem';

test.each([
  ['{"a": [1, -2.5e3, true, null, "\\u00e9\\""], "b": {}}', null],
  ['[]', null],
  ['', [1, 1]],
  ['{\n  "a": 1,\n  "b": bad\n}', [3, 8]],
  ['{\n  "a": 1\n  "b": 2\n}', [3, 3]],
  ['{\n  "a": 1,\n}', [3, 1]],
  ['{"a" 1}', [1, 6]],
  ['{a: 1}', [1, 2]],
  ['[1, 2', [1, 6]],
  ['[1, 2}', [1, 6]],
  ['[1 2]', [1, 4]],
  ['[1,]', [1, 4]],
  ['{} {}', [1, 4]],
  ['[01]', [1, 2]],
  ['[truely]', [1, 2]],
  ['["a\nb"]', [1, 2]],
  ['<html>\n</html>', [1, 1]],
])('%j', (text, place) => {
  const problem = findJsonProblem(text);
  expect(problem && [problem.line, problem.column]).toEqual(place);
});

test('however deep it is', () => {
  expect(findJsonProblem(`${'['.repeat(200_000)}\n?`)).toEqual({ line: 2, column: 1 });
});
