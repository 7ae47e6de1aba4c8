import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules';

test.each([
  ['', /at least 12/],
  ['eleven char', /at least 12/],
  ['x'.repeat(1001), /at most 1000/],
  ['Ada-Lovelace', /user name/],
  ['ada-lovelace2024!', /user name/],
  ['Password1234', /harder to guess/],
  ['qwertyuiop123', /harder to guess/],
  ['administrator', /harder to guess/],
  ['aaaaaaaaaaaa', /harder to guess/],
  ['abababababab', /harder to guess/],
  ['123456789012', /harder to guess/],
  ['lkjihgfedcba', /harder to guess/],
])('%s will not do', (password, words) => {
  expect(passwordProblem(password, 'ada-lovelace')).toMatch(words);
});

test.each(['correct horse battery', 'mitä kuuluu tänään', '🙂 four words and a face', `${'x y z w '.repeat(125)}`])(
  '%s will do',
  (password) => {
    expect(passwordProblem(password, 'ada')).toBeNull();
  },
);
