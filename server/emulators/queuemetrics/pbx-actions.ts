import { z } from 'zod';
import type { Centre } from '@/server/emulators/centre-types';
import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { carryOut, hotDeskProblem, type PbxRequest } from './pbx-deeds';
import type { QmSettings } from './settings';
import { findAgent } from './values';

const fields = {
  action: z.string(),
  extension: z.string().optional(),
  queues: z.union([z.array(z.string()), z.string()]).optional(),
  agent: z.string().optional(),
  server: z.string().optional(),
  pause: z.string().optional(),
  callid: z.string().optional(),
  outcome: z.string().optional(),
  message: z.string().optional(),
  optValues: z.array(z.string()).optional(),
};

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
  customdial: { present: [], filled: ['extension', 'queues', 'target'] },
  sendtext: { present: [], filled: ['extension', 'target', 'message'] },
  softhangup: { present: [], filled: ['extension', 'agent', 'callid'] },
  transfer: { present: [], filled: ['extension', 'agent', 'callid', 'target'] },
  inboundmonitor: { present: [], filled: ['extension', 'agent', 'target'] },
  outboundmonitor: { present: [], filled: ['extension', 'agent', 'target'] },
};

/**
 * `qm_jsonsvc_do_pbxactions.do`. `OK` says that the PBX has the request, not that it could do it: an agent or a code
 * that does not exist gets `OK` as well, and nothing happens.
 */
export function pbxReply(centre: Centre, settings: QmSettings, body: string): FaceReply {
  const request = readRequest(settings, body);
  if (!request) return failure(settings, null, 'Cannot read the request');
  const problem = problemOf(centre, settings, request);
  if (problem !== null) return failure(settings, request, problem);
  try {
    centre.command(orderOf(centre, request), () => queue(centre, settings, request));
  } catch (error) {
    if (error instanceof CommandRefused) return failure(settings, request, error.words ?? 'Not allowed');
    throw error;
  }
  return jsonReply({ ...echo(settings, request), resultStatus: 'OK' });
}

/** The PBX gets to it a little later, and only then is it known whether it could. */
function queue(centre: Centre, settings: QmSettings, request: PbxRequest): Promise<boolean> {
  return new Promise((resolve) => {
    settings.clock.after(settings.commandDelayMs, () => {
      centre.settle();
      resolve(carryOut(centre, request));
    });
  });
}

/** The manual writes `targetext` and `targettext`: one of them is read, the other is as unknown as any made-up field. */
function readRequest({ targetField, unknownFields }: QmSettings, body: string): PbxRequest | null {
  const shape = { ...fields, [targetField]: z.string().optional() };
  const schema = unknownFields === 'refused' ? z.strictObject(shape) : z.object(shape);
  const parsed = schema.safeParse(parseOrNull(body));
  if (!parsed.success) return null;
  const { [targetField]: target, ...known } = parsed.data as PbxRequest & Record<string, string | undefined>;
  return { ...known, target };
}

function problemOf(centre: Centre, settings: QmSettings, request: PbxRequest): string | null {
  const need = Object.hasOwn(needs, request.action) ? needs[request.action] : undefined;
  if (!need) return `Unknown action: '${request.action}'`;
  const missing =
    need.present.find((field) => request[field] === undefined) ?? need.filled.find((field) => isBlank(request[field]));
  if (missing) return `Missing parameter: '${missing === 'target' ? settings.targetField : missing}'`;
  if (request.server && request.server !== settings.serverId) return `Unknown server: '${request.server}'`;
  return request.action === 'customdial' ? hotDeskProblem(centre, request) : null;
}

function orderOf(centre: Centre, { action, ...details }: PbxRequest) {
  return { deed: action, agentId: findAgent(centre, details.agent ?? '')?.id ?? null, details };
}

/** The echo of a failed request has lost its action, as in the manual's sample. */
function failure(settings: QmSettings, request: PbxRequest | null, reason: string): FaceReply {
  return jsonReply({ ...echo(settings, request), action: '', resultStatus: `KO: ${reason}` });
}

function echo({ targetField }: QmSettings, request: PbxRequest | null): object {
  const blank = { action: '', extension: '', queues: [], agent: '', server: '', pause: '', callid: '' };
  const { target = '', ...given } = request ?? {};
  return { ...blank, outcome: '', message: '', optValues: [], ...given, [targetField]: target };
}

const isBlank = (value: PbxRequest[Field]): boolean => value === undefined || value.length === 0;

function parseOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
