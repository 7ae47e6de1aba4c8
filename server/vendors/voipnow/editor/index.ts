import { joinKinds } from '@/server/vendors/editing/join-kinds';
import { queueAgents } from './queue-agents';
import { queues } from './queues';

/** Who is registered in the queues, and what they are there. */
export const editor = joinKinds('VoipNow', [queues, queueAgents]);
