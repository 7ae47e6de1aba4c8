import { recordId } from '@/lib/floor/ids';
import type { ContactRecord } from '@/lib/floor/records';
import type { ToInstant } from '@/server/vendors/vendor-time';
import type { AgentsByKey } from './agents';
import type { ImagicleLive } from './feeds';
import type { WaitingCall } from './payloads';
import { keyOf, valueIn } from './seats';

/** Waiting calls; of those being served Imagicle gives only a number. A call named in two queues is one. */
export function normalizeContacts(
  live: ImagicleLive,
  agents: AgentsByKey,
  toInstant: ToInstant,
  sourceId: string,
): ContactRecord[] {
  const contacts = new Map<string, ContactRecord>();
  for (const [queueId, answer] of live.realTime)
    for (const call of valueIn(answer)?.waitingCalls ?? []) {
      const ringsAt = call.isBeingTransferred ? (call.bookedBy?.username ?? null) : null;
      contacts.set(call.id, {
        id: recordId(sourceId, call.id),
        sourceId,
        queueId: recordId(sourceId, queueId),
        agentId: ringsAt === null ? null : (agents.get(keyOf(ringsAt))?.id ?? null),
        channel: 'phone',
        direction: 'in',
        serverId: null,
        state: ringsAt === null ? 'waiting' : 'ringing',
        caller: call.caller?.number ?? null,
        callerName: callerNameOf(call.caller),
        isVip: call.caller?.isVip ?? null,
        enteredAt: toInstant(call.waitingStartTime),
        answeredAt: null,
      });
    }
  return [...contacts.values()];
}

function callerNameOf(caller: WaitingCall['caller']): string | null {
  if (!caller) return null;
  const fullName = [caller.firstName, caller.lastName].filter(Boolean).join(' ');
  return caller.displayName ?? (fullName || caller.company);
}
