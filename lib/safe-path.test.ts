import { expect, test } from 'vitest';
import { safePath } from './safe-path';

test.each([
  ['/queues?sort=wait#top', '/queues?sort=wait#top'],
  ['//evil.example/queues', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [null, '/'],
])('%s leads to %s', (path, landing) => {
  expect(safePath(path, '/')).toBe(landing);
});
