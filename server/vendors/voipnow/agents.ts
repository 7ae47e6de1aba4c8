import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, EpochMs, MembershipRecord } from '@/lib/floor/records';
import { groupBy } from '@/server/vendors/group-by';
import { mostEngaged } from '@/server/vendors/most-engaged';
import type { NormalizeContext } from '@/server/vendors/vendor';
import { nameOf } from './names';
import type { Seat } from './seats';
import type { VoipnowSettings } from './settings';

/** `seenAt` is when we saw the state they are in now: VoipNow does not tell since when. */
export function normalizeAgents(
  seats: readonly Seat[],
  seenAt: EpochMs,
  { sourceId, settings, previous }: NormalizeContext<VoipnowSettings>,
): AgentRecord[] {
  return [...groupBy(seats, (seat) => seat.number)].map(([number, own]) => {
    const id = recordId(sourceId, number);
    const state = mostEngaged(own.map((seat) => seat.state));
    const before = previous('agents', id);
    return {
      id,
      sourceId,
      name: nameOf(settings.agentNames, number),
      extension: number,
      team: null,
      location: null,
      serverId: null,
      readiness: mostEngaged(own.map((seat) => seat.readiness)),
      state,
      stateSince: before?.state === state ? (before.stateSince ?? seenAt) : seenAt,
      stateSinceIsReceipt: true,
      pauseReason: null,
      vendorState: vendorStateOf(own),
      wrapUpEndsAt: null,
      handledToday: null,
      canManage: null,
      canManageReadiness: own.some((seat) => seat.isRemote) ? false : null,
      personId: null,
    };
  });
}

export function normalizeMemberships(seats: readonly Seat[], sourceId: string): MembershipRecord[] {
  return seats.map(({ queue, number, readiness, isRemote }) => ({
    id: recordId(sourceId, `${queue}:${number}`),
    sourceId,
    agentId: recordId(sourceId, number),
    queueId: recordId(sourceId, queue),
    serving: readiness === 'unknown' ? null : readiness !== 'logged-out',
    readiness,
    level: null,
    canChange: isRemote ? false : null,
  }));
}

const words = new Map([
  ['0', 'Logged Out'],
  ['1', 'Online'],
  ['2', 'Paused'],
]);

/** The status by its name in the documents; each once where queues differ. */
function vendorStateOf(seats: readonly Seat[]): string | null {
  const told = seats.flatMap(({ status }) => (status === null ? [] : [words.get(status) ?? status]));
  return [...new Set(told)].join(' / ') || null;
}
