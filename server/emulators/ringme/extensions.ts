import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { notFound, RingmeFailure, wrongMethod } from './failure';
import { type Call, isRemote, type World } from './world';

/** An internal number and what answers at it. */
export type Extension =
  | { readonly id: number; readonly queue: CentreQueue; readonly agent: null }
  | { readonly id: number; readonly queue: null; readonly agent: CentreAgent };

const kinds = ['phone', 'queue', 'ivr', 'fax'];
export const domain = 'ringme.ru';

export const queueExtensionId = (queue: CentreQueue): number => Number(queue.id);
/** Far from the ids of queues. */
export const phoneExtensionId = (agent: CentreAgent): number => 900_000 + Number(agent.id);

export function allExtensions(world: World): Extension[] {
  const { agents, queues }: Centre = world.centre;
  const phones = agents.filter((agent) => !isRemote(world, agent));
  return [
    ...queues.map((queue) => ({ id: queueExtensionId(queue), queue, agent: null })),
    ...phones.map((agent) => ({ id: phoneExtensionId(agent), queue: null, agent })),
  ];
}

export function findExtension(world: World, id: string): Extension {
  const found = allExtensions(world).find((extension) => String(extension.id) === id);
  if (!found) throw notFound();
  return found;
}

/** `/client/@me/extension/`: pages of a fixed size; beyond the last one there is nothing. */
export function extensionList({ world, method, query }: Call): FaceReply {
  if (method !== 'GET') throw wrongMethod();
  const [type, page] = [query.get('type'), query.get('page') ?? '1'];
  if (type !== null && !kinds.includes(type)) throw new RingmeFailure(400, `type must be one of ${kinds.join(', ')}`);
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new RingmeFailure(400, 'page must be a number from 1');
  const rows = allExtensions(world).map((extension) => extensionRow(world, extension));
  const { pageSize } = world.settings;
  const from = (Number(page) - 1) * pageSize;
  return jsonReply(rows.filter((row) => type === null || row.type === type).slice(from, from + pageSize));
}

export function extensionRow({ settings }: World, { id, queue, agent }: Extension) {
  return {
    id,
    client_id: settings.clientId,
    name: queue?.number ?? agent?.extension,
    label: queue?.name ?? `${agent?.firstName} ${agent?.lastName}`,
    type: queue ? 'queue' : 'phone',
    status: 'active',
    domain,
  };
}
