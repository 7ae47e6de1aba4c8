import type { EpochMs } from '@/lib/floor/records';
import type { Clock } from '@/server/ports';
import { agentCommands } from './centre-commands';
import type { Centre } from './centre-types';
import { contactCommands } from './contact-commands';
import { takeNext } from './contact-flow';
import { createLocalTime, hourMs } from './day-shape';
import { EventQueue } from './event-queue';
import { queueCommands } from './queue-commands';
import { createSeededRandom } from './seeded-random';
import type { SitePlan } from './sites';
import { staffCommands } from './staff-commands';
import { staffSite } from './staffing';
import { planTraffic } from './traffic';
import { planForgetting, planMidnight, planShifts } from './workday';
import type { World } from './world';

export interface CentreOptions {
  readonly site: SitePlan;
  readonly clock: Pick<Clock, 'now'>;
  /** The same seed and starting instant give the same centre; default `callboard`. */
  readonly seed?: string;
  /** Multiplies the site's agents and queues (whole copies of its teams); demand follows the agents. Default 1. */
  readonly agents?: number;
  readonly queues?: number;
  /** Multiplies talk and wrap-up times; demand falls accordingly. Default 1. */
  readonly handlingScale?: number;
  /** How much of the past is lived through at creation; default 26 h. Shorten it for sites of thousands of agents. */
  readonly warmUpMs?: number;
}

const warmUpMs = 26 * hourMs;

/** Opens a seeded contact centre that has already lived through its recent past. */
export function createCentre(options: CentreOptions): Centre {
  const { site, clock } = options;
  const startsAt = clock.now() - (options.warmUpMs ?? warmUpMs);
  const world = createWorld(options, startsAt);
  for (const agent of world.agents) {
    agent.stateSince = startsAt;
    planShifts(world, agent);
  }
  for (const queue of world.queues) planTraffic(world, queue);
  planMidnight(world);
  planForgetting(world);
  const settle = () => runUntil(world, clock.now());
  settle();
  return {
    siteId: site.id,
    name: site.name,
    timeZone: site.timeZone,
    queues: world.queues,
    agents: world.agents,
    pauseCodes: world.pauseCodes,
    now: () => world.now,
    settle,
    liveContacts: () => [...world.live.values()],
    endedContacts: (since) => world.ended.slice(firstEndedSince(world, since)),
    ...agentCommands(world, settle),
    ...contactCommands(world, settle),
    ...queueCommands(world, settle),
    ...staffCommands(world, settle),
    command: (_order, run) => run((values) => values) !== false,
  };
}

function createWorld(options: CentreOptions, now: EpochMs): World {
  const { site } = options;
  const random = createSeededRandom(`${options.seed ?? 'callboard'}/${site.id}`);
  const handlingScale = options.handlingScale ?? 1;
  const scale = { agents: options.agents ?? 1, queues: options.queues ?? 1 };
  const { queues, agents } = staffSite(site, scale, handlingScale, random);
  const world: World = {
    ...{ site, random, handlingScale, queues, agents, now },
    local: createLocalTime(site.timeZone),
    events: new EventQueue(),
    queueById: new Map(queues.map((queue) => [queue.id, queue])),
    agentById: new Map(agents.map((agent) => [agent.id, agent])),
    pauseCodes: [...site.pauseCodes],
    live: new Map(),
    ended: [],
    offerWork: (agent) => takeNext(world, agent),
    contactsMade: 0,
    arrivedSinceAbandon: 0,
    lastAbandonAt: now,
  };
  return world;
}

function runUntil(world: World, until: EpochMs): void {
  for (let event = world.events.take(until); event; event = world.events.take(until)) {
    world.now = event.at;
    event.run();
  }
  world.now = Math.max(world.now, until);
}

/** Index of the first ended contact with `endedAt` ≥ `since` (binary search; they are in order). */
function firstEndedSince(world: World, since: EpochMs): number {
  let low = 0;
  let high = world.ended.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((world.ended[middle]?.endedAt ?? 0) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}
