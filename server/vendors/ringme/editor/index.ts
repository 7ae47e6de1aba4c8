import { joinKinds } from '@/server/vendors/editing/join-kinds';
import { agentEvents } from './agent-events';
import { agents, queues } from './seen-kinds';

/** Queues and agents as they are, and whom RingMe calls as agents log in and out. */
export const editor = joinKinds('RingMe', [queues, agents, agentEvents]);
