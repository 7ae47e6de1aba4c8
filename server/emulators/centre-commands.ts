import type { Centre } from './centre-types';
import { takeNext } from './contact-flow';
import { endPause, signOff, startPause } from './desk';
import { endPauseIn, pauseAltogether, startPauseIn } from './queue-pauses';
import { signOnByCommand } from './workday';
import type { AgentDesk, QueueLine, World } from './world';

type AgentCommands = Pick<
  Centre,
  | ('login' | 'logout' | 'pause' | 'unpause' | 'pauseIn' | 'resumeIn' | 'join' | 'leave')
  | ('addMember' | 'removeMember' | 'setLevel')
>;

/** What can be asked of a centre from outside; each command acts on the centre's present. */
export function agentCommands(world: World, settle: () => void): AgentCommands {
  const known = (agentId: string): AgentDesk | undefined => {
    settle();
    return world.agentById.get(agentId);
  };
  const onDuty = (agentId: string): AgentDesk | undefined => {
    const agent = known(agentId);
    return agent && agent.loggedInSince !== null ? agent : undefined;
  };
  const joinedIn = (agentId: string, queueId: string): AgentDesk | undefined => {
    const agent = onDuty(agentId);
    return agent?.joined.includes(queueId) ? agent : undefined;
  };
  return {
    login: (agentId, queueIds) => {
      const agent = known(agentId);
      if (!agent || !(queueIds ?? []).every((queueId) => isMember(agent, queueId))) return false;
      agent.pendingLogout = false;
      if (agent.loggedInSince === null) signOnByCommand(world, agent, queueIds);
      else for (const queueId of queueIds ?? []) joinQueue(world, agent, queueId);
      return true;
    },
    logout: (agentId) => act(known(agentId), (agent) => signOff(world, agent)),
    pause: (agentId, code) => {
      if (code !== null && !world.pauseCodes.some((known) => known.code === code)) return false;
      return act(onDuty(agentId), (agent) => startPause(world, agent, code ?? '', null));
    },
    unpause: (agentId) =>
      act(onDuty(agentId), (agent) => {
        agent.pausedIn = [];
        endPause(world, agent);
      }),
    pauseIn: (agentId, queueId) => act(joinedIn(agentId, queueId), (agent) => startPauseIn(world, agent, queueId)),
    resumeIn: (agentId, queueId) => act(joinedIn(agentId, queueId), (agent) => endPauseIn(world, agent, queueId)),
    join: (agentId, queueId) => {
      const agent = onDuty(agentId);
      if (!agent || !isMember(agent, queueId)) return false;
      joinQueue(world, agent, queueId);
      return true;
    },
    leave: (agentId, queueId) => {
      const agent = known(agentId);
      if (!agent || !isMember(agent, queueId)) return false;
      leaveQueue(world, agent, queueId);
      return true;
    },
    addMember: (agentId, queueId) => {
      const agent = known(agentId);
      const queue = world.queueById.get(queueId);
      if (!agent || !queue || isMember(agent, queueId)) return false;
      addMember(agent, queue, 1);
      return true;
    },
    removeMember: (agentId, queueId) => {
      const agent = known(agentId);
      const queue = world.queueById.get(queueId);
      if (!agent || !queue || !isMember(agent, queueId)) return false;
      removeMember(world, agent, queue);
      return true;
    },
    setLevel: (agentId, queueId, level) => {
      const agent = onDuty(agentId);
      if (!agent?.joined.includes(queueId)) return false;
      agent.joinedLevels = { ...agent.joinedLevels, [queueId]: level };
      return true;
    },
  };
}

function act(agent: AgentDesk | undefined, run: (agent: AgentDesk) => void): boolean {
  if (agent) run(agent);
  return agent !== undefined;
}

function isMember(agent: AgentDesk, queueId: string): boolean {
  return agent.memberOf.some((membership) => membership.queueId === queueId);
}

/** A member begins to serve a queue. */
function joinQueue(world: World, agent: AgentDesk, queueId: string): void {
  if (agent.joined.includes(queueId)) return;
  agent.joined = [...agent.joined, queueId];
  takeNext(world, agent);
}

function leaveQueue(world: World, agent: AgentDesk, queueId: string): void {
  const { [queueId]: _forgotten, ...levels } = agent.joinedLevels;
  agent.joined = agent.joined.filter((id) => id !== queueId);
  agent.joinedLevels = levels;
  agent.pausedIn = agent.pausedIn.filter((id) => id !== queueId);
  pauseAltogether(world, agent);
}

/** Lets an agent join a queue. */
export function addMember(agent: AgentDesk, queue: QueueLine, level: number): void {
  agent.memberOf = [...agent.memberOf, { queueId: queue.id, level }];
  queue.members.push(agent);
}

/** Takes an agent off a queue, joined or not. */
export function removeMember(world: World, agent: AgentDesk, queue: QueueLine): void {
  agent.memberOf = agent.memberOf.filter((membership) => membership.queueId !== queue.id);
  leaveQueue(world, agent, queue.id);
  queue.members.splice(queue.members.indexOf(agent), 1);
}
