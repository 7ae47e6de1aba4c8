import { DateTime } from 'luxon';
import type { Centre, CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import type { QmSettings } from './settings';
import { agentCode } from './values';

/** What one report is about: the chosen queues and, if asked for, a single agent. */
export interface Scene {
  readonly centre: Centre;
  readonly settings: QmSettings;
  readonly queues: readonly CentreQueue[];
  readonly queueIds: ReadonlySet<string>;
  /** Agent code in lower case, or null for everyone. */
  readonly agentFilter: string | null;
}

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A failure the vendor reports inside a 200, in the `result` block. */
export class ReportFailure extends Error {}

export function sceneOf(centre: Centre, settings: QmSettings, parameters: URLSearchParams): Scene {
  const asked = parameters.get('queues') ?? '';
  if (asked === '') throw new ReportFailure('Missing parameter: queues');
  const ids = new Set(asked.split('|').map((id) => id.trim()));
  const queues = asked === '*' ? centre.queues : centre.queues.filter((queue) => ids.has(queue.id));
  const queueIds = new Set(queues.map((queue) => queue.id));
  return { centre, settings, queues, queueIds, agentFilter: parameters.get('filter')?.toLowerCase() || null };
}

/** `from` and `to` are wall clock of the server's own time zone, with a dot between day and hour. */
export function periodOf(centre: Centre, parameters: URLSearchParams): Period {
  const instant = (name: string): number => {
    const text = parameters.get(name) ?? '';
    if (text === '') throw new ReportFailure(`Missing parameter: ${name}`);
    const parsed = DateTime.fromFormat(text, 'yyyy-MM-dd.HH:mm:ss', { zone: centre.timeZone });
    if (!parsed.isValid) throw new ReportFailure(`Unparseable date: "${text}"`);
    return parsed.toMillis();
  };
  return { from: instant('from'), to: instant('to') };
}

export function isInScene(scene: Scene, contact: CentreContact): boolean {
  if (!scene.queueIds.has(contact.queueId)) return false;
  return scene.agentFilter === null || (contact.agentId !== null && agentCode(contact.agentId) === scene.agentFilter);
}

/** Agents with a session on a chosen queue, each with those of their queues that were chosen. */
export function sessionsOf(scene: Scene): { agent: CentreAgent; queueIds: string[] }[] {
  return scene.centre.agents
    .filter((agent) => agent.state !== 'logged-out')
    .filter((agent) => scene.agentFilter === null || agentCode(agent.id) === scene.agentFilter)
    .map((agent) => ({ agent, queueIds: agent.joined.filter((id) => scene.queueIds.has(id)) }))
    .filter(({ queueIds }) => queueIds.length > 0);
}

/** Calls still on the line: a call that is only being wrapped up has left the PBX. */
export function callsOf(scene: Scene): CentreContact[] {
  return scene.centre
    .liveContacts()
    .filter((contact) => contact.phase === 'waiting' || contact.phase === 'ringing' || contact.phase === 'talking')
    .filter((contact) => isInScene(scene, contact));
}

/** Calls the PBX is done with, wrapped up or not, that arrived since. */
export function finishedCalls(centre: Centre, since: number): CentreContact[] {
  const wrappingUp = centre.liveContacts().filter((contact) => contact.phase === 'wrap-up');
  return [...centre.endedContacts(since), ...wrappingUp].filter((contact) => contact.enteredAt >= since);
}
