import type { IncomingMessage } from 'node:http';
import type { Centre, EditRecord, FaceCredentials } from './centre-types';
import { CommandRefused } from './command-refused';
import { type Face, type FaceReply, faceOf, jsonReply, readBody, splitTarget, textReply } from './face-http';
import { createDoorman } from './sinch/access';
import { editorOf } from './sinch/edit';
import { badRequest, SinchFailure } from './sinch/failure';
import { createKeptRecords } from './sinch/kept-records';
import { matchGet, matchPost, matchPut } from './sinch/routes';
import { type SinchOptions, sinchSettings } from './sinch/settings';
import { createSinceTracker } from './sinch/since-tracker';
import { type World, worldOf } from './sinch/world';

export type { SinchGroup, SinchOptions } from './sinch/settings';

/**
 * Sinch Contact Center's monitoring interface (RMI v1) over an emulated centre, behind all three of its doors. `letEdit` is
 * told how somebody else would change its records.
 */
export function createSinchFace(
  centre: Centre,
  credentials: FaceCredentials,
  options: SinchOptions = {},
  letEdit?: (edit: EditRecord) => void,
): Face {
  const settings = sinchSettings(options);
  const memory = { settings, since: createSinceTracker(), kept: createKeptRecords(settings) };
  letEdit?.(editorOf(centre, () => worldOf(centre, memory)));
  const enter = createDoorman(centre, credentials, settings);
  return faceOf(centre, async (request) => {
    const { path, query } = splitTarget(request);
    const body = await readBody(request);
    centre.settle();
    const entrance = enter(request, path, body);
    return 'reply' in entrance
      ? entrance.reply
      : answer(worldOf(centre, memory), request, entrance.rmiPath, query, body);
  });
}

function answer(world: World, request: IncomingMessage, path: string, query: string, body: string): FaceReply {
  try {
    if (request.method === 'GET') return getReply(world, request, path, new URLSearchParams(query));
    if (request.method === 'PUT') return putReply(world, request, path, body);
    if (request.method === 'POST') return postReply(world, request, path, body);
    return textReply(405, 'HTTP 405 Method Not Allowed');
  } catch (error) {
    if (error instanceof SinchFailure) return textReply(error.status, error.message);
    if (error instanceof CommandRefused) return textReply(400, error.words ?? 'Operation not allowed');
    throw error;
  }
}

/** JSON is only for those who ask for it by name; the XML that others would get is left to the real system. */
function getReply(world: World, request: IncomingMessage, path: string, parameters: URLSearchParams): FaceReply {
  const match = matchGet(path);
  if (!match) return textReply(404, 'HTTP 404 Not Found');
  if (!request.headers.accept?.includes('application/json')) return textReply(406, 'HTTP 406 Not Acceptable');
  return jsonReply(match.handler(world, parameters, ...match.ids));
}

function putReply(world: World, request: IncomingMessage, path: string, body: string): FaceReply {
  const match = matchPut(path);
  if (!match) return noMatch(path);
  if (!isJson(request)) return unsupported;
  match.handler(world, parsedJson(body), ...match.ids);
  return { status: 204, contentType: null, body: '' };
}

/** Answers the id of what was made, as text, to those who say that they take any. */
function postReply(world: World, request: IncomingMessage, path: string, body: string): FaceReply {
  const match = matchPost(path);
  if (!match) return noMatch(path);
  if (!isJson(request)) return unsupported;
  if (!request.headers.accept?.includes('text/html')) return textReply(406, 'HTTP 406 Not Acceptable');
  const id = match.handler(world, parsedJson(body));
  const location = `${splitTarget(request).path}/${encodeURIComponent(id)}`;
  return { status: 201, contentType: 'text/html', body: id, headers: { Location: location } };
}

const noMatch = (path: string): FaceReply =>
  matchGet(path) ? textReply(405, 'HTTP 405 Method Not Allowed') : textReply(404, 'HTTP 404 Not Found');
const isJson = (request: IncomingMessage): boolean =>
  request.headers['content-type']?.startsWith('application/json') ?? false;
const unsupported = textReply(415, 'HTTP 415 Unsupported Media Type');

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('Invalid request body');
  }
}
