import { callLine } from '@/server/vendors/call-line';
import {
  type CommandContext,
  CommandRefused,
  type Commands,
  type Expectation,
  type Order,
} from '@/server/vendors/command';
import { agentBecomes, agentIn, membershipIn, nativeIdOf, queueIn } from '@/server/vendors/order-parts';
import { membershipId } from './agents';
import { putRecord, readRecord } from './client';
import { wholeQueue } from './payloads';
import { agentPath, presentProfile, takeUp } from './presences';
import type { SinchSecrets, SinchSettings } from './settings';

type SinchCommand = CommandContext<SinchSettings, SinchSecrets>;

/** RMI has a switch and profiles, but no log-in; every change is a whole record and is answered with nothing. */
export const commands: Commands<SinchSettings, SinchSecrets> = {
  ready: {
    expects: (order) => agentBecomes(order, { readiness: 'ready' }, 'ready'),
    send: makeReady,
  },
  pause: {
    expects: expectPause,
    send: pause,
  },
  join: {
    calls: (order) => servingCall(order, true),
    expects: (order) => expectServing(order, true),
    send: (context) => setServing(context, true),
  },
  leave: {
    calls: (order) => servingCall(order, false),
    expects: (order) => expectServing(order, false),
    send: (context) => setServing(context, false),
  },
};

/** An absence goes before readiness: a profile that means presence comes first. */
async function makeReady(context: SinchCommand): Promise<void> {
  const { settings } = context;
  const { path, readiness } = manageable(context);
  if (readiness === 'paused')
    await takeUp(
      context,
      path,
      (profiles) => presentProfile(profiles, settings.readyProfile),
      'Sinch has no presence profile for this agent that ends a pause: check "readyProfile"',
    );
  await putRecord(context, `${path}/readyState`, { readyState: 'Ready' });
}

async function pause(context: SinchCommand): Promise<void> {
  const { order, settings } = context;
  const { path } = manageable(context);
  const { reason } = order;
  if (reason)
    return takeUp(
      context,
      path,
      (profiles) => profiles.find(({ id }) => id === reason.code),
      'Sinch no longer has this reason for this agent: choose another one',
    );
  if (settings.notReadyWord === '') throw new CommandRefused('A pause at Sinch needs a reason: choose one');
  await putRecord(context, `${path}/readyState`, { readyState: settings.notReadyWord });
}

/** Without a reason it is the switch that shows it; behind an absence the switch cannot be seen. */
function expectPause(order: Order): Expectation[] | null {
  const { agent, reason } = order;
  if (reason) return agentBecomes(order, { readiness: 'paused', pauseReason: reason.label }, reason.label);
  return agentBecomes(order, { readiness: agent?.readiness === 'paused' ? 'paused' : 'not-ready' }, 'the pause');
}

/** Whom this account may make ready or pause; RMI tells that beforehand. */
function manageable({ order }: SinchCommand) {
  const agent = agentIn(order);
  if (agent.canManageReadiness === false)
    throw new CommandRefused('Sinch does not let this account change the presence of this agent');
  if (agent.readiness === 'logged-out')
    throw new CommandRefused('The agent is logged out of Sinch, and can log in there only');
  return { path: agentPath(nativeIdOf(agent)), readiness: agent.readiness };
}

async function setServing(context: SinchCommand, serving: boolean): Promise<void> {
  const { order, signal } = context;
  const path = servingPath(order);
  const locked = 'Sinch does not let this account change whether the agent serves this queue';
  if (membershipIn(order)?.canChange === false) throw new CommandRefused(locked);
  const record = await readRecord(context, signal, path, wholeQueue);
  if (record.canChangeQueueLogin === false) throw new CommandRefused(locked);
  await putRecord(context, path, { ...record, serving });
}

function servingPath(order: Order): string {
  return `${agentPath(nativeIdOf(agentIn(order)))}/queues/${encodeURIComponent(nativeIdOf(queueIn(order)))}`;
}

const servingCall = (order: Order, serving: boolean) => [callLine('PUT', servingPath(order), { serving })];

function expectServing({ agent, queue }: Order, serving: boolean): Expectation[] | null {
  if (!agent || !queue) return null;
  const id = membershipId(agent.sourceId, nativeIdOf(agent), nativeIdOf(queue));
  return [{ kind: 'memberships', id, becomes: { serving }, what: queue.name }];
}
