import type { Channel } from '@/lib/floor/records';

/** A queue of an emulated site; `number` is what callers dial, `id` a small stable key (e.g. `300`). */
export interface CentreQueue {
  readonly id: string;
  name: string;
  number: string;
  readonly channel: Exclude<Channel, 'callback'>;
  outbound: boolean;
  /** Service level limit and what counts as a short abandon. */
  answerWithinMs: number;
  shortAbandonMs: number;
  /** When so many wait, further callers are turned away; null = no limit. */
  maxWaiting: number | null;
  isOpen: boolean;
}

/** What can be changed of a queue while the centre lives. */
export type QueueChange = Partial<
  Pick<CentreQueue, 'name' | 'number' | 'outbound' | 'answerWithinMs' | 'shortAbandonMs' | 'maxWaiting' | 'isOpen'>
>;

/** A queue to be opened; a phone queue for callers, with the usual limits, unless told otherwise. */
export interface NewQueue extends QueueChange {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly channel?: CentreQueue['channel'];
}

export type CentreAgentState = 'logged-out' | 'idle' | 'ringing' | 'talking' | 'wrap-up' | 'paused';

export interface CentreAgent {
  /** Small stable key, e.g. `101`. */
  readonly id: string;
  firstName: string;
  lastName: string;
  /** The whole name where somebody wrote it as one; else it is first and last name. */
  displayName: string | null;
  readonly username: string;
  readonly email: string;
  extension: string;
  team: string;
  location: string;
  /** Queues this agent may serve. */
  memberOf: readonly { readonly queueId: string; readonly level: number }[];
  /** Queues joined right now; a subset of `memberOf`, empty when logged out. */
  joined: string[];
  /** Levels asked for when joining, where they are others than those of `memberOf`; forgotten at log-out. */
  joinedLevels: Readonly<Record<string, number>>;
  /** Joined queues that this agent takes nothing from for now; never all of them, that is a pause. */
  pausedIn: string[];
  state: CentreAgentState;
  stateSince: number;
  loggedInSince: number | null;
  /** Code of a pause asked for during a contact ('' = without a code); takes effect when the contact ends. */
  pendingPause: string | null;
  pauseCode: string | null;
  pausedSince: number | null;
  /** Pauses that ended in about the last day, oldest first; `code` null is a pause without a reason. */
  pauses: readonly CentrePause[];
  /** Contact being rung, talked or wrapped up; chat agents may hold several, this is the newest. */
  contactIds: string[];
  wrapUpEndsAt: number | null;
  handledToday: number;
}

/** What can be changed of an agent while the centre lives. */
export type AgentChange = Partial<
  Pick<CentreAgent, 'firstName' | 'lastName' | 'displayName' | 'extension' | 'team' | 'location'>
>;

export interface NewAgent extends AgentChange {
  readonly id: string;
}

/** Somebody who may serve a queue; 1 is the best level. */
export interface CentreMember {
  readonly agentId: string;
  readonly level: number;
}

export interface CentrePause {
  readonly code: string | null;
  readonly since: number;
  readonly until: number;
}

export interface CentrePauseCode {
  readonly code: string;
  readonly name: string;
  readonly isWrapUp: boolean;
}

export type ContactPhase = 'waiting' | 'ringing' | 'talking' | 'wrap-up' | 'ended';
export type ContactOutcome = 'answered' | 'abandoned' | 'timed-out' | 'overflowed';

export interface CentreContact {
  readonly id: string;
  readonly queueId: string;
  readonly channel: Exclude<Channel, 'callback'>;
  readonly direction: 'in' | 'out';
  readonly caller: string;
  readonly callerName: string | null;
  readonly isVip: boolean;
  phase: ContactPhase;
  agentId: string | null;
  readonly enteredAt: number;
  ringingSince: number | null;
  answeredAt: number | null;
  /** End of talking. */
  releasedAt: number | null;
  wrapUpEndsAt: number | null;
  /** Everything over, wrap-up included. */
  endedAt: number | null;
  outcome: ContactOutcome | null;
  /** How the agent says it went, in a code of the vendor's, and marks put on it. */
  disposition: string | null;
  features: readonly string[];
}

/** What can be written on a contact, live or over. */
export type ContactNote =
  | { readonly disposition: string }
  | { readonly addFeature: string }
  | { readonly removeFeature: string };

/** A command as a face took it from a request; `details` are the vendor's own fields. */
export interface CentreOrder {
  readonly deed: string;
  /** The agent it is about; null where it names none that is known. */
  readonly agentId: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What becomes of values on their way into a record: as asked, unless something is wrong with the system. */
export type StoredAs = <Values extends object>(values: Values) => Values;

/** Somebody else at the vendor changes a record, or deletes it (`null`): the record as it is then, null where there is none. */
export type EditRecord = (
  kind: string,
  id: string,
  values: Readonly<Record<string, unknown>> | null,
) => Readonly<Record<string, unknown>> | null;

/** A contact centre that lives on a clock; faces show it in a vendor's words. All instants are epoch ms. */
export interface Centre {
  readonly siteId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly queues: readonly CentreQueue[];
  readonly agents: readonly CentreAgent[];
  readonly pauseCodes: readonly CentrePauseCode[];
  /** The centre's own time; everything below is as of then. Faces call `settle()` first on each request. */
  now(): number;
  /** Runs the simulation up to the clock's present. */
  settle(): void;
  /** Contacts not ended yet. */
  liveContacts(): readonly CentreContact[];
  /** Contacts that ended (outcome known) at or after `since`, oldest first; at least the last 25 h are kept. */
  endedContacts(since: number): readonly CentreContact[];
  /**
   * Commands really change the centre; false when there is no such agent, queue, membership or code. Pausing and joining
   * need an agent who is logged in; logging out and pausing wait for the end of the contact in hand.
   */
  login(agentId: string, queueIds?: readonly string[]): boolean;
  logout(agentId: string): boolean;
  pause(agentId: string, code: string | null): boolean;
  unpause(agentId: string): boolean;
  /** In one joined queue only; in all of them it is a pause without a code. */
  pauseIn(agentId: string, queueId: string): boolean;
  /** Ends a pause for this queue; a pause altogether goes on in the others. */
  resumeIn(agentId: string, queueId: string): boolean;
  join(agentId: string, queueId: string): boolean;
  leave(agentId: string, queueId: string): boolean;
  /** Changes `memberOf`; false too when the agent already is, or is not, a member. */
  addMember(agentId: string, queueId: string): boolean;
  removeMember(agentId: string, queueId: string): boolean;
  /** The level (1 the best) at which an agent serves a queue that is joined; `memberOf` stays as it is. */
  setLevel(agentId: string, queueId: string, level: number): boolean;
  /** Opens a queue that gets a few contacts an hour; `queues` is the same list before and after. False when the id is taken. */
  addQueue(queue: NewQueue): boolean;
  changeQueue(queueId: string, change: QueueChange): boolean;
  /** Closes a queue for good: who waits or is being rung is sent away, who talks may finish; nobody is its member any more. */
  removeQueue(queueId: string): boolean;
  /** Hires somebody whose shift begins at once, a member of nothing yet; `agents` is the same list before and after. */
  hire(agent: NewAgent): boolean;
  changeAgent(agentId: string, change: AgentChange): boolean;
  /** Somebody goes home for good: who is being rung goes back to the line, who talks is cut off. */
  dismiss(agentId: string): boolean;
  /** Says who belongs to a queue; whoever is new to it does not serve it before they join, or log in again. */
  setMembers(queueId: string, members: readonly CentreMember[]): boolean;
  setPauseCodes(codes: readonly CentrePauseCode[]): boolean;
  /** Ends a contact that waits, rings or talks. */
  hangUp(contactId: string): boolean;
  /** Moves a contact that is being talked to an agent's extension, to a queue's number or id, or away to any other number. */
  transfer(contactId: string, to: string): boolean;
  /** An agent who has nothing in hand answers a contact that waits or rings at somebody else's. */
  pickUp(contactId: string, agentId: string): boolean;
  /** Starts an outbound call of an agent who has nothing in hand; on the first outbound queue joined unless told otherwise. */
  dial(agentId: string, number: string, queueId?: string): boolean;
  note(contactId: string, note: ContactNote): boolean;
  /**
   * Faces take every command through here, whatever it does, and nothing else: it is what tells a command from a read.
   * `run` answers whether it could be done, later where the vendor says OK first; true is taken. May throw `CommandRefused`.
   * Where `run` writes a record it puts the values through `as` first.
   */
  command(order: CentreOrder, run: (as: StoredAs) => boolean | Promise<boolean>): boolean;
}

export interface FaceCredentials {
  readonly user: string;
  readonly password: string;
  readonly apiKey?: string;
  /** What a single sign-on would have given; a way in beside user and password where the vendor has one. */
  readonly token?: string;
}
