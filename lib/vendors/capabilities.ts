import type { CommandAction } from '@/lib/commands/actions';

/** What a vendor calls one agent in one queue. */
export interface MembershipTerms {
  readonly serving: string;
  /** Belongs to the queue and does not serve it. */
  readonly idle: string;
  /** Paused in this queue alone; null where there is no such thing. */
  readonly paused: string | null;
  /** Names of the levels by their number; empty where there are none. */
  readonly levels: readonly string[];
  /** What joining and leaving change: who serves the queue now, or who belongs to it at all. */
  readonly changes: 'serving' | 'membership';
  /** Whether a queue can be joined that one does not belong to. */
  readonly joinsAny: boolean;
}

/** What a vendor can tell and do; a screen reads this instead of asking which vendor it is. */
export interface Capabilities {
  queues: boolean;
  agents: boolean;
  memberships: boolean;
  /** Single contacts, waiting and talking. */
  contacts: boolean;
  /** How many wait in a queue, and since when. */
  waiting: boolean;
  /** Which agents are paused. */
  paused: boolean;
  /** Today's counts per queue. */
  today: boolean;
  /** Enough counts for a service level; where false the tile says it cannot be had from this vendor. */
  serviceLevel: boolean;
  /** Groups of queues the vendor keeps. */
  groups: boolean;
  /** Alarm levels the vendor keeps. */
  thresholds: boolean;
  /** Whether `ringing` and `wrap-up` of agents can be told. */
  ringing: boolean;
  wrapUp: boolean;
  /** What it can be asked to do; what is not here is not drawn as a button. */
  commands: readonly CommandAction[];
  /** Of these, what changes the vendor's configuration, so that it is asked twice. */
  asksFirst: readonly CommandAction[];
  readonly membershipTerms: MembershipTerms;
  /** Where agents change their state when Callboard cannot, in words; null where it can. */
  elsewhere: string | null;
  /** Sentences for the Sources page: what cannot be had from this vendor, and why. */
  cannotTell: readonly string[];
}
