import type { CentreContact } from './centre-types';
import { admit, dialOut, findAgent } from './contact-flow';
import { demandAt, hourMs, minuteMs } from './day-shape';
import { after, type QueueLine, type World } from './world';

/** Demand never exceeds this multiple of a queue's peak rate; arrivals are thinned down from it. */
const mostDemand = 2;

/** Starts a queue's arrivals and, now and then, a quarter of an hour of trouble. */
export function planTraffic(world: World, queue: QueueLine): void {
  if (queue.peakRate <= 0) return;
  planArrival(world, queue);
  if (!queue.outbound) planSurge(world, queue);
  if (queue.plan.hours) planHours(world, queue, queue.plan.hours);
}

/** A queue may be closed for good meanwhile. */
const isThere = (world: World, queue: QueueLine): boolean => world.queueById.get(queue.id) === queue;

/** A Poisson process whose rate follows the day: candidates at the highest rate, kept with the day's share. */
function planArrival(world: World, queue: QueueLine): void {
  after(world, world.random.exponential(1 / (queue.peakRate * mostDemand)), () => {
    if (!isThere(world, queue)) return;
    const share = (demandAt(world.local.hourAt(world.now)) * queue.surge) / mostDemand;
    if (world.random.chance(share) && queue.isOpen) arrive(world, queue);
    planArrival(world, queue);
  });
}

function arrive(world: World, queue: QueueLine): void {
  if (queue.outbound) {
    const agent = findAgent(world, queue);
    if (agent) dialOut(world, agent, makeContact(world, queue));
  } else admit(world, queue, makeContact(world, queue));
}

function planSurge(world: World, queue: QueueLine): void {
  after(world, world.random.exponential(4 * hourMs), () => {
    if (!isThere(world, queue)) return;
    queue.surge = world.random.between(1.35, 1.9);
    after(world, world.random.between(8, 25) * minuteMs, () => {
      queue.surge = 1;
      planSurge(world, queue);
    });
  });
}

function planHours(world: World, queue: QueueLine, [opens, closes]: readonly [number, number]): void {
  if (!isThere(world, queue)) return;
  const hour = world.local.hourAt(world.now + 1);
  queue.isOpen = hour >= opens && hour < closes;
  const next = Math.min(world.local.nextAt(world.now, opens), world.local.nextAt(world.now, closes));
  world.events.schedule(next, () => planHours(world, queue, [opens, closes]));
}

/** A contact that nobody has seen yet. */
export function makeContact(world: World, queue: QueueLine): CentreContact {
  world.contactsMade += 1;
  const { random, site } = world;
  const hasName = !random.chance(0.45);
  return {
    id: `${Math.floor(world.now / 1000)}.${world.contactsMade}`,
    queueId: queue.id,
    channel: queue.channel,
    direction: queue.outbound ? 'out' : 'in',
    caller: makeCaller(world, queue),
    callerName: hasName ? `${random.pick(site.names.first)} ${random.pick(site.names.last)}` : null,
    isVip: random.chance(0.06),
    phase: 'waiting',
    agentId: null,
    enteredAt: world.now,
    ringingSince: null,
    answeredAt: null,
    releasedAt: null,
    wrapUpEndsAt: null,
    endedAt: null,
    outcome: null,
    disposition: null,
    features: [],
  };
}

function makeCaller(world: World, queue: QueueLine): string {
  const { random, site } = world;
  const digits = String(Math.floor(random.next() * 1e8)).padStart(8, '0');
  if (queue.channel === 'chat') return `web-${digits.slice(0, 6)}`;
  if (queue.channel === 'email') return `customer${digits.slice(0, 5)}@mail.example`;
  if (random.chance(0.03) && !queue.outbound) return 'anonymous';
  return `${site.dialPrefix}${digits.slice(0, 1)}555${digits.slice(1, 7)}`;
}
