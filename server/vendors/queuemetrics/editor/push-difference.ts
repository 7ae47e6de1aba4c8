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
    // Who belongs to a queue is part of the queue: it is as the queue is.
    if (what === 'membership') return true;
    if (what === 'user') return mode.createsUsers;
    return does === 'delete' ? mode.deletes : does === 'create' ? mode.creates : mode.updates;
  });
}

/** Which part of the mode does what nobody may have meant. */
const because = ({ isKnown }: PushMode, part: 'UPD' | 'DEL' | 'USR', words: string): string =>
  isKnown ? `${part}: ${words}` : 'Assumed, as the mode is not known';

function agentLines(compared: Compared): PushLine[] {
  const { current, wanted, mode } = compared;
  const before = new Map(agentsOf(current).map((agent) => [codeOf(agent), agent]));
  const after = new Map(agentsOf(wanted).map((agent) => [codeOf(agent), agent]));
  const lines = [...after.values()].flatMap((agent): PushLine[] => {
    const known = before.get(codeOf(agent));
    if (!known) return [line('agent', agentName(agent), 'create'), ...(mode.creates ? userLines(agent, compared) : [])];
    const details = agentChanges(known, agent);
    return details.length === 0 ? [] : [line('agent', agentName(agent), 'update', details)];
  });
  const gone = [...before].filter(([code]) => !after.has(code));
  const why = because(mode, 'DEL', 'this configuration lacks it');
  const left = gone.map(([code, agent]) =>
    line('agent', agentName(agent), 'delete', [...stillIn(code, compared), why]),
  );
  return [...lines, ...left];
}

/** Queues that will list an agent who is deleted: what QueueMetrics makes of that is not documented. */
function stillIn(code: string, { current, wanted, mode }: Compared): string[] {
  const before = new Map(queuesOf(current).map((queue) => [keyOf(queue), queue]));
  const queues = queuesOf(wanted).flatMap((queue) => {
    const known = before.get(keyOf(queue));
    if (!known) return mode.creates ? queue : [];
    return mode.updates ? queue : known;
  });
  const names = queues.filter(({ known_agents }) => known_agents.some((one) => codeOf(one) === code)).map(queueName);
  return names.length === 0 ? [] : [shown(`Still listed in ${names.join(', ')}`)];
}

/** A new agent gets a user of the same name, unless there is one. */
function userLines(agent: PushAgent, { users, mode }: Compared): PushLine[] {
  if (users?.has(codeOf(agent))) return [];
  const password = agent.user_password
    ? 'With the password of the file'
    : 'With the default password of QueueMetrics, or a random one';
  const unsure = users ? [] : ['Users could not be read: there may be this one already'];
  const why = because(mode, 'USR', 'every new agent comes with one');
  return [line('user', agent.agent_id, 'create', [password, ...unsure, why])];
}

function queueLines({ current, wanted, mode }: Compared): PushLine[] {
  const names = namesIn(current, wanted);
  const before = new Map(queuesOf(current).map((queue) => [keyOf(queue), queue]));
  const after = new Map(queuesOf(wanted).map((queue) => [keyOf(queue), queue]));
  const lines = [...after].flatMap(([key, queue]): PushLine[] => {
    const known = before.get(key);
    if (!known) return [line('queue', queueName(queue), 'create'), ...(mode.creates ? newMembers(queue, names) : [])];
    const details = queueChanges(known, queue);
    const changed = details.length === 0 ? [] : [line('queue', queueName(queue), 'update', details)];
    return [...changed, ...(mode.updates ? memberLines(known, queue, names, mode) : [])];
  });
  const gone = [...before].filter(([key]) => !after.has(key));
  const why = because(mode, 'DEL', 'this configuration lacks it');
  return [...lines, ...gone.map(([, queue]) => line('queue', queueName(queue), 'delete', [membersLost(queue), why]))];
}

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

const calledIn = (code: string, queue: PushQueue, { names }: Names): string =>
  shown(`${names.get(code) ?? code} in ${queueName(queue)}`);

function newMembers(queue: PushQueue, names: Names, before: ReadonlyMap<string, number> = new Map()): PushLine[] {
  const added = [...penaltiesIn(queue)].filter(([code]) => !before.has(code));
  return added.map(([code, penalty]) => {
    const unknown = names.wanted.has(code) ? [] : ['Not among the agents of this configuration'];
    return line('membership', calledIn(code, queue, names), 'create', [`Penalty ${penalty}`, ...unknown]);
  });
}

function memberLines(before: PushQueue, after: PushQueue, names: Names, mode: PushMode): PushLine[] {
  const [old, now] = [penaltiesIn(before), penaltiesIn(after)];
  const changed = [...now].flatMap(([code, penalty]): PushLine[] => {
    const was = old.get(code);
    const isSame = was === undefined || was === penalty;
    return isSame ? [] : [line('membership', calledIn(code, after, names), 'update', [`Penalty ${was} → ${penalty}`])];
  });
  const why = because(mode, 'UPD', 'its queue is changed as a whole, and does not list it');
  const left = [...old.keys()].filter((code) => !now.has(code));
  const removed = left.map((code) => line('membership', calledIn(code, after, names), 'delete', [why]));
  return [...changed, ...newMembers(after, names, old), ...removed];
}

const penaltiesIn = ({ known_agents }: PushQueue): ReadonlyMap<string, number> =>
  new Map(known_agents.map((agent) => [codeOf(agent), agent.agent_penalty]));

function agentChanges(before: PushAgent, after: PushAgent): string[] {
  const aliases = ({ agent_aliases }: PushAgent) => agent_aliases.map(agentCode).toSorted().join(', ');
  return [
    ...change('Name', before.agent_name, after.agent_name),
    ...change('Other codes', aliases(before), aliases(after)),
    ...change('Phone', before.agent_extension, after.agent_extension),
  ];
}

function queueChanges(before: PushQueue, after: PushQueue): string[] {
  const direction = (isInbound: boolean) => (isInbound ? 'inbound' : 'outbound');
  return [
    ...change('Name', before.queue_name, after.queue_name),
    ...change('Wrap-up', `${before.queue_wrapup} s`, `${after.queue_wrapup} s`),
    ...change('Direction', direction(before.queue_inbound), direction(after.queue_inbound)),
  ];
}

function change(label: string, before: string, after: string): string[] {
  if (plainText(after) === plainText(before)) return [];
  return [`${label}: “${quoteVendor(plainText(before))}” → “${quoteVendor(plainText(after))}”`];
}

const membersLost = ({ known_agents: { length } }: PushQueue): string =>
  length === 1 ? 'With its 1 agent' : `With its ${length} agents`;

const codeOf = ({ agent_id }: { readonly agent_id: string }): string => agentCode(agent_id.trim());

/** Queues are told apart by what they are made of: names change. */
const keyOf = ({ queue_id, queue_composition }: PushQueue): string =>
  joinQueues(splitQueues(queue_composition.trim() || queue_id));

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
