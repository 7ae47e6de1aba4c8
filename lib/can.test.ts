import { describe, expect, test } from 'vitest';
import { actions, can } from './can';
import { mayByTable } from './fixtures/rights-table';
import { roles } from './principal';

describe.each(actions)('%s', (action) => {
  test.each(roles)('%s', (role) => {
    expect(can({ role }, action)).toBe(mayByTable(role, action));
  });
});

test('a token does what it was made for and what its account may, no more', () => {
  const grants = ['see-floor', 'edit-accounts'];
  expect(can({ role: 'lead', grants }, 'see-floor')).toBe(true);
  expect(can({ role: 'lead', grants }, 'see-history')).toBe(false);
  expect(can({ role: 'lead', grants }, 'edit-accounts')).toBe(false);
});

test('a scope holds whole sources, single queues and teams together', () => {
  const user = {
    role: 'lead' as const,
    scope: { sources: ['milan'], queues: ['lucca/4'], teams: ['helsinki/Sales%20IT'] },
  };
  expect(can(user, 'see-history', { sourceId: 'milan', queueId: 'milan/7' })).toBe(true);
  expect(can(user, 'see-history', { sourceId: 'lucca', queueId: 'lucca/4' })).toBe(true);
  expect(can(user, 'see-history', { sourceId: 'lucca', queueId: 'lucca/5' })).toBe(false);
  expect(can(user, 'see-history', { sourceId: 'lucca' })).toBe(false);
  expect(can(user, 'see-floor', { sourceId: 'helsinki', team: 'helsinki/Sales%20IT' })).toBe(true);
  expect(can(user, 'see-floor', { sourceId: 'helsinki', team: null })).toBe(false);
});
