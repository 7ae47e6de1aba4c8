import type { Centre, EditRecord } from '@/server/emulators/centre-types';
import { type Managed, suiteOf } from './configuration';
import { dismissManager } from './managers';
import { editQueue } from './queue-editor';
import { queueObject } from './queues';
import { editService, serviceObject } from './services';
import type { ImagicleSettings } from './settings';
import { findAgent, userObject } from './users';

/**
 * What somebody else does on the suite's own pages: kinds `queue` and `service` by id; `agent`, `manager` and
 * `service-manager` by `{id}/{username}`, of which agents can be added and all taken away.
 */
export function editorOf(centre: Centre, settings: ImagicleSettings): EditRecord {
  return (kind, id, values) => {
    const [of = '', ...rest] = id.split('/');
    const username = rest.join('/');
    const queue = centre.queues.find((one) => one.id === of);
    const service = suiteOf(centre).services.find((one) => String(one.id) === of);
    if (kind === 'queue' && queue) {
      editQueue(centre, queue, values);
      return queueObject(centre, settings, queue);
    }
    if (kind === 'service' && service) {
      editService(centre, service, values);
      return serviceObject(service);
    }
    if (kind === 'agent' && queue) return editAgent(centre, queue.id, username, values !== null);
    const managed = kind === 'manager' && queue ? suiteOf(centre).entryOf(queue) : service;
    const isOfManagers = kind === 'manager' || kind === 'service-manager';
    return managed && isOfManagers && values === null ? dismiss(managed, username) : null;
  };
}

function editAgent(centre: Centre, queueId: string, username: string, isWanted: boolean) {
  const agent = findAgent(centre, username);
  const isDone = agent && (isWanted ? centre.addMember(agent.id, queueId) : centre.removeMember(agent.id, queueId));
  return agent && isDone ? { ...userObject(agent) } : null;
}

function dismiss(managed: Managed, username: string) {
  const manager = managed.managers.find((one) => one.username === username);
  return manager && dismissManager(managed, username) ? { ...manager } : null;
}
