import { describe, expect, it } from 'vitest';
import { type CentreOptions, createCentre } from './centre';
import type { Centre, CentreAgent, CentreContact } from './centre-types';
import { hourMs, minuteMs } from './day-shape';
import { sitePlans } from './sites';

const morning = Date.parse('2026-03-10T09:00:00Z');

function clockAt(start: number) {
  let now = start;
  return {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
}

function open(options: Partial<CentreOptions> = {}, start = morning) {
  const clock = clockAt(start);
  const centre = createCentre({ site: sitePlans.milan, seed: 'test', clock, ...options });
  return { clock, centre };
}

function picture(centre: Centre): string {
  const { queues, agents } = centre;
  return JSON.stringify([centre.now(), queues, agents, centre.liveContacts(), centre.endedContacts(0)], (key, value) =>
    ['members', 'waiting', 'held'].includes(key) ? undefined : value,
  );
}

type Opened = ReturnType<typeof open>;

/** The first agent in a state; lets time go by until there is one. */
function agentIn({ centre, clock }: Opened, state: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const agent = centre.agents.find((candidate) => candidate.state === state);
    if (agent) return agent;
    clock.advance(1000);
    centre.settle();
  }
  throw new Error(`nobody is ${state}`);
}

describe('a centre', () => {
  it('is the same for the same seed, however often it is settled', () => {
    const once = open();
    const often = open();
    once.clock.advance(3 * hourMs);
    once.centre.settle();
    for (let step = 0; step < 3 * 60 * 4; step += 1) {
      often.clock.advance(minuteMs / 4);
      often.centre.settle();
    }
    expect(often.centre.now()).toBe(once.centre.now());
    expect(picture(often.centre)).toBe(picture(once.centre));
  });

  it('is another one for another seed', () => {
    expect(picture(open({ seed: 'other' }).centre)).not.toBe(picture(open().centre));
  });

  it('knows its day from the first moment', () => {
    const { centre } = open();
    const midnight = Date.parse('2026-03-10T00:00:00+01:00');
    expect(centre.endedContacts(midnight).length).toBeGreaterThan(1000);
    expect(Math.min(...centre.endedContacts(0).map((contact) => contact.endedAt ?? 0))).toBeLessThan(
      morning - 25 * hourMs,
    );
    expect(centre.agents.some((agent) => agent.handledToday > 5)).toBe(true);
  });

  it('together the sites have about 18 queues and 120 agents, with names that need Unicode and callers without one', () => {
    const sites = Object.values(sitePlans).map((site) => open({ site }).centre);
    expect(sites.flatMap((site) => site.queues)).toHaveLength(18);
    expect(sites.flatMap((site) => site.agents)).toHaveLength(120);
    expect(new Set(sites.flatMap((site) => site.queues.map((queue) => queue.channel)))).toEqual(
      new Set(['phone', 'chat', 'email']),
    );
    for (const site of sites) {
      expect(new Set(site.agents.map((agent) => agent.username)).size).toBe(site.agents.length);
      expect(site.agents.some((agent) => /[^ -~]/.test(agent.firstName + agent.lastName))).toBe(true);
      expect(site.endedContacts(0).some((contact) => contact.callerName === null)).toBe(true);
    }
  });
});

describe('nothing is lost', () => {
  for (const site of Object.values(sitePlans)) {
    it(`every contact of ${site.name} is live or ended, and agents do one thing at a time`, () => {
      const { centre, clock } = open({ site });
      const seen = new Map<string, CentreContact>();
      const since = clock.now();
      for (let step = 0; step < 180; step += 1) {
        clock.advance(minuteMs / 2);
        centre.settle();
        checkAgents(centre);
        for (const contact of centre.liveContacts()) if (contact.enteredAt > since) seen.set(contact.id, contact);
      }
      const live = new Set(centre.liveContacts().map((contact) => contact.id));
      const ended = new Set(centre.endedContacts(since).map((contact) => contact.id));
      for (const id of seen.keys()) expect(Number(live.has(id)) + Number(ended.has(id)), id).toBe(1);
      expect(seen.size).toBeGreaterThan(100);
      for (const contact of centre.endedContacts(since)) checkEnded(contact);
    });
  }
});

function checkAgents(centre: Centre): void {
  const live = new Map(centre.liveContacts().map((contact) => [contact.id, contact]));
  expect(centre.agents.filter((agent) => !isSound(agent, live, centre.now()))).toEqual([]);
  const held = centre.agents.flatMap((agent) => agent.contactIds);
  const withAgent = [...live.values()].filter((contact) => contact.agentId !== null);
  expect(held.toSorted()).toEqual(withAgent.map((contact) => contact.id).toSorted());
}

function isSound(agent: CentreAgent, live: ReadonlyMap<string, CentreContact>, now: number): boolean {
  const held = agent.contactIds.map((id) => live.get(id));
  const hasPhone = held.some((contact) => contact?.channel === 'phone');
  const isOut = agent.state === 'logged-out';
  return (
    agent.joined.every((queueId) => agent.memberOf.some((membership) => membership.queueId === queueId)) &&
    held.every((contact) => contact?.agentId === agent.id) &&
    held.length <= (hasPhone ? 1 : 3) &&
    isOut === (agent.loggedInSince === null) &&
    !(isOut && agent.joined.length + held.length > 0) &&
    (agent.state === 'paused') === (agent.pausedSince !== null) &&
    agent.stateSince <= now
  );
}

function checkEnded(contact: CentreContact): void {
  expect(contact.outcome).not.toBeNull();
  const instants = [contact.enteredAt, contact.ringingSince, contact.answeredAt, contact.releasedAt, contact.endedAt];
  const known = instants.filter((at) => at !== null);
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  expect(contact.answeredAt !== null).toBe(contact.outcome === 'answered');
}

describe('at any hour', () => {
  for (const time of ['03:00', '10:00', '12:30', '22:00']) {
    it(`calls arrive, wait, are answered and are abandoned around ${time}`, () => {
      const start = Date.parse(`2026-03-10T${time}:00+01:00`);
      const clock = clockAt(start);
      const sites = Object.values(sitePlans).map((site) => createCentre({ site, seed: 'test', clock }));
      const minutes = Array.from({ length: 30 }, () => {
        clock.advance(minuteMs);
        return lastMinute(sites, clock.now());
      });
      expect(minutes.filter((minute) => minute.arrived > 0 && minute.answered > 0 && minute.waited > 0)).toHaveLength(
        30,
      );
      expect(minutes.filter((minute) => minute.abandoned > 0).length).toBeGreaterThanOrEqual(26);
      expect(Math.max(...minutes.map((minute) => minute.waiting))).toBeGreaterThan(0);
    });
  }

  it('is busy but mostly fine', () => {
    const { centre } = open();
    const phone = centre.endedContacts(0).filter((contact) => contact.direction === 'in');
    const answered = phone.filter((contact) => contact.outcome === 'answered');
    const inTime = answered.filter((contact) => (contact.answeredAt ?? 0) - contact.enteredAt <= 20_000);
    expect(inTime.length / answered.length).toBeGreaterThan(0.65);
    expect(inTime.length / answered.length).toBeLessThan(0.97);
    const waits = answered.map((contact) => (contact.answeredAt ?? 0) - contact.enteredAt);
    expect(Math.max(...waits)).toBeGreaterThan(minuteMs);
    expect(Math.max(...waits)).toBeLessThan(10 * minuteMs);
  });
});

function lastMinute(sites: readonly Centre[], now: number) {
  for (const site of sites) site.settle();
  const live = sites.flatMap((site) => site.liveContacts());
  const ended = sites.flatMap((site) => site.endedContacts(now - minuteMs));
  const recent = (at: number | null) => at !== null && at > now - minuteMs;
  const all = [...live, ...ended];
  return {
    arrived: all.filter((contact) => recent(contact.enteredAt)).length,
    answered: all.filter((contact) => recent(contact.answeredAt)).length,
    abandoned: ended.filter((contact) => contact.outcome === 'abandoned').length,
    waiting: live.filter((contact) => contact.phase === 'waiting').length,
    waited: all.filter((contact) => recent(contact.ringingSince)).length,
  };
}

describe('a scaled site', () => {
  it.each([
    { agents: 0.05, queues: 1, expectedAgents: 3, expectedQueues: 7 },
    { agents: 5, queues: 3, expectedAgents: 300, expectedQueues: 21 },
  ])('has $expectedAgents agents and $expectedQueues queues', ({ agents, queues, expectedAgents, expectedQueues }) => {
    const { centre } = open({ agents, queues, warmUpMs: 2 * hourMs });
    expect(centre.agents).toHaveLength(expectedAgents);
    expect(centre.queues).toHaveLength(expectedQueues);
    expect(new Set(centre.queues.map((queue) => queue.id)).size).toBe(expectedQueues);
    expect(centre.endedContacts(0).some((contact) => contact.outcome === 'answered')).toBe(true);
  });
});

describe('commands', () => {
  it('pause an idle agent at once and a talking one when the contact is over', () => {
    const opened = open();
    const { centre, clock } = opened;
    const idle = agentIn(opened, 'idle');
    const pausedAt = clock.now();
    expect(centre.pause(idle.id, '10')).toBe(true);
    expect([idle.state, idle.pauseCode, idle.pausedSince]).toEqual(['paused', '10', pausedAt]);
    const talking = agentIn(opened, 'talking');
    expect(centre.pause(talking.id, null)).toBe(true);
    expect([talking.state, talking.pendingPause]).toEqual(['talking', '']);
    clock.advance(15 * minuteMs);
    centre.settle();
    expect([talking.state, talking.pauseCode, talking.pendingPause]).toEqual(['paused', null, null]);
    expect([idle.state, idle.pausedSince]).toEqual(['paused', pausedAt]);
    expect(centre.unpause(idle.id)).toBe(true);
    expect([idle.pauseCode, idle.pausedSince]).toEqual([null, null]);
    expect(idle.state).not.toBe('paused');
  });

  it('log in and out, and pick the queues', () => {
    const opened = open();
    const { centre, clock } = opened;
    const agent = agentIn(opened, 'logged-out');
    const queueIds = agent.memberOf.map(({ queueId }) => queueId);
    expect(centre.login(agent.id, queueIds.slice(0, 1))).toBe(true);
    expect([agent.joined, agent.loggedInSince]).toEqual([queueIds.slice(0, 1), clock.now()]);
    expect(centre.join(agent.id, queueIds[1]!)).toBe(true);
    expect(agent.joined).toEqual(queueIds.slice(0, 2));
    expect(centre.leave(agent.id, queueIds[0]!)).toBe(true);
    expect(agent.joined).toEqual(queueIds.slice(1, 2));
    const idle = agentIn(opened, 'idle');
    expect(centre.logout(idle.id)).toBe(true);
    expect([idle.state, idle.joined]).toEqual(['logged-out', []]);
  });

  it('change who is a member of a queue', () => {
    const opened = open();
    const { centre } = opened;
    const agent = agentIn(opened, 'idle');
    const foreign = centre.queues.find((queue) => !agent.memberOf.some(({ queueId }) => queueId === queue.id))!;
    expect(centre.join(agent.id, foreign.id)).toBe(false);
    expect(centre.addMember(agent.id, foreign.id)).toBe(true);
    expect(centre.addMember(agent.id, foreign.id)).toBe(false);
    expect(centre.join(agent.id, foreign.id)).toBe(true);
    expect(centre.removeMember(agent.id, foreign.id)).toBe(true);
    expect(agent.joined).not.toContain(foreign.id);
    expect(centre.removeMember(agent.id, foreign.id)).toBe(false);
  });

  it('refuse what is not there', () => {
    const opened = open();
    const { centre } = opened;
    const agent = agentIn(opened, 'idle');
    expect([centre.login('nobody'), centre.logout('nobody'), centre.unpause('nobody')]).toEqual([false, false, false]);
    expect([centre.pause(agent.id, 'no such code'), centre.join(agent.id, '999')]).toEqual([false, false]);
    expect(agent.state).toBe('idle');
  });

  it('remember pauses that are over', () => {
    const opened = open();
    const { centre, clock } = opened;
    const agent = agentIn(opened, 'idle');
    const since = clock.now();
    const before = agent.pauses.length;
    centre.pause(agent.id, '20');
    clock.advance(10 * minuteMs);
    centre.pause(agent.id, null);
    clock.advance(minuteMs);
    centre.unpause(agent.id);
    expect(agent.pauses.slice(before)).toEqual([
      { code: '20', since, until: since + 10 * minuteMs },
      { code: null, since: since + 10 * minuteMs, until: since + 11 * minuteMs },
    ]);
    clock.advance(30 * hourMs);
    centre.settle();
    expect(agent.pauses.every(({ until }) => until > since + 2 * hourMs)).toBe(true);
  });

  it('set a level for as long as the queue is joined', () => {
    const opened = open();
    const { centre } = opened;
    const agent = agentIn(opened, 'idle');
    const [queueId] = agent.joined;
    expect(centre.setLevel(agent.id, queueId!, 3)).toBe(true);
    expect(agent.joinedLevels).toEqual({ [queueId!]: 3 });
    centre.leave(agent.id, queueId!);
    expect([agent.joinedLevels, centre.setLevel(agent.id, queueId!, 3)]).toEqual([{}, false]);
  });
});

describe('commands on contacts', () => {
  const talking = (opened: Opened) => {
    const agent = agentIn(opened, 'talking');
    const contact = opened.centre.liveContacts().find(({ id }) => id === agent.contactIds[0])!;
    return { agent, contact };
  };

  it('hang up whatever waits, rings or talks, and nothing twice', () => {
    const opened = open();
    const { centre } = opened;
    const { agent, contact } = talking(opened);
    const handled = agent.handledToday;
    expect(centre.hangUp(contact.id)).toBe(true);
    expect([agent.state, agent.handledToday, contact.phase, contact.releasedAt]).toEqual([
      ...['wrap-up', handled + 1, 'wrap-up', centre.now()],
    ]);
    expect([centre.hangUp(contact.id), centre.hangUp('nothing')]).toEqual([false, false]);
    opened.clock.advance(2 * hourMs);
    centre.settle();
    expect([contact.outcome, agent.contactIds.includes(contact.id)]).toEqual(['answered', false]);
    expect(centre.endedContacts(0).filter(({ id }) => id === contact.id)).toHaveLength(1);
  });

  it('put a call through to a colleague who is free, and to nobody else', () => {
    const opened = open();
    const { centre, clock } = opened;
    const colleague = agentIn(opened, 'idle');
    const { agent, contact } = talking(opened);
    const busy = centre.agents.find(({ id, state }) => state === 'talking' && id !== agent.id)!;
    const out = centre.agents.find(({ state }) => state === 'logged-out')!;
    const to = [busy, out, agent].map(({ extension }) => centre.transfer(contact.id, extension));
    expect([...to, centre.transfer(contact.id, 'x; rm'), centre.transfer('nothing', '99')]).toEqual([
      ...[false, false, false, false, false],
    ]);
    expect(centre.transfer(contact.id, colleague.extension)).toBe(true);
    expect([contact.agentId, contact.phase, colleague.state]).toEqual([colleague.id, 'talking', 'talking']);
    expect(agent.contactIds).not.toContain(contact.id);
    clock.advance(2 * hourMs);
    centre.settle();
    expect([contact.phase, contact.outcome, contact.agentId]).toEqual(['ended', 'answered', colleague.id]);
  });

  it('move a call to another queue, where it is a new one, or away', () => {
    const opened = open();
    const { centre } = opened;
    const { agent, contact } = talking(opened);
    const queue = centre.queues.find((one) => one.id !== contact.queueId && !one.outbound && one.isOpen)!;
    const outbound = centre.queues.find((one) => one.outbound)!;
    expect(centre.transfer(contact.id, outbound.number)).toBe(false);
    expect(centre.transfer(contact.id, queue.number)).toBe(true);
    expect([contact.phase, agent.state]).toEqual(['wrap-up', 'wrap-up']);
    const moved = centre.liveContacts().find((one) => one.queueId === queue.id && one.enteredAt === centre.now());
    expect(moved).toMatchObject({ caller: contact.caller, isVip: contact.isVip, direction: 'in', answeredAt: null });
    const other = talking(opened);
    const before = centre.liveContacts().length;
    expect(centre.transfer(other.contact.id, '+390255501')).toBe(true);
    expect([other.contact.phase, centre.liveContacts().length]).toEqual(['wrap-up', before]);
  });

  it('dial out on an outbound queue that is joined', () => {
    const opened = open();
    const { centre } = opened;
    const free = () => centre.agents.find(({ state, joined }) => state === 'idle' && joined.includes('400'));
    for (let tries = 0; tries < 600 && !free(); tries += 1) {
      opened.clock.advance(1000);
      centre.settle();
    }
    const agent = free()!;
    expect([centre.dial(agent.id, 'no number'), centre.dial(agent.id, '555', '300')]).toEqual([false, false]);
    expect(centre.dial(agent.id, '+39025550', '400')).toBe(true);
    expect([agent.state, centre.dial(agent.id, '+39025551')]).toEqual(['ringing', false]);
    const other = centre.agents.find(({ contactIds, joined }) => contactIds.length === 0 && !joined.includes('400'))!;
    expect([other.contactIds, centre.dial(other.id, '+39025551')]).toEqual([[], false]);
  });

  it('write on a contact, live or over', () => {
    const { centre } = open();
    const [live] = centre.liveContacts();
    const [ended] = centre.endedContacts(0);
    for (const contact of [live!, ended!]) {
      centre.note(contact.id, { disposition: 'SOLD' });
      centre.note(contact.id, { addFeature: 'fc01' });
      centre.note(contact.id, { addFeature: 'fc01' });
      centre.note(contact.id, { addFeature: 'fc02' });
      expect(centre.note(contact.id, { removeFeature: 'fc01' })).toBe(true);
      expect([contact.disposition, contact.features]).toEqual(['SOLD', ['fc02']]);
    }
    expect(centre.note('nothing', { disposition: 'SOLD' })).toBe(false);
  });
});
