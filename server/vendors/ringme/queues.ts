import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { noDialCodes, unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import { groupBy } from '@/server/vendors/group-by';
import { shortExtension } from './agent-key';
import type { AgentsByKey } from './agents';
import type { RingMeNames } from './feeds';

/** Queues by what their agents do; who waits, and what the day was like, RingMe does not tell. */
export function normalizeQueues(
  names: RingMeNames,
  memberships: readonly MembershipRecord[],
  agentsByKey: AgentsByKey,
  hasLive: boolean,
  sourceId: string,
): QueueRecord[] {
  const agents = new Map([...agentsByKey.values()].map((agent) => [agent.id, agent]));
  const members = groupBy(memberships, ({ queueId }) => queueId);
  return names.queues.map((queue) => {
    const id = recordId(sourceId, queue.id);
    const own = (members.get(id) ?? []).flatMap(({ agentId }) => agents.get(agentId) ?? []);
    return {
      id,
      sourceId,
      name: queue.label ?? shortExtension(queue.name) ?? queue.id,
      channel: 'phone',
      problem: null,
      ...unknownNow,
      // Active says only that it is not blocked, not that its hours are now.
      isOpen: queue.status?.toLowerCase() === 'blocked' ? false : null,
      ...countsOf(own, hasLive),
      ...unknownToday,
      answerWithinMs: null,
      shortAbandonMs: null,
      serviceLevelTarget: null,
      ...noDialCodes,
    };
  });
}

/** Of those agents of whom something was heard; where it is none of them, nothing is known. */
function countsOf(agents: readonly AgentRecord[], hasLive: boolean) {
  const known = agents.filter(({ readiness }) => readiness !== 'unknown');
  if (known.length === 0 && agents.length > 0) return {};
  const serving = known.filter(({ readiness }) => readiness === 'ready');
  const free = serving.filter(({ state }) => state === 'ready');
  return {
    agentsServing: serving.length,
    agentsFree: hasLive ? free.length : null,
    agentsBusy: hasLive ? serving.length - free.length : null,
  };
}
