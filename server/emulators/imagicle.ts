import type { IncomingMessage } from 'node:http';
import type { Centre, CentreQueue, EditRecord, FaceCredentials } from './centre-types';
import {
  decodeOrSame,
  type Face,
  type FaceReply,
  faceOf,
  isBasicFor,
  jsonOrUndefined,
  jsonReply,
  readBody,
  splitTarget,
} from './face-http';
import type { ImagicleCall } from './imagicle/call';
import { suiteOf } from './imagicle/configuration';
import { editorOf } from './imagicle/edit';
import { badReason, errorReply, forbidden, nothingHere, wrongMethod } from './imagicle/errors';
import { parseInterval, statisticsOf } from './imagicle/history';
import { managersReply } from './imagicle/managers';
import { agentsReply } from './imagicle/members';
import { createQueue, deleteQueue, modifyQueue } from './imagicle/queue-editor';
import { queueList, queueObject, queuesOfAgent } from './imagicle/queues';
import { createRateLimit } from './imagicle/rate-limit';
import { realTimeStatistics } from './imagicle/real-time';
import { servicesReply } from './imagicle/services';
import { type ImagicleOptions, type ImagicleSettings, settingsFor } from './imagicle/settings';
import { findAgent, officeUsers } from './imagicle/users';

export type { ImagicleOptions } from './imagicle/settings';

export const imagicleBasePath = '/fw/Apps/QME/WebAPI';

/**
 * Imagicle QME's FIFO Queues API (2025.Winter.1) over an emulated centre, and the services of its IVR; knows phone queues
 * only. `letEdit` is told how somebody else would change its records.
 */
export function createImagicleFace(
  centre: Centre,
  credentials: FaceCredentials,
  options: ImagicleOptions = {},
  letEdit?: (edit: EditRecord) => void,
): Face {
  const settings = settingsFor(centre, options);
  const takeTurn = createRateLimit(settings);
  const self = credentials.user;
  const office = officeUsers(self);
  suiteOf(centre, self);
  letEdit?.(editorOf(centre, settings));
  return faceOf(centre, async (request) => {
    const body = jsonOrUndefined(await readBody(request));
    centre.settle();
    if (!isBasicFor(credentials, request.headers.authorization)) return refusal;
    const waitSeconds = takeTurn();
    if (waitSeconds !== null) {
      return { ...errorReply(429, 'Too many requests'), headers: { 'Retry-After': String(waitSeconds) } };
    }
    const query = new URLSearchParams(splitTarget(request).query);
    return answer({ centre, settings, self, office, method: request.method ?? 'GET', query, body }, request);
  });
}

const refusal: FaceReply = {
  ...errorReply(401, 'No authentication provided or wrong credentials'),
  headers: { 'WWW-Authenticate': 'Basic realm="QME"' },
};

function answer(call: ImagicleCall, request: IncomingMessage): FaceReply {
  const { path } = splitTarget(request);
  const { settings } = call;
  const services = `${settings.ivrBasePath}/Services`;
  if (settings.ivrBasePath !== null && (path === services || path.startsWith(`${services}/`))) {
    return servicesReply(call, path.slice(services.length).split('/').slice(1).map(decodeOrSame));
  }
  if (!path.startsWith(`${imagicleBasePath}/`)) return nothingHere;
  const resource = path.slice(imagicleBasePath.length + 1);
  const queueId = realTimeQueueId(settings, resource);
  if (queueId !== null) return withQueue(call, queueId, (queue) => realTime(call, queue));
  return resourceReply(call, resource.split('/').map(decodeOrSame));
}

function resourceReply(call: ImagicleCall, parts: readonly string[]): FaceReply {
  const { centre, settings, method, query } = call;
  const [first, second, third = '', ...rest] = parts;
  if (first === 'Queues' && second === 'FIFO') {
    if (third !== '') return withQueue(call, third, (queue) => queueReply(call, queue, rest));
    if (method === 'POST') return createQueue(call);
    return method === 'GET' ? jsonReply(queueList(centre, settings, query.get('tenantId'))) : wrongMethod;
  }
  if (first === 'Users' && second === 'Agents' && rest.join('/') === 'Queues') {
    if (method !== 'GET') return wrongMethod;
    const agent = findAgent(centre, third);
    return agent ? jsonReply(queuesOfAgent(centre, settings, agent)) : errorReply(404, 'User not found');
  }
  return nothingHere;
}

function queueReply(call: ImagicleCall, queue: CentreQueue, rest: readonly string[]): FaceReply {
  const { centre, settings, method } = call;
  const [first, second, username, more] = rest;
  if (first === undefined) return oneQueue(call, queue);
  if (more !== undefined) return nothingHere;
  if (first === 'Statistics' && second === undefined) return method === 'GET' ? statistics(call, queue) : wrongMethod;
  if (first === 'Users' && second === 'Agents') return agentsReply(call, queue, username);
  if (`${first}/${second}` !== settings.queueManagersPath) return nothingHere;
  return managersReply(call, { entry: suiteOf(centre).entryOf(queue), details: { queueId: queue.id } }, username);
}

/** Reading, modifying and deleting one queue are not documented: any of them may not be there. */
function oneQueue(call: ImagicleCall, queue: CentreQueue): FaceReply {
  const { centre, settings, method } = call;
  if (method === 'GET' && settings.showsOne) return jsonReply(queueObject(centre, settings, queue));
  if (method === settings.modifyMethod) return modifyQueue(call, queue);
  if (method === 'DELETE' && settings.canDelete) return deleteQueue(call, queue);
  return settings.showsOne || settings.modifyMethod || settings.canDelete ? wrongMethod : nothingHere;
}

function realTime({ centre, settings, method }: ImagicleCall, queue: CentreQueue): FaceReply {
  if (method !== 'GET') return wrongMethod;
  return settings.hiddenQueueIds.includes(queue.id) ? hidden : jsonReply(realTimeStatistics(centre, settings, queue));
}

function statistics({ centre, settings, query }: ImagicleCall, queue: CentreQueue): FaceReply {
  if (settings.hiddenQueueIds.includes(queue.id)) return hidden;
  const intervalMs = parseInterval(query.get('interval'));
  if (intervalMs === null) return errorReply(400, 'interval must be an ISO 8601 duration of 24 hours at most');
  return jsonReply(statisticsOf(centre, queue.id, intervalMs));
}

const hidden = forbidden('403.GlobalSupervisorOrInstanceSupervisor');

function withQueue(call: ImagicleCall, queueId: string, reply: (queue: CentreQueue) => FaceReply): FaceReply {
  if (!/^\d+$/.test(queueId)) return errorReply(400, 'The queue id is not a number', badReason.badId);
  const queue = call.centre.queues.find(({ id }) => id === queueId);
  return queue ? reply(queue) : errorReply(404, 'Queue not found');
}

function realTimeQueueId(settings: ImagicleSettings, resource: string): string | null {
  const [before = '', after = ''] = settings.realTimePath.split('{queueId}');
  if (!resource.startsWith(before) || !resource.endsWith(after)) return null;
  const queueId = resource.slice(before.length, resource.length - after.length);
  return queueId === '' || queueId.includes('/') ? null : queueId;
}
