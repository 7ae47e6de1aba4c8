import { addMember, removeMember } from './centre-commands';
import type { Centre, CentreMember, NewAgent } from './centre-types';
import { dropAll } from './contact-flow';
import { signOff } from './desk';
import { openDesk } from './staffing';
import { planShifts } from './workday';
import type { AgentDesk, QueueLine, World } from './world';

type StaffCommands = Pick<Centre, 'hire' | 'changeAgent' | 'dismiss' | 'setMembers' | 'setPauseCodes'>;

/** Who works in a centre and where, as whoever configures it says; each command acts on the centre's present. */
export function staffCommands(world: World, settle: () => void): StaffCommands {
  const known = (agentId: string): AgentDesk | undefined => {
    settle();
    return world.agentById.get(agentId);
  };
  return {
    hire: (agent) => {
      if (known(agent.id)) return false;
      hire(world, agent);
      return true;
    },
    changeAgent: (agentId, change) => {
      const agent = known(agentId);
      if (agent) Object.assign(agent, change);
      return agent !== undefined;
    },
    dismiss: (agentId) => {
      const agent = known(agentId);
      if (agent) dismiss(world, agent);
      return agent !== undefined;
    },
    setMembers: (queueId, members) => {
      settle();
      const queue = world.queueById.get(queueId);
      if (!queue || !members.every(({ agentId }) => world.agentById.has(agentId))) return false;
      setMembers(world, queue, members);
      return true;
    },
    setPauseCodes: (codes) => {
      settle();
      world.pauseCodes.splice(0, world.pauseCodes.length, ...codes);
      return true;
    },
  };
}

function hire(world: World, { id, ...rest }: NewAgent): void {
  const agent = openDesk({
    ...{ id, firstName: id, lastName: '', displayName: null, username: id, email: `${id}@${world.site.mailDomain}` },
    ...{ extension: '', team: '', location: '', memberOf: [], ...rest },
    shiftStartHour: Math.floor(world.local.hourAt(world.now) * 2) / 2,
  });
  agent.stateSince = world.now;
  world.agents.push(agent);
  world.agentById.set(id, agent);
  planShifts(world, agent);
}

function dismiss(world: World, agent: AgentDesk): void {
  for (const { queueId } of agent.memberOf) {
    const queue = world.queueById.get(queueId);
    if (queue) removeMember(world, agent, queue);
  }
  signOff(world, agent);
  dropAll(world, agent);
  world.agents.splice(world.agents.indexOf(agent), 1);
  world.agentById.delete(agent.id);
}

function setMembers(world: World, queue: QueueLine, members: readonly CentreMember[]): void {
  const levels = new Map(members.map(({ agentId, level }) => [agentId, level]));
  for (const agent of world.agents) {
    const level = levels.get(agent.id);
    const isMember = queue.members.includes(agent);
    if (level === undefined && isMember) removeMember(world, agent, queue);
    else if (level !== undefined && isMember) setLevel(agent, queue.id, level);
    else if (level !== undefined) addMember(agent, queue, level);
  }
}

function setLevel(agent: AgentDesk, queueId: string, level: number): void {
  agent.memberOf = agent.memberOf.map((one) => (one.queueId === queueId ? { ...one, level } : one));
}
