import type { ServerResponse } from 'node:http';
import type { EpochMs } from '@/lib/floor/records';
import type { FaultOf } from './faults';
import type { TappedReply } from './reply-tap';

const mebibyte = 1024 * 1024;

type StatusReply = Pick<FaultOf<'status'>, 'retryAfterSeconds'> & {
  readonly status: number;
  readonly retryAfterAs?: FaultOf<'status'>['retryAfterAs'];
};

/** A reply with an error status, `Retry-After` where one was asked for. */
export function sendStatus(
  response: ServerResponse,
  { status, retryAfterSeconds, retryAfterAs }: StatusReply,
  now: EpochMs,
): void {
  if (retryAfterSeconds !== undefined) {
    const date = new Date(now + retryAfterSeconds * 1000).toUTCString();
    response.setHeader('Retry-After', retryAfterAs === 'date' ? date : String(retryAfterSeconds));
  }
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  response.end(`HTTP ${status}`);
}

export function sendLoginPage(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(
    '<!doctype html><html><head><title>Sign in</title></head><body><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>',
  );
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Promises the whole body, sends half of it and drops the connection. */
export function sendHalf(response: ServerResponse, reply: TappedReply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Math.max(2, reply.body.length) });
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.destroy());
  response.flushHeaders();
}

/** Streams a JSON array of one endless text, no faster than the client reads. */
export function sendHuge(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('["');
  const chunk = Buffer.alloc(mebibyte / 4, 'x');
  let left = megabytes * 4;
  const pump = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(chunk)) {
        response.once('drain', pump);
        return;
      }
    }
    if (!response.destroyed) response.end('"]');
  };
  pump();
}
