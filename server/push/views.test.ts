import { describe, expect, test } from 'vitest';
import { emptyFloor } from '@/lib/floor/floor';
import { roles } from '@/lib/principal';
import { sample } from './sample-records';
import { createViewFilter } from './view-filter';
import { project, viewFor } from './views';

const call = sample('contacts', 'milan/c1', { caller: '+39 02 1234', callerName: 'Rossi', queueId: 'milan/q1' });

describe('what a role sees for a purpose', () => {
  test.each(['admin', 'supervisor', 'lead'] as const)('[V1] %s sees callers in the console', (role) => {
    expect(project(viewFor({ role }, 'console'), 'contacts', call)).toEqual(call);
  });

  test.each(roles)('[V1] nobody sees callers on a wall, not even %s', (role) => {
    expect(project(viewFor({ role }, 'wall'), 'contacts', call)).toEqual({ ...call, caller: null, callerName: null });
  });

  test('[V1] an agent sees no callers, whatever the purpose asked for', () => {
    for (const purpose of ['console', 'me', 'wall'] as const) {
      const seen = project(viewFor({ role: 'agent' }, purpose), 'contacts', call);
      expect([seen?.caller, seen?.callerName]).toEqual([null, null]);
    }
  });

  test('[V1] the lower of role and purpose wins: a supervisor who opens "me" sees what an agent sees', () => {
    expect(viewFor({ role: 'supervisor' }, 'me').key).toBe(viewFor({ role: 'agent' }, 'console').key);
  });

  test('[V2] equal rights have one key, different rights have different ones', () => {
    expect(viewFor({ role: 'admin' }, 'console').key).toBe(viewFor({ role: 'lead' }, 'console').key);
    expect(new Set(['wall', 'me', 'console'].map((p) => viewFor({ role: 'admin' }, p as 'wall').key)).size).toBe(3);
    const scope = (queues: string[]) => ({
      sources: new Set<string>(),
      queues: new Set(queues),
      teams: new Set<string>(),
      agents: new Set<string>(),
    });
    expect(viewFor({ role: 'lead' }, 'console', scope(['a/1', 'a/2'])).key).toBe(
      viewFor({ role: 'lead' }, 'console', scope(['a/2', 'a/1'])).key,
    );
    expect(viewFor({ role: 'lead' }, 'console', scope(['a/1'])).key).not.toBe(viewFor({ role: 'lead' }, 'console').key);
  });
});

describe('an unscoped view', () => {
  test('[V3] a wall gets no commands', () => {
    const floor = emptyFloor();
    const intent = sample('intents', 'callboard/i1', { sourceId: 'milan', targetId: 'milan/a1' });
    floor.intents.set(intent.id, intent);
    const seenAs = (purpose: 'wall' | 'console') => createViewFilter(viewFor({ role: 'admin' }, purpose), floor);
    expect(seenAs('wall').records().intents).toEqual([]);
    expect(seenAs('wall').step({ put: { intents: [intent] } })).toBeNull();
    expect(seenAs('console').records().intents).toEqual([intent]);
  });

  const wall = () => createViewFilter(viewFor({ role: 'admin' }, 'wall'), emptyFloor());

  test('[V3] a wall gets no memberships', () => {
    const floor = emptyFloor();
    const membership = sample('memberships', 'milan/m1', { agentId: 'milan/a1', queueId: 'milan/q1' });
    floor.memberships.set(membership.id, membership);
    const filter = createViewFilter(viewFor({ role: 'admin' }, 'wall'), floor);
    expect(filter.records().memberships).toEqual([]);
    expect(filter.step({ put: { memberships: [membership] }, drop: { memberships: ['milan/m0'] } })).toBeNull();
  });

  test('[V1] masked fields are taken out of patches, and a patch of nothing else is silence', () => {
    const patch = (fields: object) => wall().step({ patch: { contacts: { 'milan/c1': fields } } });
    expect(patch({ caller: '+39', callerName: 'Rossi' })).toBeNull();
    expect(patch({ caller: '+39', state: 'talking' })).toEqual({
      patch: { contacts: { 'milan/c1': { state: 'talking' } } },
    });
  });

  test('[V2] a view that hides nothing hands on the very delta it was given', () => {
    const delta = { put: { contacts: [call] } };
    expect(createViewFilter(viewFor({ role: 'lead' }, 'console'), emptyFloor()).step(delta)).toBe(delta);
  });
});
