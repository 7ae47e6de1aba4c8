import {
  type Command,
  type CommandEdit,
  CommandRefused,
  type Commands,
  type Expectation,
  type Order,
  type SendingCommand,
} from '@/server/vendors/command';
import {
  agentBecomes,
  agentIn,
  contactIn,
  dialled,
  fieldIn,
  membershipIn,
  nativeIdOf,
  queueIn,
} from '@/server/vendors/order-parts';
import { membershipId } from './agent-records';
import { messages } from './broadcast';
import { withMember, withoutMember } from './editor/members';
import { levelOf, levelValues } from './levels';
import { logIn } from './log-in';
import { agentPart, askPbx, type PbxFields, pbxCall, type QmCommand } from './pbx-actions';
import type { Secrets, Settings } from './settings';

type QmAction = Command<Settings, Secrets>;

/** One action of the PBX with what it carries. */
const pbx =
  (action: string, fieldsOf: (context: QmCommand) => PbxFields): SendingCommand<Settings, Secrets>['send'] =>
  (context) =>
    askPbx(context, action, fieldsOf(context));

/** QueueMetrics passes these on to Asterisk; what came of it shows seconds later in the queue log, or never. */
export const commands: Commands<Settings, Secrets> = {
  ready: {
    expects: (order) => agentBecomes(order, { readiness: 'ready' }, 'ready'),
    send: pbx('unpause', loggedIn),
  },
  pause: {
    expects: (order) =>
      agentBecomes(
        order,
        { readiness: 'paused', ...(order.reason && { pauseReason: order.reason.label }) },
        order.reason?.label ?? 'the pause',
      ),
    send: pbx('pause', (context) => ({ ...loggedIn(context), pause: pauseCodeOf(context) })),
  },
  login: {
    expects: expectLoggedIn,
    send: logIn,
  },
  logout: {
    expects: expectLoggedOut,
    send: pbx('logout', ({ order }) => ({ agent: nativeIdOf(agentIn(order)) })),
  },
  join: {
    expects: (order) => expectServing(order, true),
    calls: (order) => [pbxCall('join', joinPart({ order }))],
    send: pbx('join', joinPart),
  },
  leave: {
    expects: (order) => expectServing(order, false),
    calls: (order) => [pbxCall('remove', queuePart({ order }))],
    send: pbx('remove', queuePart),
  },
  assign: {
    expects: expectAssigned,
    shownBy: ['names'],
    edits(order) {
      const level = assignedLevel(order);
      return membersEdit(order, (code) => (values) => withMember(values, code, level));
    },
  },
  unassign: {
    expects: ({ agent, queue }) =>
      agent &&
      queue && [
        {
          ...{ kind: 'memberships', id: membershipId(queue.id, agent.id, agent.sourceId) },
          ...{ becomes: 'gone', what: queue.name },
        },
      ],
    shownBy: ['names'],
    edits: (order) => membersEdit(order, (code) => (values) => withoutMember(values, code)),
  },
  dial: unseen('customdial', (context) => ({
    // With hot desking the agent's code stands for whatever phone it has.
    extension: agentIn(context.order).extension ?? agentPart(context).agent,
    target: dialled(fieldIn(context.order, 'number')),
    queues: [nativeIdOf(queueIn(context.order))],
  })),
  'send-text': unseen('sendtext', ({ order }) => {
    const phone = phoneOf(order);
    return { extension: phone, target: phone, message: asciiOf(fieldIn(order, 'text')) };
  }),
  'hang-up': {
    expects: ({ contact }) =>
      contact && [{ kind: 'contacts', id: contact.id, becomes: 'gone', what: 'the end of the call' }],
    send: pbx('softhangup', (context) => ({ ...agentPart(context), callid: callIn(context.order) })),
  },
  transfer: {
    // Handed to another queue, it may go on under the same id.
    expects: ({ contact }) =>
      contact && [{ kind: 'contacts', id: contact.id, becomes: { agentId: null }, orGone: true, what: 'the transfer' }],
    send: pbx('transfer', (context) => ({
      ...agentPart(context),
      target: dialled(fieldIn(context.order, 'to')),
      callid: callIn(context.order),
    })),
  },
  listen: {
    expects: () => null,
    send: (context) => {
      const isOut = contactIn(context.order).direction === 'out';
      return askPbx(context, isOut ? 'outboundmonitor' : 'inboundmonitor', {
        ...agentPart(context),
        extension: phoneOf(context.order),
        target: dialled(fieldIn(context.order, 'extension')),
        callid: callIn(context.order),
      });
    },
  },
  'set-outcome': unseen('calloutcome', taggedCall),
  'add-feature': unseen('addfeature', taggedCall),
  'remove-feature': unseen('remfeature', taggedCall),
  ...messages,
};

/** An action that leaves no trace on the floor. */
function unseen(action: string, fieldsOf: (context: QmCommand) => PbxFields): QmAction {
  return { expects: () => null, send: pbx(action, fieldsOf) };
}

function loggedIn(context: QmCommand): PbxFields {
  if (agentIn(context.order).readiness === 'logged-out')
    throw new CommandRefused('The agent is logged out of QueueMetrics: log in first');
  return agentPart(context);
}

function pauseCodeOf({ order, settings }: QmCommand): string {
  const code = order.reason?.code || settings.defaultPauseCode;
  if (code !== '') return code;
  throw new CommandRefused('QueueMetrics pauses with a reason only: choose one');
}

/** A row in a queue is what shows a log-in; where it is made of joins, each of them has to show. */
function expectLoggedIn(order: Order, { loginBy }: Settings): Expectation[] | null {
  const shown = agentBecomes(order, { readiness: 'ready' }, 'the log-in');
  if (!shown || loginBy === 'login') return shown;
  const joined = order.memberships.map(
    ({ id, queueId }): Expectation => ({
      kind: 'memberships',
      id,
      becomes: { serving: true },
      what: `queue ${nativeIdOf({ id: queueId })}`,
    }),
  );
  return [...shown, ...joined];
}

/** With a chosen list of queues nobody is ever told to be logged out: then it is the queues that show it. */
function expectLoggedOut(order: Order, { queues }: Settings): Expectation[] | null {
  const { agent, memberships } = order;
  if (!agent) return null;
  if (queues === '*')
    return [{ kind: 'agents', id: agent.id, becomes: { readiness: 'logged-out' }, orGone: true, what: 'the log-out' }];
  const served = memberships.filter(({ serving }) => serving);
  return served.length === 0 ? null : served.map(({ id }) => leftQueue(id, 'the log-out'));
}

const leftQueue = (id: string, what: string): Expectation => ({
  kind: 'memberships',
  id,
  becomes: { serving: false },
  orGone: true,
  what,
});

function expectServing({ agent, queue }: Order, serving: boolean): Expectation[] | null {
  if (!agent || !queue) return null;
  const id = membershipId(queue.id, agent.id, agent.sourceId);
  return serving
    ? [{ kind: 'memberships', id, becomes: { serving: true }, what: queue.name }]
    : [leftQueue(id, queue.name)];
}

/** Whoever serves it without being assigned is there already, with no level. */
function expectAssigned(order: Order): Expectation[] | null {
  const { agent, queue } = order;
  if (!agent || !queue) return null;
  const known = membershipIn(order);
  const level = assignedLevel(order) ?? (known ? String(known.level ?? 0) : null);
  const becomes = level === null ? { queueId: queue.id } : { level: Number(level) };
  return [{ kind: 'memberships', id: membershipId(queue.id, agent.id, agent.sourceId), becomes, what: queue.name }];
}

function assignedLevel({ fields: { level } }: Order): string | null {
  if (level === undefined || levelOf(level)) return level?.trim() ?? null;
  throw new CommandRefused('QueueMetrics knows the levels 0 (main), 1 (wrap) and 2 (spill)');
}

/** Who belongs to a queue is in its record, a column per level. */
function membersEdit(
  order: Order,
  changeFor: (code: string) => Extract<CommandEdit, { operation: 'update' }>['change'],
): CommandEdit {
  const code = nativeIdOf(agentIn(order));
  if (code.includes('|') || code.trim() === '')
    throw new CommandRefused('QueueMetrics separates agents with “|”: one whose code has it cannot be in a queue');
  return { operation: 'update', kind: 'queue', queueId: queueIn(order).id, change: changeFor(code) };
}

function joinPart(context: Pick<QmCommand, 'order'>): PbxFields {
  return { ...queuePart(context), ...levelValues(levelIn(context.order)) };
}

function queuePart(context: Pick<QmCommand, 'order'>): PbxFields {
  return { queues: [nativeIdOf(queueIn(context.order))], ...agentPart(context) };
}

/** The level that was chosen, else the one the agent has in this queue. */
function levelIn(order: Order): string | null {
  const known = membershipIn(order)?.level ?? null;
  return order.fields.level ?? (known === null ? null : String(known));
}

function phoneOf(order: Order): string {
  const { extension } = agentIn(order);
  if (extension !== null) return extension;
  throw new CommandRefused('QueueMetrics does not tell which phone the agent has');
}

/** The id of a call at Asterisk; where QueueMetrics tells none, a contact has one we made. */
function callIn(order: Order): string {
  const contact = contactIn(order);
  const id = nativeIdOf(contact);
  const call = contact.serverId && id.startsWith(`${contact.serverId}/`) ? id.slice(contact.serverId.length + 1) : id;
  if (/^[^|\s]+$/.test(call)) return call;
  throw new CommandRefused('QueueMetrics does not tell the id of this call, without which nothing can be done to it');
}

function taggedCall({ order }: QmCommand): PbxFields {
  return {
    extension: order.agent?.extension ?? '',
    callid: callIn(order),
    outcome: fieldIn(order, 'code'),
  };
}

/** Phones get ASCII only: letters lose their accents. */
function asciiOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  if (/^[ -~]+$/.test(plain)) return plain;
  throw new CommandRefused('A text to a phone may hold Latin letters, digits and common signs only');
}
