import type { Centre, CentreContact, ContactNote } from './centre-types';
import { admit, dialOut, giveUp, handOver, release } from './contact-flow';
import { makeContact } from './traffic';
import type { AgentDesk, QueueLine, World } from './world';

type ContactCommands = Pick<Centre, 'hangUp' | 'transfer' | 'dial' | 'note'>;

const dialable = /^\+?[\d*#]{2,40}$/;

/** What can be asked of contacts from outside; each command acts on the centre's present. */
export function contactCommands(world: World, settle: () => void): ContactCommands {
  const live = (contactId: string): CentreContact | undefined => {
    settle();
    return world.live.get(contactId);
  };
  return {
    hangUp: (contactId) => {
      const contact = live(contactId);
      return contact !== undefined && hangUp(world, contact);
    },
    transfer: (contactId, to) => {
      const contact = live(contactId);
      const agent = contact?.phase === 'talking' && world.agentById.get(contact.agentId ?? '');
      return contact && agent ? transfer(world, contact, agent, to) : false;
    },
    dial: (agentId, number, queueId) => {
      settle();
      const agent = world.agentById.get(agentId);
      const queue = agent && outboundQueue(world, agent, queueId);
      if (!agent || !queue || agent.held.length > 0 || !dialable.test(number)) return false;
      dialOut(world, agent, { ...makeContact(world, queue), caller: number, callerName: null, isVip: false });
      return true;
    },
    note: (contactId, note) => {
      const contact = live(contactId) ?? world.ended.find(({ id }) => id === contactId);
      if (contact) writeOn(contact, note);
      return contact !== undefined;
    },
  };
}

function hangUp(world: World, contact: CentreContact): boolean {
  const agent = world.agentById.get(contact.agentId ?? '');
  if (contact.phase === 'talking' && agent) release(world, agent, contact);
  else if (contact.phase === 'waiting' || contact.phase === 'ringing') giveUp(world, contact, 'timed-out');
  else return false;
  return true;
}

function transfer(world: World, contact: CentreContact, from: AgentDesk, to: string): boolean {
  const agent = world.agents.find(({ extension }) => extension === to);
  if (agent) {
    if (agent === from || agent.loggedInSince === null || agent.held.length > 0) return false;
    handOver(world, contact, from, agent);
    return true;
  }
  const queue = world.queues.find(({ id, number }) => id === to || number === to);
  if (queue ? queue.outbound || !queue.isOpen : !dialable.test(to)) return false;
  const { caller, callerName, isVip } = contact;
  release(world, from, contact);
  if (queue) admit(world, queue, { ...makeContact(world, queue), caller, callerName, isVip });
  return true;
}

/** Only who has joined an outbound queue can dial out; without a wish it is the first one. */
function outboundQueue(world: World, agent: AgentDesk, wanted: string | undefined): QueueLine | undefined {
  const ids = wanted === undefined ? agent.joined : agent.joined.filter((queueId) => queueId === wanted);
  return ids.map((queueId) => world.queueById.get(queueId)).find((queue) => queue?.outbound);
}

function writeOn(contact: CentreContact, note: ContactNote): void {
  if ('disposition' in note) contact.disposition = note.disposition;
  else if ('addFeature' in note) contact.features = [...new Set([...contact.features, note.addFeature])];
  else contact.features = contact.features.filter((feature) => feature !== note.removeFeature);
}
