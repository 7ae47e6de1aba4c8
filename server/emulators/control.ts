import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { OpenCallbackLine } from './callbacks/callback-line';
import type { Centre, EditRecord } from './centre-types';
import { type ActAtPhone, type ActOnRecord, actAtPhone, actSchema } from './control/acts';
import type { FaultBook } from './control/fault-book';
import { faultSchema } from './control/faults';
import type { MovableClock } from './control/movable-clock';
import type { RequestCounter } from './control/request-counter';
import type { SourceServer } from './control/source-server';
import { dayMs } from './day-shape';
import { type Face, type FaceReply, jsonOrUndefined, jsonReply, readBody, splitTarget } from './face-http';

/** A source as the control door reaches it. */
export interface ControlledSource {
  readonly id: string;
  readonly vendor: string;
  readonly book: FaultBook;
  readonly counter: RequestCounter;
  readonly server: SourceServer;
  /** What it sends by itself; null where the vendor sends nothing. */
  readonly callbacks: OpenCallbackLine | null;
  /** How somebody else changes its records; null where the vendor lets none be changed. */
  readonly editRecord: EditRecord | null;
}

export interface ControlParts {
  readonly clock: MovableClock;
  readonly sources: readonly ControlledSource[];
}

const clockChange = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .positive()
    .max(7 * dayMs),
});

/**
 * The control door, for demo and tests only: `GET /control`, `POST /control/faults`, `DELETE /control/faults?source=`,
 * `POST /control/clock`, `POST /control/acts`, `GET /control/journal?source=`. Bodies must say they are JSON, so that no web page can send one unasked.
 */
export function createControlDoor(parts: ControlParts): Face {
  return (request, response) => {
    answer(parts, request)
      .catch((error: unknown) => problem(500, error instanceof Error ? error.message : 'unknown'))
      .then(({ status, contentType, body }) => {
        response.writeHead(status, contentType === null ? {} : { 'Content-Type': contentType });
        response.end(body);
      });
  };
}

const doors =
  'GET /control, POST and DELETE /control/faults, POST /control/clock, POST /control/acts and GET /control/journal?source=';

async function answer(parts: ControlParts, request: IncomingMessage): Promise<FaceReply> {
  const { path, query } = splitTarget(request);
  const body = await readBody(request);
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  if (request.method === 'POST' && !isJson) return problem(415, 'Send the body as application/json.');
  switch (`${request.method} ${path}`) {
    case 'GET /control':
      return jsonReply(stateOf(parts));
    case 'POST /control/faults':
      return setFault(parts, body);
    case 'DELETE /control/faults':
      return clearFaults(parts, new URLSearchParams(query).get('source'));
    case 'POST /control/clock':
      return moveClock(parts, body);
    case 'POST /control/acts':
      return act(parts, body);
    case 'GET /control/journal':
      return journalOf(parts, new URLSearchParams(query).get('source') ?? '');
    default:
      return problem(404, `There are ${doors}.`);
  }
}

function stateOf({ clock, sources }: ControlParts) {
  return {
    clock: { now: clock.now(), advancedMs: clock.advancedMs() },
    sources: sources.map(({ id, vendor, server, counter, book, callbacks }) => ({
      ...{ id, vendor, origin: server.origin, listening: server.isListening() },
      requests: counter.read(),
      ...(callbacks ? { callbacks: callbacks.counts() } : {}),
      faults: book.list().map(({ fault, since, left }) => ({ ...fault, since, left })),
    })),
  };
}

async function setFault(parts: ControlParts, body: string): Promise<FaceReply> {
  const parsed = faultSchema.safeParse(jsonOrUndefined(body));
  if (!parsed.success) return problem(400, 'This is not a fault.', parsed.error);
  const fault = parsed.data;
  const source = parts.sources.find(({ id }) => id === fault.source);
  if (!source) return unknownSource(parts, fault.source);
  source.book.add(fault);
  if (fault.fault === 'refuse') await source.server.refuse();
  return jsonReply(fault, 201);
}

async function clearFaults(parts: ControlParts, sourceId: string | null): Promise<FaceReply> {
  const cleared = parts.sources.filter(({ id }) => sourceId === null || id === sourceId);
  if (sourceId !== null && cleared.length === 0) return unknownSource(parts, sourceId);
  for (const { book, server } of cleared) {
    book.clear();
    await server.accept();
  }
  return { status: 204, contentType: null, body: '' };
}

function moveClock({ clock }: ControlParts, body: string): FaceReply {
  const parsed = clockChange.safeParse(jsonOrUndefined(body));
  if (!parsed.success) return problem(400, 'Say how far to put the clock forward.', parsed.error);
  clock.advance(parsed.data.advanceMs);
  return jsonReply({ now: clock.now(), advancedMs: clock.advancedMs() });
}

/** Somebody does something at the phone or on the vendor's own pages, and no interface is told. */
function act(parts: ControlParts, body: string): FaceReply {
  const parsed = actSchema.safeParse(jsonOrUndefined(body));
  if (!parsed.success) return problem(400, 'This is nothing people do at their phones.', parsed.error);
  const { source: sourceId } = parsed.data;
  const source = parts.sources.find(({ id }) => id === sourceId);
  const centre = source?.book.centre();
  if (!source || !centre) return unknownSource(parts, sourceId);
  centre.settle();
  return 'kind' in parsed.data ? editRecord(source, parsed.data) : atPhone(source, centre, parsed.data);
}

function atPhone(source: ControlledSource, centre: Centre, asked: ActAtPhone): FaceReply {
  const agent = centre.agents.find(({ id }) => id === asked.agent);
  if (!agent) return problem(404, `There is no agent "${asked.agent}" at ${source.id}.`);
  if (!actAtPhone(centre, source.vendor, agent, asked)) return problem(409, 'Nothing happens when they do that.');
  const { id, state, joined, pauseCode, pendingPause } = agent;
  return jsonReply({ agent: { id, state, joined, pauseCode, pendingPause } });
}

function editRecord({ id: sourceId, editRecord: edit }: ControlledSource, asked: ActOnRecord): FaceReply {
  if (!edit) return problem(409, `Nobody edits records at ${sourceId}.`);
  try {
    const record = edit(asked.kind, asked.id, asked.deed === 'edit' ? asked.values : null);
    return record
      ? jsonReply({ record })
      : problem(404, `There is no record "${asked.id}" of kind "${asked.kind}" at ${sourceId}.`);
  } catch (error) {
    return problem(409, error instanceof Error ? error.message : 'It cannot be saved.');
  }
}

function journalOf(parts: ControlParts, sourceId: string): FaceReply {
  const source = parts.sources.find(({ id }) => id === sourceId);
  return source
    ? jsonReply({ source: sourceId, commands: source.book.journal.read() })
    : unknownSource(parts, sourceId);
}

function unknownSource({ sources }: ControlParts, wanted: string): FaceReply {
  return problem(404, `There is no source "${wanted}"; there are ${sources.map(({ id }) => id).join(', ')}.`);
}

function problem(status: number, message: string, error?: z.ZodError): FaceReply {
  const problems = error?.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return jsonReply({ error: { message, ...(problems ? { problems } : {}) } }, status);
}
