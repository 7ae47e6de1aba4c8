import type { Readiness } from '@/lib/floor/records';
import { callLine } from '@/server/vendors/call-line';
import { type Command, type CommandContext, CommandRefused, type Commands } from '@/server/vendors/command';
import { agentBecomes, agentIn, membershipIn, nativeIdOf, queueIn, refusedBy } from '@/server/vendors/order-parts';
import { callCommands } from './call-commands';
import { hostOf, readPage, send } from './client';
import { nameOf } from './names';
import { isExtension } from './numbers';
import { queueAgents } from './payloads';
import { type NoWords, noWordsOf, refusals } from './refusal-words';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

type VoipnowCommand = Command<VoipnowSettings, VoipnowSecrets>;
type Context = CommandContext<VoipnowSettings, VoipnowSecrets>;
type Status = '0' | '1' | '2';

/** Agents declare themselves queue by queue, and so it is asked for and shown; there is no reason for a pause. */
export const commands: Commands<VoipnowSettings, VoipnowSecrets> = {
  ready: everywhere('1', 'ready'),
  pause: everywhere('2', 'paused'),
  login: everywhere('1', 'ready'),
  logout: everywhere('0', 'logged-out'),
  join: inOneQueue('1', 'ready'),
  leave: inOneQueue('0', 'logged-out'),
  'pause-in-queue': inOneQueue('2', 'paused'),
  ...callCommands,
};

/** On every queue of the agent: half changed is not done. */
function everywhere(status: Status, readiness: Readiness): VoipnowCommand {
  return {
    expects: (order, settings) =>
      order.memberships.length === 0
        ? agentBecomes(order, { readiness }, 'the new state')
        : order.memberships.map(({ id, queueId }) => {
            const what = nameOf(settings.queueNames, nativeIdOf({ id: queueId }));
            return { kind: 'memberships', id, becomes: { readiness }, what };
          }),
    async send(context) {
      const agent = localAgentIn(context);
      const queues = context.order.memberships.map(({ queueId }) => nativeIdOf({ id: queueId }));
      if (queues.length === 0) throw new CommandRefused('VoipNow has this agent in no queue that Callboard follows');
      await setStatus(context, agent, queues, status);
    },
  };
}

function inOneQueue(status: Status, readiness: Readiness): VoipnowCommand {
  return {
    calls: (order, { userId }) => [
      callLine('PUT', statusPath(userId, nativeIdOf(queueIn(order)), nativeIdOf(agentIn(order))).join('/'), { status }),
    ],
    expects: (order) => {
      const membership = membershipIn(order);
      return membership && order.queue
        ? [{ kind: 'memberships', id: membership.id, becomes: { readiness }, what: order.queue.name }]
        : null;
    },
    async send(context) {
      const queue = queueIn(context.order);
      const agent = localAgentIn(context);
      if (!membershipIn(context.order))
        throw new CommandRefused(`The agent is not registered in ${queue.name}: VoipNow adds nobody from here`);
      await setStatus(context, agent, [nativeIdOf(queue)], status);
    },
  };
}

/** Remote agents have an id of their own for changes, and no list tells it for certain. */
function localAgentIn({ order }: Context): string {
  const agent = nativeIdOf(agentIn(order));
  if (isExtension(agent)) return agent;
  throw new CommandRefused('A remote agent of VoipNow cannot be changed from here');
}

/** Goes on past a refusal, so that as much as can be is as it was asked; not past what nobody knows the end of. */
async function setStatus(context: Context, agent: string, queues: readonly string[], status: Status): Promise<void> {
  const refused: (NoWords & { readonly queue: string })[] = [];
  for (const queue of queues) {
    const no = await putStatus(context, agent, queue, status);
    if (no) refused.push({ ...no, queue });
  }
  if (refused.length === 0) return;
  const nameIn = (queue: string) => nameOf(context.settings.queueNames, queue);
  const no = refused.map(({ queue, reason }) => nameIn(queue) + (reason === null ? '' : ` (${reason})`)).join(', ');
  const done = queues.filter((queue) => !refused.some((one) => one.queue === queue)).map(nameIn);
  const words = `VoipNow refused it for ${no}${done.length > 0 ? `; it was done for ${done.join(', ')}` : ''}`;
  throw refusedBy(words, refused.find(({ said }) => said !== '')?.said ?? '', context.secrets);
}

const statusPath = (userId: string, queue: string, agent: string) => [
  ...['extensions', userId, queue],
  ...['queue', 'agents', agent],
];

/** Null when VoipNow took it, with a body or without: what came of it the next poll tells. */
async function putStatus(context: Context, agent: string, queue: string, status: Status): Promise<NoWords | null> {
  const path = statusPath(context.settings.userId, queue, agent);
  const reply = await send(context, { method: 'PUT', path, body: { status }, allow: refusals });
  if (refusals.includes(reply.status)) return noWordsOf(reply);
  readPage(reply, queueAgents, hostOf(context));
  return null;
}
