import type { IncomingMessage } from 'node:http';
import { type BearerTokens, createBearerTokens } from './bearer-tokens';
import type { Centre, FaceCredentials } from './centre-types';
import {
  decodeOrSame,
  type Face,
  type FaceReply,
  faceOf,
  isOfType,
  jsonOrUndefined,
  readBody,
  splitTarget,
  type TellRefusal,
} from './face-http';
import { callEventsReply, createCallEvents } from './voipnow/call-events';
import { createCallMarks } from './voipnow/call-marks';
import { createCallTeller } from './voipnow/call-teller';
import { failureReply, VoipnowFailure } from './voipnow/failure';
import { phoneCallsReply } from './voipnow/phone-calls';
import { queueAgentsReply } from './voipnow/queue-agents';
import { settingsFor, type VoipnowOptions } from './voipnow/settings';
import { tokenReply } from './voipnow/token';
import type { Call, World } from './voipnow/world';

export type { ListForm, VoipnowOptions } from './voipnow/settings';

/** VoipNow's UnifiedAPI over an emulated centre: queue agents, calls and call events of one user's extensions. */
export function createVoipnowFace(centre: Centre, credentials: FaceCredentials, options: VoipnowOptions = {}): Face {
  const settings = settingsFor(options);
  const world: World = { centre, settings, events: createCallEvents(), marks: createCallMarks(centre) };
  const tokens = createBearerTokens(centre, settings.tokenLifeMs);
  const keepTelling = createCallTeller(world);
  return faceOf(
    centre,
    async (request) => {
      const body = await readBody(request);
      centre.settle();
      const { path, query } = splitTarget(request);
      if (path === '/oauth/token.php') return tokenReply(tokens, credentials, settings.tokenLifeMs, request, body);
      try {
        return answer(world, tokens, request, path, query, body);
      } catch (error) {
        if (error instanceof VoipnowFailure) return failureReply(error);
        throw error;
      } finally {
        keepTelling();
      }
    },
    tellRefusal,
  );
}

function answer(
  world: World,
  tokens: BearerTokens,
  request: IncomingMessage,
  path: string,
  query: string,
  body: string,
): FaceReply {
  if (!tokens.admits(request.headers.authorization))
    throw new VoipnowFailure(401, 'access_denied', 'The access token is missing, expired or invalid.');
  // Lists are asked for with a slash at the end, single resources without; either is taken.
  const [api, resource, ...parts] = path.replace(/\/$/, '').split('/').slice(1).map(decodeOrSame);
  const user = resource === 'extensions' || resource === 'phoneCalls' ? (parts.shift() ?? '') : '';
  if (api !== 'uapi' || user === '') throw notThere();
  if (!['@me', '@viewer', '@owner', world.settings.userId].includes(user))
    throw new VoipnowFailure(403, 'user_invalid', 'The user is not accessible to this App.');
  const call: Call = {
    ...{ world, user, method: request.method ?? 'GET', origin: `http://${request.headers.host}` },
    query: new URLSearchParams(query),
    body: isOfType(request, 'application/json') ? jsonOrUndefined(body) : undefined,
  };
  return resource === 'phoneCalls' ? callsReply(call, parts) : extensionReply(call, parts);
}

function callsReply(call: Call, parts: readonly string[]): FaceReply {
  const [number = '', id, more] = parts;
  if (number === '' || more !== undefined) throw notThere();
  return phoneCallsReply(call, number, id);
}

function extensionReply(call: Call, parts: readonly string[]): FaceReply {
  const [number = '', area, second, third, more] = parts;
  if (area === 'queue' && second === 'agents' && more === undefined) return queueAgentsReply(call, number, third);
  if (area === 'phoneCallEvents' && more === undefined) return callEventsReply(call, number, second, third);
  throw notThere();
}

const tellRefusal: TellRefusal = (words) =>
  failureReply(new VoipnowFailure(400, 'request_invalid', words ?? 'The request cannot be carried out.'));

const notThere = () => new VoipnowFailure(400, 'request_invalid', 'There is no such resource.');
