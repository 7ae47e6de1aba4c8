import { describe, expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord, SourceRecord } from '@/lib/floor/records';
import { usualTerms } from '@/lib/members/place';
import { commandNames } from './actions';
import {
  type AgentPlace,
  agentObstacle,
  type CommandVendor,
  commandRights,
  commandsFor,
  isForContact,
  membershipObstacle,
} from './possible';

const membershipTerms = { ...usualTerms, joinsAny: true };
const all: CommandVendor = {
  membershipTerms,
  label: 'AllVendor',
  commands: commandNames,
  asksFirst: [],
  elsewhere: null,
};
const none: CommandVendor = { membershipTerms, label: 'NoVendor', commands: [], asksFirst: [], elsewhere: 'Dial *51' };
const everything = { agents: true, queues: true, contacts: true, messages: true };

function place(agent: Partial<AgentRecord> = {}, source: Partial<SourceRecord> = {}, vendor = all): AgentPlace {
  return { agent: makeRecord('agents', agent), source: makeRecord('sources', source), vendor };
}

describe('rights', () => {
  test('viewers, agents and screens act on nobody; leads and above on all kinds', () => {
    for (const role of ['viewer', 'agent', 'screen'] as const)
      expect(commandRights({ role })).toEqual({ agents: false, queues: false, contacts: false, messages: false });
    for (const role of ['lead', 'supervisor', 'admin'] as const) expect(commandRights({ role })).toEqual(everything);
  });

  test('a right that is lacking takes its commands away, whatever the vendor can', () => {
    expect(commandsFor('contact', all, { ...everything, contacts: false })).toEqual([]);
    expect(commandsFor('queue', all, { ...everything, messages: false })).toEqual([]);
    const withoutMessages = commandsFor('agent', all, { ...everything, messages: false });
    expect(withoutMessages).toContain('pause');
    expect(withoutMessages).not.toContain('message-agent');
    expect(withoutMessages).not.toContain('send-text');
  });

  test('what the vendor cannot do is not offered', () => {
    expect(commandsFor('agent', none, everything)).toEqual([]);
    expect(commandsFor('agent', { ...none, commands: ['pause', 'hang-up'] }, everything)).toEqual(['pause']);
  });
});

describe('an agent', () => {
  test.each([
    ['ready', 'ready', 'is ready already'],
    ['ready', 'logged-out', 'is logged out'],
    ['pause', 'logged-out', 'is logged out'],
    ['login', 'paused', 'is logged in already'],
    ['logout', 'logged-out', 'is logged out already'],
  ] as const)('%s is not offered to whoever is %s', (action, readiness, words) => {
    expect(agentObstacle(action, place({ readiness }))).toBe(words);
  });

  test.each([
    ['ready', 'paused'],
    ['ready', 'unknown'],
    ['pause', 'paused'],
    ['login', 'logged-out'],
    ['logout', 'ready'],
    ['message-agent', 'logged-out'],
  ] as const)('%s is offered to whoever is %s', (action, readiness) => {
    expect(agentObstacle(action, place({ readiness }))).toBeNull();
  });

  test('whom the vendor does not let us manage is left alone, in words', () => {
    expect(agentObstacle('pause', place({ canManageReadiness: false }))).toContain('does not let Callboard');
    expect(agentObstacle('message-agent', place({ canManageReadiness: false }))).toBeNull();
    expect(agentObstacle('message-agent', place({ canManage: false }))).toContain('does not let Callboard');
    expect(agentObstacle('pause', place({ canManage: null, canManageReadiness: null }))).toBeNull();
  });

  test('a source that is paused or needs somebody is not asked; one that is silent is', () => {
    expect(agentObstacle('pause', place({}, { name: 'Milan', link: 'paused' }))).toBe('Milan is paused');
    expect(agentObstacle('pause', place({}, { link: 'needs-attention' }))).toContain('needs attention');
    expect(agentObstacle('pause', place({}, { link: 'retrying' }))).toBeNull();
  });

  test('what the vendor lacks is named', () => {
    expect(agentObstacle('pause', place({}, {}, none))).toBe('NoVendor has no “Pause”');
  });
});

describe('a queue', () => {
  const queue = { sourceId: 'milan' };
  const member = (fields = {}) => makeRecord('memberships', fields);

  test.each([
    ['join', member({ serving: true }), 'serves it already'],
    ['join', member({ serving: false, canChange: false }), 'Milan does not let Callboard change who serves this queue'],
    ['leave', member({ serving: false }), 'does not serve it'],
    ['leave', undefined, 'is not in it'],
  ] as const)('%s: %#', (action, membership, words) => {
    expect(membershipObstacle(action, place(), queue, membership)).toBe(words);
  });

  test('one joins a queue one is not in, and leaves one that is served', () => {
    expect(membershipObstacle('join', place(), queue, undefined)).toBeNull();
    expect(membershipObstacle('leave', place(), queue, member({ serving: true }))).toBeNull();
  });

  test('of another system is out of reach', () => {
    expect(membershipObstacle('join', place(), { sourceId: 'helsinki' }, undefined)).toBe('works on another system');
  });
});

describe('a contact', () => {
  const contact = (fields: object) => makeRecord('contacts', fields);

  test('is listened to while it is talked, by whoever has somebody to listen to', () => {
    expect(isForContact('listen', contact({ state: 'talking', agentId: 'milan/101' }))).toBe(true);
    expect(isForContact('listen', contact({ state: 'ringing', agentId: 'milan/101' }))).toBe(false);
    expect(isForContact('hang-up', contact({ state: 'waiting' }))).toBe(false);
  });

  test('is picked up before, and gets its outcome after', () => {
    expect(isForContact('pick-up', contact({ state: 'waiting' }))).toBe(true);
    expect(isForContact('pick-up', contact({ state: 'talking', agentId: 'milan/101' }))).toBe(false);
    expect(isForContact('set-outcome', contact({ state: 'wrap-up', agentId: 'milan/101' }))).toBe(true);
  });
});
