import { describe, expect, it } from 'vitest';
import { createCentre } from './centre';
import type { Centre } from './centre-types';
import { doctorCentre } from './control/doctored-centre';
import { hourMs } from './day-shape';
import { sitePlans } from './sites';
import { stubAgent, stubCentre, stubQueue } from './stub-centre';

const morning = Date.parse('2026-03-10T09:00:00Z');

function open() {
  let now = morning;
  const clock = { now: () => now };
  const centre = createCentre({ site: sitePlans.lucca, seed: 'test', clock, warmUpMs: hourMs });
  const live = (ms: number) => {
    now += ms;
    centre.settle();
  };
  return { centre, live };
}

const newcomer = { id: '9001', name: 'Nuova “coda” | 新', number: '668099' };
const endedIn = (centre: Centre, queueId: string) =>
  centre.endedContacts(morning).filter((contact) => contact.queueId === queueId);

describe('a queue opened while the centre lives', () => {
  it('stands in the list everybody holds, gets calls, and they are given up when nobody serves it', () => {
    const { centre, live } = open();
    const { queues } = centre;
    expect(centre.addQueue(newcomer)).toBe(true);
    expect(queues.at(-1)).toMatchObject({ ...newcomer, channel: 'phone', outbound: false, isOpen: true });
    live(3 * hourMs);
    const calls = endedIn(centre, '9001');
    expect(calls.length).toBeGreaterThan(20);
    expect(calls.length).toBeLessThan(200);
    expect(calls.filter(({ outcome }) => outcome === 'answered')).toEqual([]);
  });

  it('is served by who is added to it and joins', () => {
    const { centre, live } = open();
    centre.addQueue(newcomer);
    const agent = centre.agents.find(({ state }) => state === 'idle')!;
    expect(centre.join(agent.id, '9001')).toBe(false);
    expect([centre.addMember(agent.id, '9001'), centre.join(agent.id, '9001')]).toEqual([true, true]);
    live(hourMs);
    const answered = endedIn(centre, '9001').filter(({ outcome }) => outcome === 'answered');
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map(({ agentId }) => agentId))).toEqual(new Set([agent.id]));
  });

  it('cannot have the id of another', () => {
    const { centre } = open();
    expect(centre.addQueue({ ...newcomer, id: '561814' })).toBe(false);
    expect(centre.queues).toHaveLength(4);
  });
});

describe('a queue that is changed', () => {
  it('has the new name at once and turns callers away above the new limit', () => {
    const { centre, live } = open();
    centre.addQueue(newcomer);
    expect(centre.changeQueue('9001', { name: 'Altro', maxWaiting: 1 })).toBe(true);
    expect(centre.queues.at(-1)).toMatchObject({ name: 'Altro', number: '668099', maxWaiting: 1 });
    live(3 * hourMs);
    expect(endedIn(centre, '9001').filter(({ outcome }) => outcome === 'overflowed').length).toBeGreaterThan(0);
    const since = centre.now();
    centre.changeQueue('9001', { maxWaiting: null });
    live(3 * hourMs);
    const later = endedIn(centre, '9001').filter(({ enteredAt }) => enteredAt > since);
    expect(later.length).toBeGreaterThan(20);
    expect(later.filter(({ outcome }) => outcome === 'overflowed')).toEqual([]);
  });

  it('is none that is not there', () => {
    const { centre } = open();
    expect(centre.changeQueue('nowhere', { name: 'x' })).toBe(false);
  });
});

describe('a queue that is removed', () => {
  it('lets nobody wait, ring or be a member, and gets no calls any more', () => {
    const { centre, live } = open();
    for (let step = 0; step < 1800 && !waitsAndRings(centre, '561814'); step += 1) live(2000);
    expect(waitsAndRings(centre, '561814')).toBe(true);
    const talking = centre.liveContacts().filter((one) => one.queueId === '561814' && one.phase === 'talking');
    expect(talking.length).toBeGreaterThan(0);
    expect(centre.removeQueue('561814')).toBe(true);
    expect(centre.queues.map(({ id }) => id)).toEqual(['561815', '561820', '561821']);
    expect(
      centre
        .liveContacts()
        .filter(({ queueId, phase }) => queueId === '561814' && phase !== 'talking' && phase !== 'wrap-up'),
    ).toEqual([]);
    const member = ({ memberOf, joined }: (typeof centre.agents)[number]) =>
      memberOf.some(({ queueId }) => queueId === '561814') || joined.includes('561814');
    expect(centre.agents.filter(member)).toEqual([]);
    const goneAt = centre.now();
    live(2 * hourMs);
    expect(talking.map(({ outcome }) => outcome)).toEqual(talking.map(() => 'answered'));
    expect(endedIn(centre, '561814').filter(({ enteredAt }) => enteredAt > goneAt)).toEqual([]);
    expect(centre.agents.filter((agent) => agent.state === 'ringing' && agent.contactIds.length === 0)).toEqual([]);
    expect(centre.removeQueue('561814')).toBe(false);
  });

  it('can be opened again under its id', () => {
    const { centre, live } = open();
    centre.removeQueue('561814');
    expect(centre.addQueue({ ...newcomer, id: '561814' })).toBe(true);
    live(hourMs);
    const calls = endedIn(centre, '561814').filter(({ enteredAt }) => enteredAt > morning);
    // One traffic, not the old one beside the new.
    expect(calls.length).toBeLessThan(60);
  });
});

it('are commands, each to be told from a read', () => {
  const truth = stubCentre({ queues: [stubQueue({ id: '1' })], agents: [stubAgent({ id: '101' })] });
  const { centre, under } = doctorCentre(truth);
  const deeds: unknown[] = [];
  const run = () => {
    centre.addQueue(newcomer);
    centre.changeQueue('1', { name: 'x' });
    centre.removeQueue('1');
  };
  under(null, run, ({ deed, details }) => deeds.push([deed, details]) > 0);
  expect(deeds).toEqual([
    ['add-queue', { queueId: '9001', ...newcomer }],
    ['change-queue', { queueId: '1', name: 'x' }],
    ['remove-queue', { queueId: '1' }],
  ]);
  expect(truth.queues).toMatchObject([{ id: '1', name: 'Queue 1' }]);
});

function waitsAndRings(centre: Centre, queueId: string): boolean {
  const phases = centre.liveContacts().filter((one) => one.queueId === queueId);
  return ['waiting', 'ringing', 'talking'].every((phase) => phases.some((one) => one.phase === phase));
}
