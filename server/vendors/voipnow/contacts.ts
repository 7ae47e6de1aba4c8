import { recordId } from '@/lib/floor/ids';
import type { ContactRecord, ContactState } from '@/lib/floor/records';
import type { NormalizeContext } from '@/server/vendors/vendor';
import type { Call } from './calls';
import type { VoipnowSettings } from './settings';

/** Calls that wait, ring or are talked. Who of several agents has it is only known once it is one. */
export function normalizeContacts(
  calls: readonly Call[],
  { sourceId, previous }: NormalizeContext<VoipnowSettings>,
): ContactRecord[] {
  return calls.map((call) => {
    const id = recordId(sourceId, call.id);
    const [agent] = call.agents.length > 0 ? call.agents : call.queue === null ? call.callers : [];
    const isOneAgent = call.isAnswered || call.agents.length < 2;
    return {
      id,
      sourceId,
      queueId: call.queue === null ? null : recordId(sourceId, call.queue),
      agentId: agent !== undefined && isOneAgent ? recordId(sourceId, agent) : null,
      channel: 'phone',
      direction: call.direction,
      serverId: null,
      state: stateOf(call),
      caller: call.caller,
      callerName: call.callerName,
      isVip: null,
      // An event may have told when it came, and the list does not.
      enteredAt: call.enteredAt ?? previous('contacts', id)?.enteredAt ?? null,
      answeredAt: call.answeredAt,
    };
  });
}

function stateOf({ isAnswered, agents, callers, queue }: Call): ContactState {
  if (isAnswered) return 'talking';
  return agents.length > 0 || (queue === null && callers.length > 0) ? 'ringing' : 'waiting';
}
