import type { GroupQueueRecord, GroupRecord } from '@/lib/floor/records';
import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { createVendorTime } from '@/server/vendors/vendor-time';
import { normalizeAgents, normalizeMemberships } from './agents';
import { liveContacts, toContactRecord } from './contacts';
import type { SinchLive, SinchNames, SinchToday } from './feeds';
import { normalizeGroups } from './groups';
import { normalizeQueues } from './queues';
import type { SinchSettings } from './settings';

export type SinchReadings = Readings<SinchLive, SinchToday, SinchNames>;

/** RMI's readings as records; without a live reading there are only groups, before `names` there are none. */
export function normalize(readings: SinchReadings, context: NormalizeContext<SinchSettings>): Slices {
  const { live, names } = readings;
  const groups: { groups?: GroupRecord[]; groupQueues?: GroupQueueRecord[] } = names
    ? normalizeGroups(names.value, context.sourceId)
    : {};
  if (!live) return groups;
  const toInstant = createVendorTime('utc', live.clockOffsetMs);
  const contacts = liveContacts(live.value.contacts);
  return {
    queues: normalizeQueues(live.value, contacts, readings.today, toInstant, context),
    agents: normalizeAgents(live.value, toInstant, context.sourceId),
    memberships: normalizeMemberships(live.value, context.sourceId),
    contacts: contacts.map((contact) => toContactRecord(contact, toInstant, context.sourceId)),
    ...groups,
  };
}
