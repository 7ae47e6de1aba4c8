import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import type { ImagicleSettings } from './settings';

const tenantId = '6a1f2b54-8f0e-4f39-9a57-0d5c2a77c0de';

/** A queue as `GET /Queues/FIFO` gives it; every other one has several addresses. */
export function queueObject(centre: Centre, settings: ImagicleSettings, queue: CentreQueue) {
  const place = centre.queues.indexOf(queue);
  return {
    id: Number(queue.id),
    name: queue.name,
    phoneNumber: place % 2 === 0 ? queue.number : [queue.number, `coda${place + 1}@${centre.siteId}.example`],
    tenantId,
    canViewRealTimeStats: !settings.hiddenQueueIds.includes(queue.id),
    priority: { value: place, override: place > 0 },
    loginLogoutPhoneNumber: { value: loginPrefix(centre, queue), override: false },
    maxWaitingCalls: { value: place === 0 ? 12 : 0, override: place === 0 },
  };
}

/** What stands before the digit an agent dials to log in to a queue (1) or out of it (0). */
export const loginPrefix = (centre: Centre, queue: CentreQueue): string => `41578${centre.queues.indexOf(queue)}`;

export function queueList(centre: Centre, settings: ImagicleSettings, wantedTenant: string | null) {
  if (wantedTenant !== null && wantedTenant !== tenantId) return [];
  return centre.queues.map((queue) => queueObject(centre, settings, queue));
}

export function queuesOfAgent(centre: Centre, settings: ImagicleSettings, agent: CentreAgent) {
  return centre.queues
    .filter((queue) => isMember(agent, queue.id))
    .map((queue) => queueObject(centre, settings, queue));
}

export function membersOf(centre: Centre, queueId: string): readonly CentreAgent[] {
  return centre.agents.filter((agent) => isMember(agent, queueId));
}

/** A user as the lists of agents show one: names and address, no status. */
export function userObject({ username, firstName, lastName, extension }: CentreAgent) {
  return { username, firstName, lastName, telephoneAddress: extension };
}

export function isMember(agent: CentreAgent, queueId: string): boolean {
  return agent.memberOf.some((membership) => membership.queueId === queueId);
}
