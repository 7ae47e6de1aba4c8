import type { PushLine } from '@/lib/protocol/api/editors-api';
import { quoteVendor } from '@/server/vendors/command';
import { agentCode, joinQueues, splitQueues } from '@/server/vendors/queuemetrics/codes';
import { plainText } from '@/server/vendors/queuemetrics/plain-text';
import { agentsOf, type PushAgent, type PushDocument, type PushQueue, queuesOf } from './push-document';
import type { PushMode } from './push-mode';

interface Compared {
  readonly current: PushDocument;
  readonly wanted: PushDocument;
  readonly mode: PushMode;
  /** Log-ins of users in lower case; null where they could not be read. */
  readonly users: ReadonlySet<string> | null;
}

/** What sending one configuration over another would do, as far as the mode lets it. */
export function comparePush(compared: Compared): PushLine[] {
  const { mode } = compared;
  const lines = [...agentLines(compared), ...queueLines(compared)];
  return lines.filter(({ what, does }) => {
    // Who belongs to a queue is part of the queue: it changes with it.
    if (what === 'membership' && does === 'delete') return mode.updates || mode.deletes;
    if (what === 'user') return mode.createsUsers;
    return does === 'delete' ? mode.deletes : does === 'create' ? mode.creates || what === 'membership' : mode.updates;
  });
}

function agentLines({ current, wanted, mode, users }: Compared): PushLine[] {
  const before = new Map(agentsOf(current).map((agent) => [codeOf(agent), agent]));
  const after = new Map(agentsOf(wanted).map((agent) => [codeOf(agent), agent]));
  const lines = [...after.values()].flatMap((agent): PushLine[] => {
    const known = before.get(codeOf(agent));
    if (!known) return [line('agent', agentName(agent), 'create'), ...(mode.creates ? userLines(agent, users) : [])];
    const details = agentChanges(known, agent);
    return details.length === 0 ? [] : [line('agent', agentName(agent), 'update', details)];
  });
  const gone = [...before].filter(([code]) => !after.has(code));
  return [...lines, ...gone.map(([, agent]) => line('agent', agentName(agent), 'delete'))];
}

/** A new agent gets a user of the same name, unless there is one. */
function userLines(agent: PushAgent, users: ReadonlySet<string> | null): PushLine[] {
  if (users?.has(codeOf(agent))) return [];
  const password = agent.user_password
    ? 'With the password of the file'
    : 'With the default password of QueueMetrics, or a random one';
  const unsure = users ? [] : ['Users could not be read: there may be this one already'];
  return [line('user', agent.agent_id, 'create', [password, ...unsure])];
}

function queueLines({ current, wanted, mode }: Compared): PushLine[] {
  const names = namesIn(current, wanted);
  const before = new Map(queuesOf(current).map((queue) => [keyOf(queue), queue]));
  const after = new Map(queuesOf(wanted).map((queue) => [keyOf(queue), queue]));
  const lines = [...after].flatMap(([key, queue]): PushLine[] => {
    const known = before.get(key);
    if (!known)
      return [line('queue', queueName(queue), 'create'), ...(mode.creates ? memberLines(null, queue, names) : [])];
    const details = queueChanges(known, queue);
    const changed = details.length === 0 ? [] : [line('queue', queueName(queue), 'update', details)];
    return [...changed, ...(mode.updates ? memberLines(known, queue, names) : removedOnly(known, queue, names))];
  });
  const gone = [...before].filter(([key]) => !after.has(key));
  return [...lines, ...gone.map(([, queue]) => line('queue', queueName(queue), 'delete', [membersLost(queue)]))];
}

const removedOnly = (before: PushQueue, after: PushQueue, names: Names): PushLine[] =>
  memberLines(before, after, names).filter(({ does }) => does === 'delete');

interface Names {
  readonly names: ReadonlyMap<string, string>;
  /** Codes of the agents that will be there. */
  readonly wanted: ReadonlySet<string>;
}

function namesIn(current: PushDocument, wanted: PushDocument): Names {
  const agents = [...agentsOf(current), ...agentsOf(wanted)];
  return {
    names: new Map(agents.map((agent) => [codeOf(agent), agentName(agent)])),
    wanted: new Set(agentsOf(wanted).map(codeOf)),
  };
}

function memberLines(before: PushQueue | null, after: PushQueue, { names, wanted }: Names): PushLine[] {
  const penalties = (queue: PushQueue | null) =>
    new Map((queue?.known_agents ?? []).map((agent) => [codeOf(agent), agent.agent_penalty ?? 0]));
  const [old, now] = [penalties(before), penalties(after)];
  const called = (code: string) => shown(`${names.get(code) ?? code} in ${queueName(after)}`);
  const lines = [...now].flatMap(([code, penalty]): PushLine[] => {
    const was = old.get(code);
    const unknown = wanted.has(code) ? [] : ['Not among the agents of this configuration'];
    if (was === undefined) return [line('membership', called(code), 'create', [`Penalty ${penalty}`, ...unknown])];
    return was === penalty ? [] : [line('membership', called(code), 'update', [`Penalty ${was} → ${penalty}`])];
  });
  const left = [...old.keys()].filter((code) => !now.has(code));
  return [...lines, ...left.map((code) => line('membership', called(code), 'delete'))];
}

function agentChanges(before: PushAgent, after: PushAgent): string[] {
  const aliases = ({ agent_aliases = [] }: PushAgent) => agent_aliases.map(agentCode).toSorted().join(', ');
  return [
    ...change('Name', before.agent_name, after.agent_name),
    ...change('Other codes', aliases(before), after.agent_aliases && aliases(after)),
    ...change('Phone', before.agent_extension, after.agent_extension),
  ];
}

function queueChanges(before: PushQueue, after: PushQueue): string[] {
  const direction = (isInbound: boolean | undefined) =>
    isInbound === undefined ? undefined : isInbound ? 'inbound' : 'outbound';
  return [
    ...change('Name', before.queue_name, after.queue_name),
    ...change('Wrap-up', seconds(before.queue_wrapup), seconds(after.queue_wrapup)),
    ...change('Direction', direction(before.queue_inbound), direction(after.queue_inbound)),
  ];
}

const seconds = (count: number | undefined): string | undefined => (count === undefined ? undefined : `${count} s`);

/** What a file does not speak of stays. */
function change(label: string, before = '', after: string | undefined): string[] {
  if (after === undefined || plainText(after) === plainText(before)) return [];
  return [`${label}: “${quoteVendor(plainText(before))}” → “${quoteVendor(plainText(after))}”`];
}

function membersLost({ known_agents = [] }: PushQueue): string {
  return known_agents.length === 1 ? 'With its 1 agent' : `With its ${known_agents.length} agents`;
}

const codeOf = ({ agent_id }: { readonly agent_id: string }): string => agentCode(agent_id.trim());

/** Queues are told apart by what they are made of: names change. */
const keyOf = ({ queue_id, queue_composition }: PushQueue): string =>
  joinQueues(splitQueues(queue_composition?.trim() || queue_id));

const agentName = ({ agent_id, agent_name }: PushAgent): string =>
  shown(agent_name && agent_name !== agent_id ? `${agent_name} (${agent_id})` : agent_id);
const queueName = (queue: PushQueue): string =>
  shown(queue.queue_name && queue.queue_name !== keyOf(queue) ? `${queue.queue_name} (${keyOf(queue)})` : keyOf(queue));
const shown = (text: string): string => plainText(text).slice(0, 300);

const line = (what: PushLine['what'], name: string, does: PushLine['does'], details: string[] = []): PushLine => ({
  what,
  name,
  does,
  details,
});
