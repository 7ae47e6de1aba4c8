import { takeNext } from './contact-flow';
import { endPause, startPause } from './desk';
import type { AgentDesk, World } from './world';

/** Pauses an agent in one joined queue, for systems that keep pauses per queue. */
export function startPauseIn(world: World, agent: AgentDesk, queueId: string): void {
  if (isPaused(agent) || agent.pausedIn.includes(queueId)) return;
  agent.pausedIn = [...agent.pausedIn, queueId];
  pauseAltogether(world, agent);
}

/** Ends a pause in one joined queue; where it was one altogether, the other queues stay paused. */
export function endPauseIn(world: World, agent: AgentDesk, queueId: string): void {
  if (isPaused(agent)) {
    agent.pausedIn = agent.joined.filter((id) => id !== queueId);
    endPause(world, agent);
    return;
  }
  agent.pausedIn = agent.pausedIn.filter((id) => id !== queueId);
  takeNext(world, agent);
}

/** Who is paused in every joined queue is paused. */
export function pauseAltogether(world: World, agent: AgentDesk): void {
  if (agent.pausedIn.length === 0 || agent.pausedIn.length < agent.joined.length) return;
  agent.pausedIn = [];
  startPause(world, agent, '', null);
}

const isPaused = (agent: AgentDesk): boolean => agent.pausedSince !== null || agent.pendingPause !== null;
