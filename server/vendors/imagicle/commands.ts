import { recordId } from '@/lib/floor/ids';
import { callLine } from '@/server/vendors/call-line';
import type { AgentChoices, Command, CommandContext, Commands, Order } from '@/server/vendors/command';
import { CommandRefused } from '@/server/vendors/command';
import type { HttpRequest } from '@/server/vendors/http';
import { agentIn, nativeIdOf, queueIn, refusedBy } from '@/server/vendors/order-parts';
import { isWebPage, webPage } from '@/server/vendors/web-page';
import { membershipId } from './agents';
import { basic, hostOf, type ImagicleContext, pathOf, readQueues } from './client';
import { reasonIn } from './reason-in';
import type { ImagicleSecrets, ImagicleSettings } from './settings';

type ImagicleCommand = CommandContext<ImagicleSettings, ImagicleSecrets>;
type ImagicleAction = Command<ImagicleSettings, ImagicleSecrets>;

/** Readiness is the agent's own, by phone; what can be asked for is who is an agent of a queue, which is configuration. */
export const commands: Commands<ImagicleSettings, ImagicleSecrets> = {
  join: membershipChange(true, (agents, username) => ({
    method: 'POST',
    path: agents,
    body: JSON.stringify({ username }),
  })),
  leave: membershipChange(false, (agents, username) => ({
    method: 'DELETE',
    path: `${agents}/${encodeURIComponent(username)}`,
  })),
};

/** Confirmed by the lists of agents, which `names` reads. */
function membershipChange(
  isMember: boolean,
  request: (agentsPath: string, username: string) => HttpRequest,
): ImagicleAction {
  const requestFor = (order: Order, settings: ImagicleSettings) =>
    request(pathOf(settings, 'agentsPath', nativeIdOf(queueIn(order))), nativeIdOf(agentIn(order)));
  return {
    calls(order, settings) {
      const { method = 'GET', path } = requestFor(order, settings);
      return [callLine(method, path, isMember ? { username: nativeIdOf(agentIn(order)) } : {})];
    },
    shownBy: ['live', 'names'],
    expects({ agent, queue }: Order) {
      if (!agent || !queue) return null;
      const id = membershipId(agent.sourceId, nativeIdOf(queue), nativeIdOf(agent));
      return [{ kind: 'memberships', id, becomes: isMember ? { queueId: queue.id } : 'gone', what: queue.name }];
    },
    send: (context) => change(context, requestFor(context.order, context.settings)),
  };
}

async function change(context: ImagicleCommand, request: HttpRequest): Promise<void> {
  const { http, secrets, signal } = context;
  const reply = await http.send({
    ...request,
    headers: { ...basic(secrets), 'content-type': 'application/json' },
    signal,
    authStatuses: [401],
    allow: [400, 403, 404, 409],
  });
  if (reply.status >= 300) throw refusalOf(reply.status, reasonIn(reply.text), context);
  if (isWebPage(reply.text)) throw webPage(hostOf(context));
}

const conflicts = new Map([
  ['0', 'Imagicle cannot make this user an agent: the user has no primary extension'],
  ['1', 'The user is already an agent of this queue'],
]);

function refusalOf(status: number, reason: string, { secrets }: ImagicleCommand): CommandRefused {
  if (status === 403)
    return refusedBy('Imagicle does not let this account change the agents of this queue', reason, secrets);
  if (status === 404) return new CommandRefused('Imagicle knows this queue or this user no more');
  const conflict = status === 409 ? conflicts.get(reason) : undefined;
  return conflict === undefined ? refusedBy('Imagicle refused', reason, secrets) : new CommandRefused(conflict);
}

/** Every queue may be joined, the agent's own among them. */
export async function choices(context: ImagicleContext): Promise<AgentChoices> {
  const queues = await readQueues(context);
  return {
    pauseReasons: [],
    queues: queues.map(({ id }) => ({ queueId: recordId(context.sourceId, id), levels: [] })),
    breakLeftMs: null,
  };
}
