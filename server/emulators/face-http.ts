import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Centre, FaceCredentials } from './centre-types';
import { CommandRefused } from './command-refused';

/** A vendor's HTTP surface over an emulated centre; hand it to `http.createServer`. */
export type Face = (request: IncomingMessage, response: ServerResponse) => void;

export interface FaceReply {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function jsonReply(body: unknown, status = 200): FaceReply {
  return { status, contentType: 'application/json;charset=UTF-8', body: JSON.stringify(body) };
}

export function textReply(status: number, body: string): FaceReply {
  return { status, contentType: 'text/plain', body };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The path and the raw query; no normalising, as doubled slashes and raw characters mean something to some vendors. */
export function splitTarget(request: IncomingMessage): { path: string; query: string } {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Whether `authorization` is the Basic form of these credentials. */
export function isBasicFor(credentials: FaceCredentials, authorization: string | undefined): boolean {
  const [scheme, encoded] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return false;
  return Buffer.from(encoded, 'base64').toString('utf8') === `${credentials.user}:${credentials.password}`;
}

/** How a vendor says no; `words` null where it has its own. */
export type TellRefusal = (words: string | null) => FaceReply;

const tellForbidden: TellRefusal = (words) => textReply(403, words ?? 'Forbidden');

/**
 * Runs `answer` for every request; `Date` is the centre's clock, which is all a client has to find an offset by. A refused
 * command that `answer` does not catch is told by `tellRefusal`.
 */
export function faceOf(
  centre: Centre,
  answer: (request: IncomingMessage) => Promise<FaceReply>,
  tellRefusal: TellRefusal = tellForbidden,
): Face {
  return (request, response) => {
    answer(request)
      .catch((error: unknown) =>
        error instanceof CommandRefused ? tellRefusal(error.words) : textReply(500, 'Internal Server Error'),
      )
      .then((reply) => send(centre, response, reply));
  };
}

function send(centre: Centre, response: ServerResponse, reply: FaceReply): void {
  response.writeHead(reply.status, {
    Date: new Date(centre.now()).toUTCString(),
    ...(reply.contentType === null ? {} : { 'Content-Type': reply.contentType }),
    ...reply.headers,
  });
  response.end(reply.body);
}
