import { joinKinds } from '@/server/vendors/editing/join-kinds';
import { agentQueues } from './agent-queues';
import { agents } from './agents';
import { monitoringSettings } from './monitoring-settings';
import { presences } from './presences';
import { queueGroups } from './queue-groups';

/** What RMI lets be seen of the configuration, and the little of it that can be changed. */
export const editor = joinKinds('Sinch', [agents, agentQueues, presences, queueGroups, monitoringSettings]);
