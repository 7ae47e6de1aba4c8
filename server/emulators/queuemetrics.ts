import type { IncomingMessage } from 'node:http';
import type { Centre, FaceCredentials } from './centre-types';
import { type Face, type FaceReply, faceOf, isBasicFor, jsonReply, readBody, splitTarget } from './face-http';
import { editorReply } from './queuemetrics/editors';
import { pbxReply } from './queuemetrics/pbx-actions';
import { reportReply } from './queuemetrics/reports';
import { type QmSettings, type QueuemetricsOptions, settingsFor } from './queuemetrics/settings';
import { profileReply, userBehind, usersOf } from './queuemetrics/users';

export type { CompositeQueue, QueuemetricsOptions } from './queuemetrics/settings';

/** QueueMetrics' JSON interface (manual of 26.01 and public clients) over an emulated centre. */
export function createQueuemetricsFace(
  centre: Centre,
  credentials: FaceCredentials,
  options: QueuemetricsOptions = {},
): Face {
  const settings = settingsFor(centre, options);
  return faceOf(centre, (request) => answer(centre, credentials, settings, request));
}

/** Characters that Tomcat 8 and later refuse raw in a request line. */
const refusedRaw = /["<>[\\\]^`{|}]/;

async function answer(
  centre: Centre,
  credentials: FaceCredentials,
  settings: QmSettings,
  request: IncomingMessage,
): Promise<FaceReply> {
  const { path, query } = splitTarget(request);
  const body = await readBody(request);
  if (refusedRaw.test(request.url ?? '')) return errorPage(400, 'Bad Request');
  if (!path.startsWith(`${settings.contextPath}/`)) return errorPage(404, 'Not Found');
  const service = path.slice(settings.contextPath.length + 1);
  if (service === 'QmAuthenticate/jsonStatsApi.do') {
    const users = settings.users ?? usersOf(centre);
    const asking = userBehind(users, request.headers.authorization);
    if (!asking) return errorPage(settings.authFailureStatus, 'Authorization failed');
    return profileReply(centre, users, asking, parametersOf(request, query, body));
  }
  const isKnown = isBasicFor(credentials, request.headers.authorization);
  if (service === 'jsonQLoaderApi.do') return loaderReply(isKnown);
  if (!isKnown) return errorPage(settings.authFailureStatus, 'Authorization failed');
  centre.settle();
  if (service === 'qm_jsonsvc_do_pbxactions.do')
    return request.method === 'POST' ? pbxReply(centre, settings, body) : errorPage(405, 'Method Not Allowed');
  return serviceReply(centre, settings, service, parametersOf(request, query, body));
}

function serviceReply(centre: Centre, settings: QmSettings, service: string, parameters: URLSearchParams): FaceReply {
  const report = /^(\w+)\/jsonStatsApi\.do$/.exec(service)?.[1];
  if (report) return reportReply(centre, settings, report, parameters) ?? errorPage(500, 'Internal Server Error');
  // `agent/jsonEditorApi.do`, `agent//jsonEditorApi.do` and `agent/71/jsonEditorApi.do`
  const [, editor, id] = /^(\w+)\/(?:([^/]*)\/)?jsonEditorApi\.do$/.exec(service) ?? [];
  if (!editor) return errorPage(404, 'Not Found');
  return editorReply(centre, settings, editor, id ?? '', parameters.get('q') ?? '');
}

/** Query and form body count alike; a body that is not a form is ignored. */
function parametersOf(request: IncomingMessage, query: string, body: string): URLSearchParams {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(isForm && body !== '' ? `${query}&${body}` : query);
}

/** The upload service tells a refused login inside a 200. */
function loaderReply(isKnown: boolean): FaceReply {
  const common = { version: '1.0', token: '' };
  return isKnown
    ? jsonReply({ commandId: 'checkHWM', ...common, resultStatus: 'OK', result: null, name: 'Check High WaterMark' })
    : jsonReply({ ...common, resultStatus: 'KO: Http auth missing or failed', result: '', name: 'Dummy Invalid' });
}

/** What Tomcat shows for an error. */
function errorPage(status: number, reason: string): FaceReply {
  const body = `<!doctype html><html><head><title>HTTP Status ${status}</title></head><body><h1>HTTP Status ${status} – ${reason}</h1></body></html>`;
  return { status, contentType: 'text/html;charset=utf-8', body };
}
