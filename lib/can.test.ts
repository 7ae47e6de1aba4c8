import { describe, expect, test } from 'vitest';
import { type Action, actions, can } from './can';
import { type Role, roles } from './principal';

/** Who may do what, as people read it: one row per action, one letter per role that may. */
const letters: Record<Role, string> = { admin: 'A', supervisor: 'S', lead: 'L', agent: 'g', viewer: 'v', screen: 'w' };
const rights: Record<Action, string> = {
  'see-floor': 'ASLgvw',
  'see-console': 'ASLgv',
  'see-callers': 'ASL',
  'see-history': 'ASLv',
  'see-sources': 'ASL',
  'retry-sources': 'AS',
  'edit-sources': 'A',
  'edit-people': 'A',
  'edit-accounts': 'A',
  'see-audit': 'A',
  'own-tokens': 'ASLv',
  'own-account': 'ASLgv',
};

describe.each(actions)('%s', (action) => {
  test.each(roles)('%s', (role) => {
    expect(can({ role }, action)).toBe(rights[action].includes(letters[role]));
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
