import type { CentreAgent } from '@/server/emulators/centre-types';
import { agentType, remoteNumber, ringmeAgentId } from './agents';
import { domain } from './extensions';
import { isRemote, type World } from './world';

type Status = 'available' | 'logged_out';

const statusOf = (agent: CentreAgent): Status => (agent.loggedInSince === null ? 'logged_out' : 'available');

/** Sends agent events when a status changes; call the answered function after each request. */
export function createAgentTeller(world: World): () => void {
  const { callbacks } = world.settings;
  if (!callbacks) return () => undefined;
  const known = new Map<string, Status>();
  const look = () => {
    world.centre.settle();
    const watched = new Set(world.events.list().map(({ agentId }) => agentId));
    for (const id of known.keys()) if (!watched.has(id)) known.delete(id);
    for (const agent of world.centre.agents) {
      if (!watched.has(agent.id)) continue;
      const [before, status] = [known.get(agent.id), statusOf(agent)];
      known.set(agent.id, status);
      // Whoever has just asked hears of changes only.
      if (before !== undefined && before !== status) tell(world, agent, status);
    }
  };
  return callbacks.watch(() => world.events.list().length > 0, look);
}

function tell(world: World, agent: CentreAgent, status: Status): void {
  const type = status === 'available' ? 'agent-login' : 'agent-logout';
  for (const event of world.events.list()) {
    if (event.agentId !== agent.id || event.event_type !== type) continue;
    const fields = encoded(world, eventData(world, agent, status));
    world.settings.callbacks?.post({ method: event.method, url: event.url, fields });
  }
}

/** AgentEventData in the order of the manual's sample; it names neither the event nor a time. */
function eventData(world: World, agent: CentreAgent, status: Status) {
  const place = isRemote(world, agent)
    ? { agent_number: remoteNumber(agent) }
    : { extension_name: `${agent.extension}@${domain}` };
  // The centre does not know how somebody logged in: half of its people use the web page, half the phone.
  const source = Number(agent.id) % 2 === 0 ? 'api' : 'phone';
  return {
    ...{ agent_status: status, agent_type: agentType(world, agent), event_source: source },
    ...{ agent_id: String(ringmeAgentId(agent)), ...place },
  };
}

function encoded({ settings }: World, fields: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(fields).toString();
  return settings.callbackSigns === 'raw' ? text.replaceAll('%40', '@') : text.replaceAll('*', '%2A');
}
