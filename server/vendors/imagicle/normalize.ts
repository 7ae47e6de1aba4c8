import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { normalizeAgents, normalizeMemberships } from './agents';
import { normalizeContacts } from './contacts';
import type { ImagicleLive, ImagicleNames, ImagicleToday } from './feeds';
import { normalizeQueues } from './queues';
import { seatsOf } from './seats';
import type { ImagicleSettings } from './settings';
import { createVendorTime } from './vendor-time';

export type ImagicleReadings = Readings<ImagicleLive, ImagicleToday, ImagicleNames>;

/** QME's readings as records; without a live reading there is nothing to say. */
export function normalize(
  { live, today, names }: ImagicleReadings,
  context: NormalizeContext<ImagicleSettings>,
): Slices {
  if (!live) return {};
  const toInstant = createVendorTime(context.settings.timeZone, live.clockOffsetMs);
  const seats = seatsOf(live.value, names?.value ?? null);
  const agents = normalizeAgents(seats, names?.value ?? null, live.asOf, toInstant, context);
  return {
    queues: normalizeQueues(live.value, today?.value ?? null, seats, toInstant, context),
    agents: [...agents.values()],
    memberships: normalizeMemberships(seats, agents, context.sourceId),
    contacts: normalizeContacts(live.value, agents, toInstant, context.sourceId),
  };
}
