import type { IncomingMessage } from 'node:http';
import type { Centre, FaceCredentials } from './centre-types';
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
import { openBook } from './queuemetrics/config/book';
import type { Book } from './queuemetrics/config/editor-shape';
import { knownUsers } from './queuemetrics/config/people-editors';
import { editBehind, editorReply } from './queuemetrics/editors';
import { errorPage } from './queuemetrics/error-page';
import { pbxReply } from './queuemetrics/pbx-actions';
import { reportReply } from './queuemetrics/reports';
import { type QueuemetricsOptions, settingsFor } from './queuemetrics/settings';
import { profileReply, userBehind } from './queuemetrics/users';

export type { CompositeQueue, QueuemetricsOptions } from './queuemetrics/settings';

/** QueueMetrics' JSON interface (manual of 26.01 and public clients) over an emulated centre. */
export function createQueuemetricsFace(
  centre: Centre,
  credentials: FaceCredentials,
  options: QueuemetricsOptions = {},
): Face {
  const settings = settingsFor(centre, options);
  const book = openBook(centre, settings, credentials.user);
  settings.letEdit((kind, id, values) => editBehind(book, kind, id, values, book.somebody));
  return faceOf(centre, (request) => answer(book, credentials, request));
}

/** Characters that Tomcat 8 and later refuse raw in a request line. */
const refusedRaw = /["<>[\\\]^`{|}]/;

async function answer(book: Book, credentials: FaceCredentials, request: IncomingMessage): Promise<FaceReply> {
  const { centre, settings } = book;
  const { path, query } = splitTarget(request);
  const body = await readBody(request);
  if (refusedRaw.test(request.url ?? '')) return errorPage(400, 'Bad Request');
  if (!path.startsWith(`${settings.contextPath}/`)) return errorPage(404, 'Not Found');
  const service = path.slice(settings.contextPath.length + 1);
  if (service === 'QmAuthenticate/jsonStatsApi.do') {
    const users = knownUsers(book);
    const asking = userBehind(users, request.headers.authorization);
    if (!asking) return errorPage(settings.authFailureStatus, 'Authorization failed');
    return profileReply(book, users, asking, parametersOf(request, query, body));
  }
  const isKnown = isBasicFor(credentials, request.headers.authorization);
  if (service === 'jsonQLoaderApi.do') return loaderReply(isKnown);
  if (!isKnown) return errorPage(settings.authFailureStatus, 'Authorization failed');
  centre.settle();
  if (service === 'qm_jsonsvc_do_pbxactions.do')
    return request.method === 'POST' ? pbxReply(centre, settings, body) : errorPage(405, 'Method Not Allowed');
  const report = /^(\w+)\/jsonStatsApi\.do$/.exec(service)?.[1];
  if (report) return reportReply(book, report, parametersOf(request, query, body)) ?? errorPage(500, serverError);
  return recordReply(book, request, { service, query, body });
}

const serverError = 'Internal Server Error';

/** `agent/jsonEditorApi.do`, `agent//jsonEditorApi.do` and `agent/71/jsonEditorApi.do` */
function recordReply(
  book: Book,
  { method = 'GET' }: IncomingMessage,
  { service, query, body }: { readonly service: string; readonly query: string; readonly body: string },
): FaceReply {
  const [, editor, id] = /^(\w+)\/(?:([^/]*)\/)?jsonEditorApi\.do$/.exec(service) ?? [];
  if (!editor) return errorPage(404, 'Not Found');
  return editorReply(book, {
    method,
    editor,
    id: decodeOrSame(id ?? ''),
    parameters: new URLSearchParams(query),
    body,
  });
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
