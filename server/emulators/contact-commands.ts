import type { Centre, CentreContact } from './centre-types';
import { answer, giveUp, leaveLine, letGo, release } from './contact-flow';
import { refreshAgent } from './desk';
import type { AgentDesk, World } from './world';

/** What can be done from outside with a contact; each command acts on the centre's present. */
export function contactCommands(world: World, settle: () => void): Pick<Centre, 'hangUp' | 'transfer' | 'pickUp'> {
  const known = (contactId: string): CentreContact | undefined => {
    settle();
    return world.live.get(contactId);
  };
  const idle = (agentId: string): AgentDesk | undefined => {
    const agent = world.agentById.get(agentId);
    return agent?.state === 'idle' ? agent : undefined;
  };
  return {
    hangUp: (contactId) => {
      const contact = known(contactId);
      if (!contact || contact.phase === 'wrap-up') return false;
      if (contact.phase === 'talking') release(world, contact);
      else giveUp(world, contact, 'timed-out');
      return true;
    },
    transfer: (contactId, agentId) => {
      const contact = known(contactId);
      const [from, to] = [world.agentById.get(contact?.agentId ?? ''), idle(agentId)];
      if (contact?.phase !== 'talking' || !from || !to) return false;
      from.handledToday += 1;
      handOver(contact, to);
      refreshAgent(world, to);
      letGo(world, from, contact);
      return true;
    },
    pickUp: (contactId, agentId) => {
      const contact = known(contactId);
      const [from, to] = [world.agentById.get(contact?.agentId ?? ''), idle(agentId)];
      const isUnanswered = contact?.phase === 'waiting' || contact?.phase === 'ringing';
      if (!contact || !isUnanswered || contact.direction === 'out' || !to) return false;
      leaveLine(world, contact);
      contact.ringingSince = world.now;
      handOver(contact, to);
      answer(world, to, contact);
      if (from) letGo(world, from, contact);
      return true;
    },
  };
}

function handOver(contact: CentreContact, to: AgentDesk): void {
  contact.agentId = to.id;
  to.held.push(contact);
}
