import { joinKinds } from '@/server/vendors/editing/join-kinds';
import { agentQueues, agents } from './agents';
import { ivrManagers, ivrServices } from './ivr-services';
import { queueAgents, queueManagers } from './queue-users';
import { queues } from './queues';

/** Queues, who serves and manages them, and IVR services. */
export const editor = joinKinds('Imagicle', [
  queues,
  queueAgents,
  queueManagers,
  agents,
  agentQueues,
  ivrServices,
  ivrManagers,
]);
