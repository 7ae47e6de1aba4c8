import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { invalid } from './failure';
import type { World } from './world';

/** An extended number and what answers at it. */
export type Extension =
  | { readonly number: string; readonly queue: CentreQueue; readonly agent: null }
  | { readonly number: string; readonly queue: null; readonly agent: CentreAgent };

export const isRemote = ({ settings }: World, agent: CentreAgent): boolean =>
  settings.remoteAgentIds.includes(agent.id);

/** How a queue names an agent: by extension, or by the number outside. */
export function agentNumber(world: World, agent: CentreAgent): string {
  return isRemote(world, agent) ? `+40721555${agent.id.padStart(3, '0')}` : agent.extension;
}

/** What the path names an agent by: the extension of a local one, the id of a remote one. */
export function agentIdentifier(world: World, agent: CentreAgent): string {
  return isRemote(world, agent) ? String(9000 + Number(agent.id)) : agent.extension;
}

export function findQueue(centre: Centre, number: string): CentreQueue {
  const queue = centre.queues.find((one) => one.number === number);
  if (queue) return queue;
  const rule = 'The parameter must reference the number of an existing Queue extension and cannot be set to @self.';
  throw invalid('the URI-Fragment as extension', 'extension_invalid', rule);
}

/** A queue or an agent's phone. */
export function findExtension(world: World, number: string): Extension {
  const { centre } = world;
  const queue = centre.queues.find((one) => one.number === number);
  if (queue) return { number, queue, agent: null };
  const agent = centre.agents.find((one) => one.extension === number && !isRemote(world, one));
  if (agent) return { number, queue: null, agent };
  const rule = 'The parameter must reference the number of an existing extension.';
  throw invalid('the URI-Fragment as extension', 'extension_invalid', rule);
}

/** What answers at a number dialled from `place`, short within its own organisation; null where it is none of ours. */
export function extensionAt(world: World, place: Extension, dialled: string): Extension | null {
  const [organisation] = place.number.split('*');
  const number = /^\d{3}$/.test(dialled) ? `${organisation}*${dialled}` : dialled;
  return allExtensions(world).find((extension) => extension.number === number) ?? null;
}

/** Every extension there is. */
export function allExtensions(world: World): Extension[] {
  const phones = world.centre.agents.filter((agent) => !isRemote(world, agent));
  return [
    ...world.centre.queues.map((queue) => ({ number: queue.number, queue, agent: null })),
    ...phones.map((agent) => ({ number: agent.extension, queue: null, agent })),
  ];
}
