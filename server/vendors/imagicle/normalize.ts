import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { normalizeAgents, normalizeMemberships } from './agents';
import { normalizeContacts } from './contacts';
import type { ImagicleLive, ImagicleNames, ImagicleToday } from './feeds';
import { normalizeQueues } from './queues';
import { seatsOf } from './seats';
import type { ImagicleSettings } from './settings';

export type ImagicleReadings = Readings<ImagicleLive, ImagicleToday, ImagicleNames>;

/** QME's readings as records; without a live reading there is nothing to say. */
export function normalize(
  { live, today, names }: ImagicleReadings,
  context: NormalizeContext<ImagicleSettings>,
): Slices {
  if (!live) return {};
  // Whether Imagicle's date-times carry an offset is not documented.
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
