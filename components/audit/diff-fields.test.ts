import { expect, test } from 'vitest';
import { diffFields } from './diff-fields';

test('only what differs, however deep, with what was there and what was not', () => {
  const before = { name: 'Milan', settings: { baseUrl: 'http://a', timeoutSeconds: 5 }, teams: ['a'], gone: null };
  const after = {
    name: 'Milan',
    settings: { baseUrl: 'http://b', timeoutSeconds: 5 },
    teams: ['a', 'b'],
    paused: true,
  };
  expect(diffFields(before, after)).toEqual([
    { path: 'settings.baseUrl', before: 'http://a', after: 'http://b' },
    { path: 'teams', before: '["a"]', after: '["a","b"]' },
    { path: 'gone', before: 'null', after: null },
    { path: 'paused', before: null, after: 'true' },
  ]);
});

test('with one side missing, all of the other; with both, nothing', () => {
  expect(diffFields(null, { a: '' })).toEqual([{ path: 'a', before: null, after: '' }]);
  expect(diffFields({ a: 1 }, null)).toEqual([{ path: 'a', before: '1', after: null }]);
  expect(diffFields(null, null)).toEqual([]);
  expect(diffFields([1], [2])).toEqual([{ path: '', before: '[1]', after: '[2]' }]);
});
