import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, AgentState, EpochMs, MembershipRecord } from '@/lib/floor/records';
import { groupBy } from '@/server/vendors/group-by';
import { mostEngaged } from '@/server/vendors/most-engaged';
import type { NormalizeContext } from '@/server/vendors/vendor';
import { earliest, latest, type ToInstant } from '@/server/vendors/vendor-time';
import type { ImagicleNames } from './feeds';
import type { QueueAgent } from './payloads';
import { keyOf, type Seat, valueIn } from './seats';
import type { ImagicleSettings } from './settings';

/** By the key of the user name. */
export type AgentsByKey = ReadonlyMap<string, AgentRecord>;

export function normalizeAgents(
  seats: readonly Seat[],
  names: ImagicleNames | null,
  asOf: EpochMs,
  toInstant: ToInstant,
  context: NormalizeContext<ImagicleSettings>,
): AgentsByKey {
  const users = usersIn(names);
  const seatsByKey = groupBy(seats, (seat) => keyOf(seat.username));
  const entries = [...seatsByKey].map(([key, own]) => {
    const id = recordId(context.sourceId, usernameOf(own));
    const since = sinceOf(own, asOf, toInstant, context.previous('agents', id));
    return [key, { ...toAgent(own, users.get(key), toInstant), ...since, id, sourceId: context.sourceId }] as const;
  });
  return new Map(entries);
}

export function normalizeMemberships(
  seats: readonly Seat[],
  agents: AgentsByKey,
  sourceId: string,
): MembershipRecord[] {
  return seats.flatMap(({ queueId, username, readiness }) => {
    const agent = agents.get(keyOf(username));
    if (!agent) return [];
    const membership = {
      id: membershipId(sourceId, queueId, username),
      sourceId,
      agentId: agent.id,
      queueId: recordId(sourceId, queueId),
      serving: readiness === 'unknown' ? null : readiness !== 'logged-out',
      readiness,
      level: null,
      canChange: null,
    };
    return [membership];
  });
}

/** Of the record that tells that this user is an agent of this queue; both by Imagicle's own names. */
export const membershipId = (sourceId: string, queue: string, username: string): string =>
  recordId(sourceId, `${queue}:${keyOf(username)}`);

type Since = Pick<AgentRecord, 'stateSince' | 'stateSinceIsReceipt'>;

function toAgent(
  seats: readonly Seat[],
  user: QueueAgent | undefined,
  toInstant: ToInstant,
): Omit<AgentRecord, 'id' | 'sourceId' | keyof Since> {
  const readiness = mostEngaged(seats.map((seat) => seat.readiness));
  const state = mostEngaged(seats.map((seat) => seat.state));
  const told = seats.flatMap((seat) => seat.agent ?? []);
  const paused = seats.filter((seat) => seat.readiness === 'paused');
  const wrapUpEnds = seats.filter((seat) => seat.state === 'wrap-up').map(({ agent }) => agent?.wrapupEnd ?? null);
  return {
    name: [user?.firstName, user?.lastName].filter(Boolean).join(' ') || usernameOf(seats),
    extension: firstOf(told.map((agent) => agent.telephoneAddress)) ?? user?.telephoneAddress ?? null,
    team: null,
    location: null,
    serverId: null,
    readiness,
    state,
    pauseReason: readiness === 'paused' ? firstOf(paused.map(({ agent }) => agent?.pauseReason ?? null)) : null,
    vendorState: vendorStateOf(seats),
    wrapUpEndsAt: state === 'wrap-up' ? latest(wrapUpEnds.map(toInstant)) : null,
    handledToday: null,
    canManage: null,
    canManageReadiness: null,
    personId: null,
  };
}

/** In a state since the first queue that has it, logged out since the last one. Of ringing only we know, since we saw it. */
function sinceOf(seats: readonly Seat[], asOf: EpochMs, toInstant: ToInstant, before: AgentRecord | undefined): Since {
  const state: AgentState = mostEngaged(seats.map((seat) => seat.state));
  if (state === 'ringing') {
    const stateSince = before?.state === 'ringing' ? before.stateSince : asOf;
    return { stateSince, stateSinceIsReceipt: true };
  }
  const own = seats.filter((seat) => seat.state === state);
  const instants = own.map(({ agent }) => toInstant(agent?.currentStatusStartTime ?? null));
  return { stateSince: state === 'logged-out' ? latest(instants) : earliest(instants), stateSinceIsReceipt: false };
}

/** As the real-time statistics write it, where they do. */
const usernameOf = (seats: readonly Seat[]) => (seats.find((seat) => seat.agent) ?? seats[0])?.username ?? '';

function usersIn(names: ImagicleNames | null): Map<string, QueueAgent> {
  const lists = [...(names?.values() ?? [])].flatMap((answer) => valueIn(answer) ?? []);
  return new Map(lists.map((user) => [keyOf(user.username), user]));
}

const words = ['None', 'Log out', 'Ready', 'Pause', 'Wrap Up'];

/** The login status by its name in the documents, with the two flags; each once where queues differ. */
function vendorStateOf(seats: readonly Seat[]): string | null {
  const told = seats.flatMap(({ agent }) => {
    if (!agent || agent.loginStatus === null) return [];
    const flags = [agent.isAvailable ? 'isAvailable' : '', agent.isBusy ? 'isBusy' : ''];
    return [words[agent.loginStatus] ?? String(agent.loginStatus), ...flags].filter(Boolean).join(' · ');
  });
  return [...new Set(told)].join(' / ') || null;
}

const firstOf = (texts: readonly (string | null)[]) => texts.find((text) => text !== null) ?? null;
