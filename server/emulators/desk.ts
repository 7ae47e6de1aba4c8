import type { EpochMs } from '@/lib/floor/records';
import type { CentreAgentState } from './centre-types';
import { dayMs, hourMs } from './day-shape';
import { type AgentDesk, after, type World } from './world';

/** Brings an agent's shown state in line with what the agent holds; `stateSince` moves only when it changed. */
export function refreshAgent(world: World, agent: AgentDesk): void {
  agent.contactIds = agent.held.map((contact) => contact.id);
  const state = stateOf(agent);
  agent.wrapUpEndsAt = state === 'wrap-up' ? Math.max(...agent.held.map((held) => held.wrapUpEndsAt ?? 0)) : null;
  if (state === agent.state) return;
  agent.state = state;
  agent.stateSince = world.now;
}

function stateOf(agent: AgentDesk): CentreAgentState {
  if (agent.loggedInSince === null) return 'logged-out';
  const phases = agent.held.map((contact) => contact.phase);
  if (phases.includes('talking')) return 'talking';
  if (phases.includes('ringing')) return 'ringing';
  if (phases.includes('wrap-up')) return 'wrap-up';
  return agent.pausedSince === null ? 'idle' : 'paused';
}

/** A contact was let go; what had to wait for that happens now. True when the agent may take another. */
export function agentFreed(world: World, agent: AgentDesk): boolean {
  if (agent.held.length === 0 && agent.pendingLogout) signOff(world, agent);
  else if (agent.held.length === 0 && agent.pendingPause !== null) {
    startPause(world, agent, agent.pendingPause, agent.pendingPauseMs);
  } else refreshAgent(world, agent);
  return agent.state !== 'logged-out' && agent.state !== 'paused';
}

/** Logs an agent in; without a list, into the queues of the own team (levels 1 and 2). */
export function signOn(world: World, agent: AgentDesk, queueIds?: readonly string[]): void {
  agent.loggedInSince = world.now;
  agent.joined = [...(queueIds ?? agent.memberOf.filter(({ level }) => level < 3).map(({ queueId }) => queueId))];
  agent.shiftTurn += 1;
  refreshAgent(world, agent);
}

/** Logs an agent out, now or when the contact in hand is over. */
export function signOff(world: World, agent: AgentDesk): void {
  if (agent.loggedInSince === null) return;
  if (agent.held.length > 0) {
    agent.pendingLogout = true;
    return;
  }
  clearPause(world, agent);
  agent.pendingLogout = false;
  agent.loggedInSince = null;
  agent.joined = [];
  agent.joinedLevels = {};
  agent.shiftTurn += 1;
  refreshAgent(world, agent);
}

/**
 * Pauses an agent, now or when the contact in hand is over. The code '' is a pause without a reason;
 * `lastsMs` null means until somebody ends it.
 */
export function startPause(world: World, agent: AgentDesk, code: string, lastsMs: number | null): void {
  if (agent.loggedInSince === null) return;
  if (agent.held.length > 0) {
    agent.pendingPause = code;
    agent.pendingPauseMs = lastsMs;
    return;
  }
  clearPause(world, agent);
  agent.pauseCode = code === '' ? null : code;
  agent.pausedSince = world.now;
  refreshAgent(world, agent);
  const turn = agent.pauseTurn;
  if (lastsMs !== null) {
    after(world, lastsMs, () => {
      if (agent.pauseTurn === turn) endPause(world, agent);
    });
  }
}

/** Ends a pause, running or only asked for. */
export function endPause(world: World, agent: AgentDesk): void {
  clearPause(world, agent);
  refreshAgent(world, agent);
  world.offerWork(agent);
}

function clearPause(world: World, agent: AgentDesk): void {
  if (agent.pausedSince !== null) rememberPause(world, agent, agent.pausedSince);
  agent.pauseTurn += 1;
  agent.pendingPause = null;
  agent.pendingPauseMs = null;
  agent.pauseCode = null;
  agent.pausedSince = null;
}

/** Keeps about a day of pauses. */
function rememberPause(world: World, agent: AgentDesk, since: EpochMs): void {
  const kept = agent.pauses.filter(({ until }) => until > world.now - dayMs - 2 * hourMs);
  agent.pauses = [...kept, { code: agent.pauseCode, since, until: world.now }];
}
