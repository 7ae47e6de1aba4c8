import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface ServedRequest {
  readonly method: string;
  /** Path without the query, percent-decoding undone by nobody. */
  readonly path: string;
  /** Path and query exactly as they came. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ServedReply {
  /** 200 unless told otherwise. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or Buffer goes out as it is; anything else as JSON. */
  readonly body?: unknown;
  /** `cut`: half the body, then the connection breaks; `hang`: never an answer; `flood`: a body of 200 MB. */
  readonly fault?: 'cut' | 'hang' | 'flood';
}

/** What a vendor's site answers to one request. */
export type Serve = (request: ServedRequest) => ServedReply | Promise<ServedReply>;

export interface HttpSite {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Every request so far. */
  readonly requests: readonly ServedRequest[];
  /** Bytes handed to the network so far. */
  sentBytes(): number;
  /** Answers differently from now on. */
  answer(serve: Serve): void;
  /** Resolves when the next request has arrived. */
  nextRequest(): Promise<ServedRequest>;
  close(): Promise<void>;
}

interface ServeOptions {
  /** Serves HTTPS with this key and certificate (PEM). */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What the `Date` header says, in epoch ms; the machine's time unless told otherwise. */
  readonly date?: () => number;
}

/** A real HTTP (or HTTPS) server on 127.0.0.1 for tests. */
export async function serveHttp(initial: Serve, { tls, date }: ServeOptions = {}): Promise<HttpSite> {
  let serve = initial;
  const sockets: Socket[] = [];
  const requests: ServedRequest[] = [];
  const waiting: ((request: ServedRequest) => void)[] = [];

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    requests.push(request);
    for (const resolve of waiting.splice(0)) resolve(request);
    if (date) response.setHeader('date', new Date(date()).toUTCString());
    await sendReply(await serve(request), response);
  }

  const listener = (message: IncomingMessage, response: ServerResponse) => {
    handle(message, response).catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    sentBytes: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    answer: (next) => {
      serve = next;
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(message: IncomingMessage): Promise<ServedRequest> {
  let body = '';
  for await (const chunk of message) body += chunk;
  const target = message.url ?? '/';
  const [path = '/', search = ''] = target.split('?', 2);
  return {
    method: message.method ?? 'GET',
    path,
    target,
    query: new URLSearchParams(search),
    headers: message.headers,
    body,
  };
}

async function sendReply(reply: ServedReply, response: ServerResponse): Promise<void> {
  if (reply.fault === 'hang') return;
  if (reply.fault === 'flood') return flood(response);
  const bytes = bytesOf(reply.body);
  const type = typeof reply.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(reply.status ?? 200, {
    'content-type': type,
    'content-length': String(bytes.length),
    ...reply.headers,
  });
  if (reply.fault !== 'cut') {
    response.end(bytes);
    return;
  }
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  await new Promise<void>((resolve) => response.write(half, () => resolve()));
  response.destroy();
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** 200 MB of spaces, as fast as the other end takes them. */
async function flood(response: ServerResponse): Promise<void> {
  const block = Buffer.alloc(64 * 1024, ' ');
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  response.writeHead(200, { 'content-type': 'application/json' });
  for (let sent = 0; sent < 200 * 1024 * 1024 && !response.destroyed; sent += block.length) {
    if (!response.write(block))
      await Promise.race([closed, new Promise<void>((resolve) => response.once('drain', resolve))]);
  }
  response.end();
}
