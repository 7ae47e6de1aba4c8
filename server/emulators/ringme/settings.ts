import type { CallbackLine } from '@/server/emulators/callbacks/callback-line';
import { type Clock, systemClock } from '@/server/ports';

export interface RingmeOptions {
  /** Below the origin. */
  readonly apiPath?: string;
  readonly tokenLifeMs?: number;
  /** Whether a token comes with `expires_in`; a recorded one did not. */
  readonly tellsExpiry?: boolean;
  /** The client everything here belongs to, which `@me` stands for. */
  readonly clientId?: string;
  /** How many extensions a page has; no document tells. */
  readonly pageSize?: number;
  /** How many events one agent may have; that it is limited is all that is documented. */
  readonly eventsPerAgent?: number;
  /** Above so many requests in an hour the answer is 429. */
  readonly requestsPerHour?: number;
  /** How long statistics take; while one is made another is refused. 0 = no time at all. */
  readonly statisticsMs?: number;
  /** Whether the calls of a queue show who waits; no document tells. */
  readonly showsWaiting?: boolean;
  /** Agents (by their id in the centre) who are reached at a number outside. */
  readonly remoteAgentIds?: readonly string[];
  /** The way out for agent events; null = none are sent. */
  readonly callbacks?: CallbackLine | null;
  /** How `*` and `@` are written in a query or form; seen both ways. */
  readonly callbackSigns?: 'raw' | 'encoded';
  readonly clock?: Clock;
}

export type RingmeSettings = Required<RingmeOptions>;

export function settingsFor(options: RingmeOptions): RingmeSettings {
  return {
    apiPath: '/api/ver1.0',
    tokenLifeMs: 3_600_000,
    tellsExpiry: true,
    clientId: '12',
    pageSize: 20,
    eventsPerAgent: 5,
    requestsPerHour: 100_000,
    statisticsMs: 0,
    showsWaiting: true,
    remoteAgentIds: [],
    callbacks: null,
    callbackSigns: 'encoded',
    clock: systemClock,
    ...options,
  };
}
