import { pathSegment } from '@/server/vendors/editing/path-segment';
import { needQueue } from './queues';
import { type UserList, userKind } from './users';

export const agentsOfQueue: UserList = {
  kind: {
    id: 'queue-agents',
    label: 'Agents of a queue',
    one: 'agent of the queue',
    help: 'Who may log in to the queue. Agents log in and out by phone.',
    right: 'edit-queues',
    parent: 'queues',
    isCommon: true,
  },
  pathOf: (settings, parentId) => settings.agentsPath.replaceAll('{queueId}', pathSegment(parentId)),
  setting: 'agentsPath',
  reasons: {
    409: {
      0: { field: 'username', message: 'has no primary extension, which an agent needs' },
      1: { field: 'username', message: 'is an agent of this queue already' },
    },
  },
  needParent: needQueue,
  isOfQueue: true,
};

const managersOfQueue: UserList = {
  ...agentsOfQueue,
  kind: {
    id: 'queue-managers',
    label: 'Managers of a queue',
    one: 'manager of the queue',
    help: 'Who may change the queue in Imagicle',
    right: 'edit-configuration',
    parent: 'queues',
    isCommon: false,
  },
  pathOf: (settings, parentId) => settings.managersPath.replaceAll('{queueId}', pathSegment(parentId)),
  setting: 'managersPath',
  reasons: {},
};

export const queueAgents = userKind(agentsOfQueue);
export const queueManagers = userKind(managersOfQueue);
