import type { CentreContact, ContactOutcome } from './centre-types';
import { agentFreed, refreshAgent } from './desk';
import { drawPatienceMs, handlingOf, shortestTalkMs } from './handling';
import { type AgentDesk, after, type QueueLine, type World } from './world';

const longPhoneRingMs = 18_000;

/** A contact enters an inbound queue. */
export function admit(world: World, queue: QueueLine, contact: CentreContact): void {
  world.live.set(contact.id, contact);
  if (queue.waiting.length >= (queue.maxWaiting ?? Number.POSITIVE_INFINITY)) {
    end(world, contact, 'overflowed');
    return;
  }
  queue.waiting.push(contact);
  const handling = handlingOf[queue.channel];
  const hasty = isHasty(world, queue);
  const patienceMs = hasty ? world.random.between(1_500, 2_400) : drawPatienceMs(world.random, handling);
  if (patienceMs !== null) after(world, patienceMs, () => giveUp(world, contact, 'abandoned'));
  if (handling.maxWaitMs !== null) after(world, handling.maxWaitMs, () => giveUp(world, contact, 'timed-out'));
  const agent = findAgent(world, queue);
  if (agent) ring(world, agent, contact);
}

/** When nobody gave up for 40 s, the sixth caller hangs up before anybody can answer. */
function isHasty(world: World, queue: QueueLine): boolean {
  if (queue.channel === 'email') return false;
  world.arrivedSinceAbandon += 1;
  return world.arrivedSinceAbandon > 5 && world.now - world.lastAbandonAt > 40_000;
}

/** An agent dials out; nobody waits for it. */
export function dialOut(world: World, agent: AgentDesk, contact: CentreContact): void {
  world.live.set(contact.id, contact);
  contact.phase = 'ringing';
  contact.agentId = agent.id;
  contact.ringingSince = world.now;
  agent.held.push(contact);
  refreshAgent(world, agent);
  const isAnswered = world.random.chance(0.65);
  after(world, isAnswered ? world.random.between(4_000, 20_000) : 25_000, () => {
    if (contact.phase !== 'ringing') return;
    if (isAnswered) answer(world, agent, contact);
    else giveUp(world, contact, 'timed-out');
  });
}

/** The idle agent of the best level who has been idle for longest; null when all are taken. */
export function findAgent(world: World, queue: QueueLine): AgentDesk | null {
  let best: AgentDesk | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const agent of queue.members) {
    if (!canTake(agent, queue)) continue;
    const score = levelOf(agent, queue.id) * 1e13 + agent.held.length * 1e15 + Math.min(agent.stateSince, world.now);
    if (score < bestScore) {
      best = agent;
      bestScore = score;
    }
  }
  return best;
}

function canTake(agent: AgentDesk, queue: QueueLine): boolean {
  if (agent.state === 'logged-out' || agent.state === 'paused' || agent.state === 'ringing') return false;
  if (agent.pendingPause !== null || agent.pendingLogout || !agent.joined.includes(queue.id)) return false;
  if (agent.pausedIn.includes(queue.id)) return false;
  if (agent.held.length === 0) return true;
  const { atOnce } = handlingOf[queue.channel];
  return agent.held.length < atOnce && agent.held.every((held) => held.channel === queue.channel && isTalking(held));
}

const isTalking = (contact: CentreContact): boolean => contact.phase === 'talking' || contact.phase === 'wrap-up';

function levelOf(agent: AgentDesk, queueId: string): number {
  const asked = agent.joinedLevels[queueId];
  return asked ?? agent.memberOf.find((membership) => membership.queueId === queueId)?.level ?? 9;
}

/** Gives an agent who may take one the contact that has waited longest, levels counted as 15 s each. */
export function takeNext(world: World, agent: AgentDesk): void {
  let best: CentreContact | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const queueId of agent.joined) {
    const queue = world.queueById.get(queueId);
    const first = queue?.waiting[0];
    if (!queue || !first || !canTake(agent, queue)) continue;
    const score = first.enteredAt + levelOf(agent, queueId) * 15_000;
    if (score < bestScore) {
      best = first;
      bestScore = score;
    }
  }
  if (best) ring(world, agent, best);
}

function ring(world: World, agent: AgentDesk, contact: CentreContact): void {
  leaveLine(world, contact);
  contact.phase = 'ringing';
  contact.agentId = agent.id;
  contact.ringingSince = world.now;
  agent.held.push(contact);
  refreshAgent(world, agent);
  const { random } = world;
  const { ring: range } = handlingOf[contact.channel];
  const isMissed = contact.channel === 'phone' && random.chance(0.02);
  const since = world.now;
  after(world, isMissed ? longPhoneRingMs : random.between(range[0], range[1]), () => {
    if (contact.phase !== 'ringing' || contact.agentId !== agent.id || contact.ringingSince !== since) return;
    if (isMissed) returnToLine(world, agent, contact);
    else answer(world, agent, contact);
  });
}

/** Nobody picked up: the contact goes back to its place in the line. */
function returnToLine(world: World, agent: AgentDesk, contact: CentreContact): void {
  const queue = world.queueById.get(contact.queueId);
  contact.phase = 'waiting';
  contact.agentId = null;
  contact.ringingSince = null;
  if (queue) {
    const place = queue.waiting.findIndex((other) => other.enteredAt > contact.enteredAt);
    queue.waiting.splice(place === -1 ? queue.waiting.length : place, 0, contact);
    const another = findAgent(world, queue);
    if (another) ring(world, another, contact);
  }
  letGo(world, agent, contact);
}

function answer(world: World, agent: AgentDesk, contact: CentreContact): void {
  contact.phase = 'talking';
  contact.answeredAt = world.now;
  talk(world, agent, contact);
}

function talk(world: World, agent: AgentDesk, contact: CentreContact): void {
  refreshAgent(world, agent);
  const queue = world.queueById.get(contact.queueId);
  const median = (queue?.plan.talkSeconds ?? 60) * 1000 * world.handlingScale;
  const talkMs = shortestTalkMs + world.random.lognormal(median, handlingOf[contact.channel].talkSpread);
  after(world, talkMs, () => {
    if (contact.agentId === agent.id) release(world, contact);
  });
}

/** One agent puts a contact through to another, who has nothing in hand. */
export function handOver(world: World, contact: CentreContact, from: AgentDesk, to: AgentDesk): void {
  from.handledToday += 1;
  contact.agentId = to.id;
  to.held.push(contact);
  talk(world, to, contact);
  letGo(world, from, contact);
}

/** An agent takes a contact that nobody talks to yet. */
export function pickUp(world: World, contact: CentreContact, to: AgentDesk): void {
  const from = world.agentById.get(contact.agentId ?? '');
  leaveLine(world, contact);
  contact.ringingSince = world.now;
  contact.agentId = to.id;
  to.held.push(contact);
  answer(world, to, contact);
  if (from) letGo(world, from, contact);
}

/** The talk is over, unless it was before; wrap-up begins with whoever has the contact. */
export function release(world: World, contact: CentreContact): void {
  const agent = world.agentById.get(contact.agentId ?? '');
  if (!agent || contact.phase !== 'talking') return;
  contact.phase = 'wrap-up';
  contact.releasedAt = world.now;
  contact.outcome = 'answered';
  agent.handledToday += 1;
  const mean = handlingOf[contact.channel].wrapUpMeanMs * world.handlingScale;
  const wrapUpMs = Math.round(0.3 * mean + world.random.exponential(0.7 * mean));
  contact.wrapUpEndsAt = world.now + wrapUpMs;
  refreshAgent(world, agent);
  after(world, wrapUpMs, () => {
    if (contact.phase !== 'wrap-up') return;
    end(world, contact, 'answered');
    letGo(world, agent, contact);
  });
}

/** An agent lets go of everything at once: who is being rung goes back to the line, who talks is cut off. */
export function dropAll(world: World, agent: AgentDesk): void {
  for (const contact of [...agent.held]) {
    if (contact.phase === 'ringing' && contact.direction === 'in') returnToLine(world, agent, contact);
    else if (contact.phase === 'ringing') giveUp(world, contact, 'timed-out');
    else {
      contact.releasedAt ??= world.now;
      end(world, contact, 'answered');
      letGo(world, agent, contact);
    }
  }
}

/** A contact that nobody talks to yet is over. */
export function giveUp(world: World, contact: CentreContact, outcome: 'abandoned' | 'timed-out'): void {
  if (contact.phase !== 'waiting' && contact.phase !== 'ringing') return;
  const agent = contact.agentId === null ? undefined : world.agentById.get(contact.agentId);
  leaveLine(world, contact);
  if (contact.direction === 'in' && outcome === 'abandoned') {
    world.arrivedSinceAbandon = 0;
    world.lastAbandonAt = world.now;
  }
  if (contact.direction === 'in') contact.agentId = null;
  end(world, contact, outcome);
  if (agent) letGo(world, agent, contact);
}

function leaveLine(world: World, contact: CentreContact): void {
  const waiting = world.queueById.get(contact.queueId)?.waiting;
  const place = waiting?.indexOf(contact) ?? -1;
  if (place !== -1) waiting?.splice(place, 1);
}

function end(world: World, contact: CentreContact, outcome: ContactOutcome): void {
  contact.phase = 'ended';
  contact.outcome = outcome;
  contact.endedAt = world.now;
  world.live.delete(contact.id);
  world.ended.push(contact);
}

function letGo(world: World, agent: AgentDesk, contact: CentreContact): void {
  agent.held = agent.held.filter((held) => held !== contact);
  if (agentFreed(world, agent)) takeNext(world, agent);
}
