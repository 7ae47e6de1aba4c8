import type { EpochMs } from '@/lib/floor/records';
import type { CentreAgent, CentreContact, CentrePauseCode, CentreQueue } from './centre-types';
import type { LocalTime } from './day-shape';
import type { EventQueue } from './event-queue';
import type { SeededRandom } from './seeded-random';
import type { QueuePlan, SitePlan } from './sites';

/** A queue with what the simulation needs to know of it. */
export interface QueueLine extends CentreQueue {
  readonly plan: QueuePlan;
  readonly members: AgentDesk[];
  /** Contacts in phase `waiting`, oldest first. */
  readonly waiting: CentreContact[];
  /** Contacts per ms at the peak of a plain day. */
  peakRate: number;
  /** How much more demand than planned right now; 1 is plain. */
  surge: number;
}

/** An agent with what the simulation needs to know of one. */
export interface AgentDesk extends CentreAgent {
  /** Hour of the local day at which the shift starts. */
  readonly shiftStartHour: number;
  held: CentreContact[];
  pendingLogout: boolean;
  /** How long the pending pause is going to last; null = until somebody ends it. */
  pendingPauseMs: number | null;
  /** A break asked for during a contact, where a break is a log-out; how long it is going to last. */
  pendingBreakMs: number | null;
  /** Counts log-ins and pauses, so that timers of an earlier one know they are too late. */
  shiftTurn: number;
  pauseTurn: number;
}

/** Everything one simulated centre consists of. */
export interface World {
  readonly site: SitePlan;
  readonly random: SeededRandom;
  readonly local: LocalTime;
  readonly events: EventQueue;
  readonly queues: QueueLine[];
  readonly agents: AgentDesk[];
  readonly queueById: Map<string, QueueLine>;
  readonly agentById: Map<string, AgentDesk>;
  readonly pauseCodes: CentrePauseCode[];
  readonly live: Map<string, CentreContact>;
  /** Ended contacts, oldest first. */
  ended: CentreContact[];
  /** Multiplies talk and wrap-up times; demand falls accordingly. */
  readonly handlingScale: number;
  /** Gives an agent who has become free the next contact. */
  readonly offerWork: (agent: AgentDesk) => void;
  now: EpochMs;
  contactsMade: number;
  /** Inbound callers since the last one who gave up: keeps abandons from becoming rare at night. */
  arrivedSinceAbandon: number;
  lastAbandonAt: EpochMs;
}

/** Plans `run` for `delayMs` from the world's present; whole ms. */
export function after(world: World, delayMs: number, run: () => void): void {
  world.events.schedule(world.now + Math.max(0, Math.round(delayMs)), run);
}
