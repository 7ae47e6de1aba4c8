import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { normalizeAgents, normalizeMemberships } from './agents';
import { callsOf, engagedIn } from './calls';
import { normalizeContacts } from './contacts';
import type { VoipnowLive } from './feeds';
import { hearCalls } from './hear-calls';
import { type Heard, nothingHeard } from './heard';
import { normalizeQueues } from './queues';
import { seatsOf } from './seats';
import type { VoipnowSettings } from './settings';

export type VoipnowReadings = Readings<VoipnowLive, unknown, unknown, Heard>;

/** VoipNow's readings as records; without a live reading there is nothing to say. */
export function normalize(
  { live, hooks = nothingHeard }: VoipnowReadings,
  context: NormalizeContext<VoipnowSettings>,
): Slices {
  if (!live) return {};
  const toInstant = createVendorTime(context.settings.timeZone, live.clockOffsetMs);
  const numbers = [...live.value.lastMembers.values()].flatMap((members) => members.map(({ number }) => number));
  const staff = { queues: [...live.value.members.keys()], agents: new Set(numbers) };
  // Of a queue whose calls are refused no list would ever mend what was heard.
  const heard = new Map([...hooks].filter(([, { queue }]) => isTold(live.value, queue)));
  const calls = hearCalls(callsOf(live.value.calls.list, staff, toInstant), heard, staff);
  const seenAt = Math.max(live.asOf, ...[...heard.values()].map(({ heardAt }) => heardAt));
  const seats = seatsOf(live.value, engagedIn(calls));
  return {
    queues: normalizeQueues(live.value, seats, calls, context),
    agents: normalizeAgents(seats, seenAt, context),
    memberships: normalizeMemberships(seats, context.sourceId),
    contacts: normalizeContacts(calls, context),
  };
}

const isTold = ({ calls }: VoipnowLive, queue: string) => calls.told === 'user' || calls.told.has(queue);
