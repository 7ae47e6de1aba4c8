import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { inheritedMaxWaiting, inheritedPriority, type Overridable, suiteOf } from './configuration';
import type { ImagicleSettings } from './settings';

/** A queue as `GET /Queues/FIFO` gives it: one telephone address as text, several as a list. */
export function queueObject(centre: Centre, settings: ImagicleSettings, queue: CentreQueue) {
  const { configuration, prefix } = suiteOf(centre).entryOf(queue);
  const { otherAddresses, priority, loginLogoutPhoneNumber, maxWaitingCalls, tenantId } = configuration;
  const shown = <Value>(own: Overridable<Value>, inherited: Value): Overridable<Value> =>
    own.override || settings.unusedValues === 'kept' ? own : { value: inherited, override: false };
  return {
    id: Number(queue.id),
    name: queue.name,
    phoneNumber: otherAddresses.length === 0 ? queue.number : [queue.number, ...otherAddresses],
    tenantId,
    canViewRealTimeStats: !settings.hiddenQueueIds.includes(queue.id),
    priority: shown(priority, inheritedPriority),
    loginLogoutPhoneNumber: shown(loginLogoutPhoneNumber, prefix),
    maxWaitingCalls: shown(maxWaitingCalls, inheritedMaxWaiting),
  };
}

/** What stands before the digit an agent dials to log in to a queue (1) or out of it (0). */
export function loginPrefix(centre: Centre, queue: CentreQueue): string {
  const { configuration, prefix } = suiteOf(centre).entryOf(queue);
  const { value, override } = configuration.loginLogoutPhoneNumber;
  return override ? value : prefix;
}

export function queueList(centre: Centre, settings: ImagicleSettings, wantedTenant: string | null) {
  const isWanted = (queue: CentreQueue) =>
    wantedTenant === null || suiteOf(centre).entryOf(queue).configuration.tenantId === wantedTenant;
  return centre.queues.filter(isWanted).map((queue) => queueObject(centre, settings, queue));
}

export function queuesOfAgent(centre: Centre, settings: ImagicleSettings, agent: CentreAgent) {
  return centre.queues
    .filter((queue) => isMember(agent, queue.id))
    .map((queue) => queueObject(centre, settings, queue));
}

export function membersOf(centre: Centre, queueId: string): readonly CentreAgent[] {
  return centre.agents.filter((agent) => isMember(agent, queueId));
}

export function isMember(agent: CentreAgent, queueId: string): boolean {
  return agent.memberOf.some((membership) => membership.queueId === queueId);
}
