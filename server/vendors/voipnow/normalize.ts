import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { normalizeAgents, normalizeMemberships } from './agents';
import { callsOf, engagedIn } from './calls';
import { normalizeContacts } from './contacts';
import type { VoipnowLive } from './feeds';
import { normalizeQueues } from './queues';
import { seatsOf } from './seats';
import type { VoipnowSettings } from './settings';

export type VoipnowReadings = Readings<VoipnowLive, unknown, unknown>;

/** VoipNow's readings as records; without a live reading there is nothing to say. */
export function normalize({ live }: VoipnowReadings, context: NormalizeContext<VoipnowSettings>): Slices {
  if (!live) return {};
  const toInstant = createVendorTime(context.settings.timeZone, live.clockOffsetMs);
  const numbers = [...live.value.lastMembers.values()].flatMap((members) => members.map(({ number }) => number));
  const staff = { queues: [...live.value.members.keys()], agents: new Set(numbers) };
  const calls = callsOf(live.value.calls.list, staff, toInstant);
  const seats = seatsOf(live.value, engagedIn(calls));
  return {
    queues: normalizeQueues(live.value, seats, calls, context),
    agents: normalizeAgents(seats, live.asOf, context),
    memberships: normalizeMemberships(seats, context.sourceId),
    contacts: normalizeContacts(calls, context),
  };
}
