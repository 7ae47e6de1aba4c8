import { expect, test } from 'vitest';
import { readTarget } from './read-target';

test.each([
  ['/', '/', ''],
  ['/queues?sort=wait&x=%00', '/queues', '?sort=wait&x=%00'],
  ['/api/sources/milan%2Fq%5C1/retry', '/api/sources/milan%2Fq%5C1/retry', ''],
  ["/a-b_c.d~e!f'(g)*", "/a-b_c.d~e!f'(g)*", ''],
  ['/?', '/', ''],
  ['/x?a=//b/../c', '/x', '?a=//b/../c'],
])('%s has one reading', (target, pathname, search) => {
  expect(readTarget(target)).toMatchObject({ pathname, search });
});

test.each([
  undefined,
  '',
  '*',
  'queues',
  'http://elsewhere.example/sign-in',
  '//evil.example',
  '//evil.example/..',
  '/queues//x',
  '/\\evil.example',
  '/sign-in/../api/floor',
  '/sign-in/./x',
  '/..',
  '/%2e%2e/api/floor',
  '/%2E/x',
  '/x%00',
  '/%',
  '/%zz',
  '/%E0%A4%A',
  '/%c0%ae%c0%ae/',
  '/a b',
  '/a\tb',
  '/a\0b',
  '/queues#top',
  '/<script>',
  '/ü',
])('%j has none, or more than one', (target) => {
  expect(readTarget(target)).toBeNull();
});
