import { expect, test } from 'vitest';
import { readCookie } from './read-cookie';

test.each([
  [null, null],
  ['', null],
  ['other=1; token=abc', 'abc'],
  ['token=a%3Db', 'a=b'],
  ['token=%zz', '%zz'],
  ['xtoken=1', null],
  ['token.1=b; token.0=a; token.2=c', 'abc'],
  ['token', ''],
])('the cookie in %j is %j', (header, value) => {
  expect(readCookie(header, 'token')).toBe(value);
});
