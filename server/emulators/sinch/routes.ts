import { presenceList, presenceRecord, putAgentQueue, putPresence, putReadyState, readyState } from './agent-commands';
import { agentQueueList, agentQueueRecord } from './agent-queues';
import { agentList, agentRecord } from './agents';
import { contactSummaryList, contactSummaryRecord } from './contact-summaries';
import { contactList, contactRecord } from './contacts';
import { queueGroupList, queueGroupRecord } from './queue-groups';
import { queueStatusList, queueStatusRecord } from './queue-statuses';
import { addSetting, putSetting, settingList, settingRecord } from './user-settings';
import { userStatusList, userStatusRecord } from './user-statuses';
import type { World } from './world';

type Get = (world: World, parameters: URLSearchParams, one: string, two: string) => unknown;
type Put = (world: World, body: unknown, one: string, two: string) => void;
/** Makes something and answers its id. */
type Post = (world: World, body: unknown) => string;

/** `*` stands for an id in the path; ids are handed on in order. */
const gets: Readonly<Record<string, Get>> = {
  '/queueStatuses': queueStatusList,
  '/queueStatuses/*': (world, _parameters, id) => queueStatusRecord(world, id),
  '/agents': agentList,
  '/agents/*': (world, parameters, id) => agentRecord(world, id, parameters),
  '/agents/*/queues': (world, parameters, id) => agentQueueList(world, id, parameters),
  '/agents/*/queues/*': (world, _parameters, id, queue) => agentQueueRecord(world, id, queue),
  '/agents/*/presences': (world, parameters, id) => presenceList(world, id, parameters),
  '/agents/*/presences/*': (world, _parameters, id, presence) => presenceRecord(world, id, presence),
  '/agents/*/readyState': (world, _parameters, id) => readyState(world, id),
  '/contacts': contactList,
  '/contacts/*': (world, _parameters, id) => contactRecord(world, id),
  '/contactSummaries': contactSummaryList,
  '/contactSummaries/*': (world, _parameters, id) => contactSummaryRecord(world, id),
  '/queueGroups': queueGroupList,
  '/queueGroups/*': (world, parameters, id) => queueGroupRecord(world, id, parameters),
  '/settings': settingList,
  '/settings/*': (world, _parameters, id) => settingRecord(world, id),
  '/userStatuses': userStatusList,
  '/userStatuses/*': (world, _parameters, id) => userStatusRecord(world, id),
};

const puts: Readonly<Record<string, Put>> = {
  '/agents/*/queues/*': (world, body, id, queue) => putAgentQueue(world, id, queue, body),
  '/agents/*/presences/*': (world, body, id, presence) => putPresence(world, id, presence, body),
  '/agents/*/readyState': (world, body, id) => putReadyState(world, id, body),
  '/settings/*': (world, body, id) => putSetting(world, id, body),
};

const posts: Readonly<Record<string, Post>> = { '/settings': addSetting };

export interface Match<Handler> {
  readonly handler: Handler;
  readonly ids: readonly [string, string];
}

export const matchGet = (path: string): Match<Get> | null => match(gets, path);
export const matchPut = (path: string): Match<Put> | null => match(puts, path);
export const matchPost = (path: string): Match<Post> | null => match(posts, path);

function match<Handler>(table: Readonly<Record<string, Handler>>, path: string): Match<Handler> | null {
  const [, collection = '', one, member, two, more] = path.split('/');
  if (more !== undefined) return null;
  const pattern = [collection, one && '*', member, two && '*'].filter((part) => part !== undefined).join('/');
  const handler = Object.hasOwn(table, `/${pattern}`) ? table[`/${pattern}`] : undefined;
  return handler ? { handler, ids: [decode(one), decode(two)] } : null;
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return part ?? '';
  }
}
