import { type Action, can } from '@/lib/can';
import {
  assignmentActions,
  type CommandAction,
  type CommandProfile,
  commandActions,
  isQueueAction,
  readinessActions,
} from '@/lib/commands/actions';
import type { MembershipRecord, QueueRecord } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import { Refusal, wrongField } from '@/lib/protocol/refusal';
import type { MembershipTerms } from '@/lib/vendors/capabilities';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourceCommands } from '@/server/sources/source-commands';
import type { PauseReason } from '@/server/vendors/command';
import { checkFields } from './check-fields';
import type { ChoicesCache } from './choices-cache';
import { createFinder, type Fields, findTarget, type Target } from './find-target';
import { hasOver, mayUseQueue, rightFor } from './may-act';
import type { IsOwn } from './own-agents';

/** One order of a request, of the right form. */
export interface OrderInput {
  readonly action: CommandAction;
  readonly targetId: string;
  readonly fields: Fields;
  readonly note?: string | undefined;
  readonly when: 'now' | 'after-contact';
}

/** An order that may be sent as the floor stands now. */
export interface CheckedOrder extends OrderInput {
  readonly target: Target;
  readonly reason: PauseReason | null;
}

export interface CheckParts {
  readonly keeper: Pick<FloorKeeper, 'floor' | 'tablesOf'>;
  readonly isOwn: IsOwn;
  readonly choices: ChoicesCache;
  commandsOf(sourceId: string): SourceCommands | null;
}

/** Checks the orders of one request, each on its own: what may be sent, or the refusal. */
export function checkOrders(
  orders: readonly OrderInput[],
  principal: Principal,
  parts: CheckParts,
): Promise<readonly (CheckedOrder | Refusal)[]> {
  const find = createFinder(parts.keeper);
  const known = orders.map((order) => {
    try {
      return checkNow(order, principal, parts, find);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  });
  return Promise.all(known.map((order) => (order instanceof Refusal ? order : withReason(order, parts))));
}

/** Whoever may not act at all is not told whom there is. */
function checkNow(
  order: OrderInput,
  principal: Principal,
  parts: CheckParts,
  find: ReturnType<typeof createFinder>,
): CheckedOrder {
  const profile: CommandProfile = commandActions[order.action];
  const isOwn = profile.target === 'agent' && parts.isOwn(principal, order.targetId);
  const right = rightFor(order.action, profile.target, isOwn);
  const target = findTarget(parts.keeper, profile.target, order.targetId, find);
  const isFree = isOwn && right === 'act-on-self';
  requireRight(principal, right);
  if (!target || !(isFree || hasOver(principal, right, target))) throw noSuch(profile);
  checkFields(profile, order.fields);
  const queue = queueOf(order, target, parts.keeper);
  if (queue && !isFree && !mayUseQueue(principal, right, target, queue)) throw wrongQueue(target);
  const commands = parts.commandsOf(target.source.id);
  requireAble(order.action, profile, target, commands);
  const membership = target.memberships.find(({ queueId }) => queueId === queue?.id);
  requireManageable(order.action, target, membership);
  if (commands && queue && assignmentActions.includes(order.action))
    requireAssignable(order, { target, queue, membership }, commands.capabilities.membershipTerms);
  if (order.when === 'after-contact' && profile.target !== 'agent')
    throw wrongField('when', 'can be after-contact for a command on an agent only');
  return { ...order, target, reason: null };
}

/** Refuses whoever may not do such things to anybody. */
export function requireRight(principal: Principal, right: Action): void {
  if (can(principal, right)) return;
  const message =
    right === 'act-on-agents' ? 'You can act on your own agents only.' : 'Your role or token does not allow this.';
  throw new Refusal('not-allowed', { message });
}

const noSuch = ({ target }: CommandProfile) =>
  new Refusal('not-found', { message: `There is no such ${target} on the floor now.` });

const wrongQueue = ({ source }: Target) =>
  wrongField('fields.queue', `must be the id of a queue of ${source.name} that is on the floor now`);

function queueOf({ fields }: OrderInput, target: Target, { floor }: CheckParts['keeper']): QueueRecord | null {
  if (fields.queue === undefined) return null;
  const queue = floor.queues.get(fields.queue);
  if (queue?.sourceId !== target.source.id) throw wrongQueue(target);
  return queue;
}

/** A source that does not answer is asked all the same: it may be back, and if not, what is unknown is said. */
function requireAble(
  action: CommandAction,
  { label }: CommandProfile,
  { source }: Target,
  commands: SourceCommands | null,
): void {
  const { name, link, problem } = source;
  if (link === 'paused') throw new Refusal('conflict', { message: `${name} is paused, so nothing is asked of it.` });
  if (!commands || link === 'needs-attention') {
    const why = problem ? `: ${problem}` : '';
    throw new Refusal('conflict', { message: `${name} cannot be asked until somebody has mended it${why}` });
  }
  const { capabilities } = commands;
  if (capabilities.commands.includes(action) && commands.has(action)) return;
  const elsewhere = capabilities.elsewhere ? ` ${capabilities.elsewhere}` : '';
  throw wrongField('action', `“${label}” cannot be asked of ${name}.${elsewhere}`);
}

function requireManageable(
  action: CommandAction,
  { kind, agent, source }: Target,
  membership: MembershipRecord | undefined,
): void {
  const refuse = (what: string) => {
    throw new Refusal('not-allowed', { message: `${source.name} does not let Callboard ${what}.` });
  };
  if (kind !== 'agent' || !agent) return;
  if (agent.canManage === false) refuse('manage this agent');
  if (agent.canManageReadiness === false && readinessActions.includes(action)) refuse('change the state of this agent');
  if (membership?.canChange === false && isQueueAction(action)) refuse('change who serves this queue');
}

interface Assignment {
  readonly target: Target;
  readonly queue: QueueRecord;
  readonly membership: MembershipRecord | undefined;
}

/** Taking somebody out of the configuration logs nobody out of the queue; levels are the vendor's, by their number. */
function requireAssignable(
  { action, fields: { level } }: OrderInput,
  { target, queue, membership }: Assignment,
  { levels }: MembershipTerms,
): void {
  const known = levels.map((_, index) => String(index));
  if (level !== undefined && !known.includes(level)) {
    const told = levels.map((name, index) => `${index} (${name.toLowerCase()})`).join(', ');
    const message = told === '' ? `must be left out: ${target.source.name} has none` : `must be one of ${told}`;
    throw wrongField('fields.level', message);
  }
  if (action !== 'unassign' || membership?.serving !== true) return;
  const who = target.agent?.name ?? 'This agent';
  throw new Refusal('conflict', { message: `${who} serves ${queue.name} now: let them leave it first.` });
}

/** The reason of a pause is one of those the vendor tells for this agent. */
async function withReason(order: CheckedOrder, { choices }: CheckParts): Promise<CheckedOrder | Refusal> {
  const { target, fields } = order;
  if (fields.reason === undefined || !target.agent) return order;
  try {
    const { pauseReasons } = await choices.of(target.agent);
    const reason = pauseReasons.find(({ code }) => code === fields.reason);
    if (reason) return { ...order, reason };
    const known = pauseReasons.map(({ code }) => code).slice(0, 20);
    return known.length > 0
      ? wrongField('fields.reason', `must be one of ${known.join(', ')}`)
      : wrongField('fields.reason', `must be left out: ${target.source.name} has no reasons for this agent`);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
