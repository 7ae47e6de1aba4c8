import type { IncomingMessage } from 'node:http';
import type { Centre, CentreQueue, FaceCredentials } from './centre-types';
import {
  decodeOrSame,
  type Face,
  type FaceReply,
  faceOf,
  isBasicFor,
  jsonReply,
  readBody,
  splitTarget,
} from './face-http';
import { errorReply } from './imagicle/errors';
import { parseInterval, statisticsOf } from './imagicle/history';
import { addAgent, findUser, listAgents, removeAgent } from './imagicle/members';
import { queueList, queuesOfAgent } from './imagicle/queues';
import { createRateLimit } from './imagicle/rate-limit';
import { realTimeStatistics } from './imagicle/real-time';
import { type ImagicleOptions, type ImagicleSettings, settingsFor } from './imagicle/settings';

export type { ImagicleOptions } from './imagicle/settings';

export const imagicleBasePath = '/fw/Apps/QME/WebAPI';

interface Call {
  readonly centre: Centre;
  readonly settings: ImagicleSettings;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** Imagicle QME's FIFO Queues API (2025.Winter.1) over an emulated centre; knows phone queues only. */
export function createImagicleFace(centre: Centre, credentials: FaceCredentials, options: ImagicleOptions = {}): Face {
  const settings = settingsFor(centre, options);
  const takeTurn = createRateLimit(settings);
  return faceOf(centre, async (request) => {
    const body = await readBody(request);
    centre.settle();
    if (!isBasicFor(credentials, request.headers.authorization)) return refusal;
    const waitSeconds = takeTurn();
    if (waitSeconds !== null) {
      return { ...errorReply(429, 'Too many requests'), headers: { 'Retry-After': String(waitSeconds) } };
    }
    return answer(centre, settings, request, body);
  });
}

const refusal: FaceReply = {
  ...errorReply(401, 'No authentication provided or wrong credentials'),
  headers: { 'WWW-Authenticate': 'Basic realm="QME"' },
};

function answer(centre: Centre, settings: ImagicleSettings, request: IncomingMessage, body: string): FaceReply {
  const { path, query } = splitTarget(request);
  if (!path.startsWith(`${imagicleBasePath}/`)) return errorReply(404, 'Not found');
  const call = { centre, settings, method: request.method ?? 'GET', query: new URLSearchParams(query), body };
  const resource = path.slice(imagicleBasePath.length + 1);
  const queueId = realTimeQueueId(settings, resource);
  if (queueId !== null) return withQueue(call, queueId, (queue) => realTime(call, queue));
  return resourceReply(call, resource.split('/').map(decodeOrSame));
}

function resourceReply(call: Call, parts: readonly string[]): FaceReply {
  const { centre, settings, method, query } = call;
  const [first, second, queueId = '', ...rest] = parts;
  if (first === 'Queues' && second === 'FIFO') {
    if (queueId !== '') return withQueue(call, queueId, (queue) => queueReply(call, queue, rest));
    return method === 'GET' ? jsonReply(queueList(centre, settings, query.get('tenantId'))) : wrongMethod;
  }
  if (first === 'Users' && second === 'Agents' && rest.join('/') === 'Queues') {
    const agent = findUser(centre, queueId);
    return agent ? jsonReply(queuesOfAgent(centre, settings, agent)) : errorReply(404, 'User not found');
  }
  return errorReply(404, 'Not found');
}

function queueReply(call: Call, queue: CentreQueue, rest: readonly string[]): FaceReply {
  const { centre, method } = call;
  const [first, second, username] = rest;
  if (first === 'Statistics' && rest.length === 1) return method === 'GET' ? statistics(call, queue) : wrongMethod;
  if (first !== 'Users' || second !== 'Agents') return errorReply(404, 'Not found');
  if (username !== undefined) return method === 'DELETE' ? removeAgent(centre, queue, username) : wrongMethod;
  if (method === 'POST') return addAgent(centre, queue, call.body);
  return method === 'GET' ? listAgents(centre, queue) : wrongMethod;
}

function realTime({ centre, settings, method }: Call, queue: CentreQueue): FaceReply {
  if (method !== 'GET') return wrongMethod;
  return settings.hiddenQueueIds.includes(queue.id) ? hidden : jsonReply(realTimeStatistics(centre, settings, queue));
}

function statistics({ centre, settings, query }: Call, queue: CentreQueue): FaceReply {
  if (settings.hiddenQueueIds.includes(queue.id)) return hidden;
  const intervalMs = parseInterval(query.get('interval'));
  if (intervalMs === null) return errorReply(400, 'interval must be an ISO 8601 duration of 24 hours at most');
  return jsonReply(statisticsOf(centre, queue.id, intervalMs));
}

const wrongMethod = errorReply(405, 'Method not allowed');
const hidden = errorReply(403, 'Requires to be supervisor of this queue');

function withQueue(call: Call, queueId: string, reply: (queue: CentreQueue) => FaceReply): FaceReply {
  if (!/^\d+$/.test(queueId)) return errorReply(400, 'The queue id is not a number');
  const queue = call.centre.queues.find(({ id }) => id === queueId);
  return queue ? reply(queue) : errorReply(404, 'Queue not found');
}

function realTimeQueueId(settings: ImagicleSettings, resource: string): string | null {
  const [before = '', after = ''] = settings.realTimePath.split('{queueId}');
  if (!resource.startsWith(before) || !resource.endsWith(after)) return null;
  const queueId = resource.slice(before.length, resource.length - after.length);
  return queueId === '' || queueId.includes('/') ? null : queueId;
}
