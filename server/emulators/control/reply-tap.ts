import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A whole reply as a face gave it; names of headers in lower case. */
export interface TappedReply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Lets `send` decide what becomes of a face's reply instead of it going out; faces reply with `writeHead` and `end`. */
export function tapReply(response: ServerResponse, send: (reply: TappedReply) => void): void {
  const { writeHead, end } = response;
  let status = 200;
  let headers: OutgoingHttpHeaders = {};
  response.writeHead = ((code: number, given: OutgoingHttpHeaders = {}) => {
    status = code;
    headers = given;
    return response;
  }) as typeof response.writeHead;
  response.end = ((body: string | Buffer = '') => {
    Object.assign(response, { writeHead, end });
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    send({ status, headers: { ...response.getHeaders(), ...Object.fromEntries(named) }, body: Buffer.from(body) });
    return response;
  }) as typeof response.end;
}

/** Sends a tapped reply as it is. */
export function sendReply(response: ServerResponse, reply: TappedReply): void {
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}
