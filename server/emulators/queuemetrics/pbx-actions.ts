import { z } from 'zod';
import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import type { QmSettings } from './settings';
import { findAgent } from './values';

// Strict, as the server's own mapper may refuse fields it does not know; the manual writes both spellings of targetext.
const requestSchema = z.strictObject({
  action: z.string(),
  extension: z.string().optional(),
  queues: z.union([z.array(z.string()), z.string()]).optional(),
  agent: z.string().optional(),
  server: z.string().optional(),
  pause: z.string().optional(),
  callid: z.string().optional(),
  outcome: z.string().optional(),
  targetext: z.string().optional(),
  targettext: z.string().optional(),
  message: z.string().optional(),
  optValues: z.array(z.string()).optional(),
});

type PbxRequest = z.infer<typeof requestSchema>;
type Field = Exclude<keyof PbxRequest, 'action'>;

/** Fields each action cannot do without; only those in `filled` may not be blank, the manual sends blank extensions. */
const needs: Readonly<Record<string, { present: readonly Field[]; filled: readonly Field[] }>> = {
  login: { present: [], filled: ['extension', 'agent'] },
  logout: { present: [], filled: ['agent'] },
  join: { present: ['extension'], filled: ['queues', 'agent'] },
  remove: { present: ['extension'], filled: ['queues', 'agent'] },
  pause: { present: ['extension', 'pause'], filled: ['agent'] },
  unpause: { present: ['extension'], filled: ['agent'] },
  calloutcome: { present: [], filled: ['callid', 'outcome'] },
  addfeature: { present: [], filled: ['callid', 'outcome'] },
  remfeature: { present: [], filled: ['callid', 'outcome'] },
  customdial: { present: [], filled: ['extension', 'queues'] },
  sendtext: { present: [], filled: ['extension', 'message'] },
  softhangup: { present: [], filled: ['extension', 'agent', 'callid'] },
  transfer: { present: [], filled: ['extension', 'agent', 'callid'] },
  inboundmonitor: { present: [], filled: ['extension', 'agent'] },
  outboundmonitor: { present: [], filled: ['extension', 'agent'] },
};

/**
 * `qm_jsonsvc_do_pbxactions.do`. `OK` says that the PBX has the request, not that it could do it: an agent or a code
 * that does not exist gets `OK` as well, and nothing happens.
 */
export function pbxReply(centre: Centre, settings: QmSettings, body: string): FaceReply {
  const parsed = requestSchema.safeParse(parseOrNull(body));
  if (!parsed.success) return failure(null, 'Cannot read the request');
  const request = parsed.data;
  const need = Object.hasOwn(needs, request.action) ? needs[request.action] : undefined;
  if (!need) return failure(request, `Unknown action: '${request.action}'`);
  const missing =
    need.present.find((field) => request[field] === undefined) ?? need.filled.find((field) => isBlank(request[field]));
  if (missing) return failure(request, `Missing parameter: '${missing}'`);
  if (request.server && request.server !== settings.serverId)
    return failure(request, `Unknown server: '${request.server}'`);
  settings.clock.after(settings.commandDelayMs, () => {
    centre.settle();
    carryOut(centre, request);
  });
  return jsonReply({ ...echo(request), resultStatus: 'OK' });
}

function carryOut(centre: Centre, request: PbxRequest): void {
  const agent = findAgent(centre, request.agent ?? '');
  if (!agent) return;
  const queueIds = [request.queues ?? []].flat();
  if (request.action === 'login') centre.login(agent.id);
  if (request.action === 'logout') centre.logout(agent.id);
  if (request.action === 'pause') centre.pause(agent.id, request.pause || null);
  if (request.action === 'unpause') centre.unpause(agent.id);
  if (request.action === 'remove') for (const queueId of queueIds) centre.leave(agent.id, queueId);
  if (request.action === 'join') joinQueues(centre, agent, queueIds);
}

/** Joining a first queue is what logs a dynamic member in. */
function joinQueues(centre: Centre, agent: CentreAgent, queueIds: readonly string[]): void {
  if (agent.state === 'logged-out') centre.login(agent.id, queueIds);
  else for (const queueId of queueIds) centre.join(agent.id, queueId);
}

/** The echo of a failed request has lost its action, as in the manual's sample. */
function failure(request: PbxRequest | null, reason: string): FaceReply {
  return jsonReply({ ...echo(request), action: '', resultStatus: `KO: ${reason}` });
}

function echo(request: PbxRequest | null): object {
  const blank = { action: '', extension: '', queues: [], agent: '', server: '', pause: '', callid: '' };
  return { ...blank, outcome: '', targetext: '', message: '', optValues: [], ...request };
}

const isBlank = (value: PbxRequest[Field]): boolean => value === undefined || value.length === 0;

function parseOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
