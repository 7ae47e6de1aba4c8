import { recordId } from '@/lib/floor/ids';
import type { ContactRecord } from '@/lib/floor/records';
import type { ToInstant } from '@/server/vendors/vendor-time';
import { isHeldHere } from './agents';
import type { RingMeLive } from './feeds';
import type { RingMeCall } from './payloads';

/**
 * Calls at the phones of agents; those of everybody else are nobody's business. Through which queue a call came is not
 * documented in a form that can be read.
 */
export function normalizeContacts(
  live: RingMeLive,
  agentAt: ReadonlyMap<string, string>,
  toInstant: ToInstant,
  sourceId: string,
): ContactRecord[] {
  const contacts = live.filter(isHeldHere).flatMap((call): ContactRecord[] => {
    const agentId = agentAt.get(call.extension_id ?? '');
    if (agentId === undefined) return [];
    const answeredAt = gmt(call.answer_time_gmt);
    return [
      {
        id: recordId(sourceId, `${call.call_api_id}:${call.extension_id}`),
        sourceId,
        queueId: null,
        agentId,
        channel: 'phone',
        serverId: null,
        state: answeredAt === null ? 'ringing' : 'talking',
        ...partyOf(call),
        isVip: null,
        enteredAt: toInstant(gmt(call.init_time_gmt)),
        answeredAt: toInstant(answeredAt),
      },
    ];
  });
  return [...new Map(contacts.map((contact) => [contact.id, contact])).values()];
}

/** Who is at the other end. */
function partyOf(call: RingMeCall): Pick<ContactRecord, 'direction' | 'caller' | 'callerName'> {
  const direction = (['in', 'out'] as const).find((flow) => flow === call.call_flow?.toLowerCase()) ?? null;
  if (direction === 'out') return { direction, caller: call.called_number, callerName: null };
  return { direction, caller: call.caller_id_number, callerName: call.caller_id_name };
}

/** `2026-03-04 09:00:00.25` as ISO 8601 has it. */
const gmt = (text: string | null) => text?.replace(' ', 'T') ?? null;
