import { createBearerTokens } from './bearer-tokens';
import type { Centre, EditRecord, FaceCredentials } from './centre-types';
import { CommandRefused } from './command-refused';
import {
  decodeOrSame,
  type Face,
  type FaceReply,
  faceOf,
  isOfType,
  jsonOrUndefined,
  jsonReply,
  readBody,
  splitTarget,
} from './face-http';
import { agentEventsReply, createAgentEvents, editEvent } from './ringme/agent-events';
import { createAgentTeller } from './ringme/agent-teller';
import { type AgentType, agentList, agentRow, agentsOfQueue, findAgent } from './ringme/agents';
import { callHistory, currentCalls } from './ringme/calls';
import { extensionList, extensionRow, findExtension } from './ringme/extensions';
import { failureReply, notFound, RingmeFailure, unauthorized, wrongMethod } from './ringme/failure';
import { createLimits } from './ringme/limits';
import { queueConfiguration } from './ringme/queue-configuration';
import { type RingmeOptions, settingsFor } from './ringme/settings';
import { tokenReply } from './ringme/token';
import type { Call, World } from './ringme/world';

export type { RingmeOptions } from './ringme/settings';

/**
 * RingMe's API (the Telphin platform's) over an emulated centre: extensions, agents and their events, live calls. `letEdit` is
 * told how somebody else would change an event.
 */
export function createRingmeFace(
  centre: Centre,
  credentials: FaceCredentials,
  options: RingmeOptions = {},
  letEdit?: (edit: EditRecord) => void,
): Face {
  const settings = settingsFor(options);
  const limits = createLimits(settings);
  const world: World = { centre, settings, limits, events: createAgentEvents() };
  letEdit?.((kind, id, values) => (kind === 'event' ? editEvent(world.events, id, values) : null));
  const tokens = createBearerTokens(centre, settings.tokenLifeMs);
  const keepTelling = createAgentTeller(world);
  return faceOf(centre, async (request) => {
    const body = await readBody(request);
    centre.settle();
    const { path, query } = splitTarget(request);
    const { headers, isOver } = limits.take();
    const reply = await caught(async () => {
      if (isOver) throw new RingmeFailure(429, 'rate_limit_exceeded');
      if (path === '/oauth/token') return tokenReply(tokens, credentials, settings, request, body);
      if (!path.startsWith(`${settings.apiPath}/`)) throw notFound();
      if (!tokens.admits(request.headers.authorization)) throw unauthorized();
      const call: Call = {
        ...{ world, method: request.method ?? 'GET', query: new URLSearchParams(query) },
        body: isOfType(request, 'application/json') ? jsonOrUndefined(body) : undefined,
      };
      return answer(call, path.slice(settings.apiPath.length));
    });
    keepTelling();
    return { ...reply, headers };
  });
}

async function caught(run: () => Promise<FaceReply>): Promise<FaceReply> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RingmeFailure) return failureReply(error);
    if (error instanceof CommandRefused) return failureReply(new RingmeFailure(403, error.words ?? 'Forbidden'));
    throw error;
  }
}

/** Lists end in a slash, single resources do not; either is taken. */
async function answer(call: Call, path: string): Promise<FaceReply> {
  const [area, id = '', ...rest] = path.replace(/\/$/, '').split('/').slice(1).map(decodeOrSame);
  if (area === 'user' && id === '') return jsonReply(userRow(call.world));
  if (area === 'extension' && id !== '') return extensionReply(call, id, rest);
  const isOwn = id === '@me' || id === call.world.settings.clientId;
  if (area === 'client' && isOwn) return clientReply(call, rest);
  throw notFound();
}

function extensionReply(call: Call, id: string, rest: readonly string[]): FaceReply | Promise<FaceReply> {
  const [what, more] = rest;
  if (more !== undefined) throw notFound();
  if (what === 'agent') return agentsOfQueue(call, id);
  if (what === 'current_calls') return currentCalls(call, id);
  if (what === 'queue') return queueConfiguration(call, id);
  if (what !== undefined) throw notFound();
  const extension = findExtension(call.world, id);
  if (call.method !== 'GET') throw wrongMethod();
  return jsonReply(extensionRow(call.world, extension));
}

function clientReply(call: Call, rest: readonly string[]): FaceReply | Promise<FaceReply> {
  const [what, second, ...more] = rest;
  if (what === 'agent' && (second === 'local' || second === 'remote')) return agentReply(call, second, more);
  if (what === 'extension' && second !== undefined && more.length === 0) return extensionReply(call, second, []);
  if (second !== undefined) throw notFound();
  if (what === 'extension') return extensionList(call);
  if (what === 'current_calls') return currentCalls(call, null);
  if (what === 'call_history') return callHistory(call);
  throw notFound();
}

function agentReply(call: Call, type: AgentType, rest: readonly string[]): FaceReply {
  const [agentId, what, eventId, more] = rest;
  if (agentId === undefined) return agentList(call, type);
  if (what === 'event' && more === undefined) return agentEventsReply(call, type, agentId, eventId);
  if (what !== undefined) throw notFound();
  const agent = findAgent(call.world, type, agentId);
  if (call.method !== 'GET') throw wrongMethod();
  return jsonReply(agentRow(call.world, agent));
}

function userRow({ settings, centre }: World) {
  const { clientId } = settings;
  return { client_id: clientId, extension_id: null, login: 'callboard', timezone: centre.timeZone, admin: true };
}
