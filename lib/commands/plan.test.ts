import { expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord } from '@/lib/floor/records';
import { usualTerms } from '@/lib/members/place';
import { commandNames } from './actions';
import { type Chosen, planFor, someNames } from './plan';
import type { CommandVendor } from './possible';

const membershipTerms = { ...usualTerms, joinsAny: true };
const all: CommandVendor = {
  membershipTerms,
  label: 'AllVendor',
  commands: commandNames,
  asksFirst: [],
  elsewhere: null,
};
const none: CommandVendor = { membershipTerms, label: 'RingMe', commands: [], asksFirst: [], elsewhere: null };

function chosen(id: string, fields: Partial<AgentRecord> = {}, vendor = all): Chosen {
  const sourceId = id.split('/')[0] ?? '';
  const agent = makeRecord('agents', { id, sourceId, name: id, readiness: 'ready', ...fields });
  return { id, name: id, place: { agent, source: makeRecord('sources', { id: sourceId, name: sourceId }), vendor } };
}

const lunch = { label: 'Lunch', codes: { 'milan/anna': '10', 'milan/1': '10' } };

test('asks whom it can and names whom it cannot, with the reason', () => {
  const plan = planFor({ action: 'pause', reason: lunch, note: 'See you at one' }, [
    chosen('milan/anna'),
    chosen('novosibirsk/bo', {}, none),
    chosen('milan/carla', { readiness: 'logged-out' }),
    { id: 'milan/gone', name: 'Dino', place: null },
  ]);
  expect(plan.asked.map(({ order }) => order)).toEqual([
    { action: 'pause', targetId: 'milan/anna', fields: { reason: '10' }, note: 'See you at one', when: 'now' },
  ]);
  expect(plan.cannot).toEqual([
    { id: 'novosibirsk/bo', name: 'novosibirsk/bo', why: 'RingMe has no “Pause”' },
    { id: 'milan/carla', name: 'milan/carla', why: 'is logged out' },
    { id: 'milan/gone', name: 'Dino', why: 'is not on the floor any more' },
  ]);
});

test('who has no such reason pauses without it, and that is said, colleagues at the same system or not', () => {
  const group = [chosen('milan/anna'), chosen('milan/bo'), chosen('helsinki/1')];
  const { asked } = planFor({ action: 'pause', reason: lunch }, group);
  expect(asked.map(({ order, but }) => [order.fields, but])).toEqual([
    [{ reason: '10' }, null],
    [{}, 'without the reason'],
    [{}, 'without the reason'],
  ]);
});

test('a reason is no field of anything but a pause', () => {
  const plan = planFor({ action: 'logout', reason: lunch, isAfterContact: true }, [chosen('milan/1')]);
  expect(plan.asked[0]?.order).toEqual({ action: 'logout', targetId: 'milan/1', fields: {}, when: 'after-contact' });
});

test('joining looks at the queue: those of another system, and those who serve it, cannot', () => {
  const serving = makeRecord('memberships', { agentId: 'milan/2', queueId: 'milan/q', serving: true });
  const plan = planFor({ action: 'join', queue: { id: 'milan/q', sourceId: 'milan' } }, [
    chosen('milan/1'),
    { ...chosen('milan/2'), membership: serving },
    chosen('helsinki/3'),
  ]);
  expect(plan.asked.map(({ order }) => order.fields)).toEqual([{ queue: 'milan/q' }]);
  expect(plan.cannot.map(({ why }) => why)).toEqual(['serves it already', 'works on another system']);
});

test('names end where there is no more room', () => {
  expect(someNames(['Anna', 'Bo'], 2)).toBe('Anna, Bo');
  expect(someNames(['Anna', 'Bo', 'Carla'], 2)).toBe('Anna, Bo and 1 more');
});
