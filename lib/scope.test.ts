import { expect, test } from 'vitest';
import { teamId, tidyScope, touchesSource } from './scope';

const scope = { sources: ['milan'], queues: ['lucca/4'], teams: [teamId('oslo', 'A/B')] };

test('a source is touched by itself, a queue or a team of it, not by one whose name begins alike', () => {
  expect(['milan', 'lucca', 'oslo', 'mil', 'lucc', 'bergen'].map((id) => touchesSource(scope, id))).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ]);
  expect(touchesSource('all', 'bergen')).toBe(true);
  expect(touchesSource({ sources: [], queues: [], teams: [] }, 'milan')).toBe(false);
});

test('equal scopes are written alike, whatever their order and what they say twice', () => {
  const wordy = { sources: ['b', 'a', 'a'], queues: ['a/1', 'c/2', 'c/1', 'c/2'], teams: ['b/x', 'ab/y'] };
  expect(tidyScope(wordy)).toEqual({ sources: ['a', 'b'], queues: ['c/1', 'c/2'], teams: ['ab/y'] });
  expect(tidyScope('all')).toBe('all');
});
