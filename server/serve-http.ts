import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { createGate } from './auth/gate';
import type { Pages } from './pages';
import type { Log } from './ports';

export interface HttpTimes {
  /** Within which a request's headers, and all of a request, have to have come. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often that is looked after. */
  readonly checkEveryMs: number;
}

/** Nobody holds a connection by sending slowly; proxies that keep theirs for a minute never meet one just closed. */
const usualTimes: HttpTimes = { headersMs: 10_000, requestMs: 30_000, checkEveryMs: 2000 };
const keepAliveMs = 65_000;
const maxHeaderBytes = 16 * 1024;

/** The HTTP server: the gate before everything, then the pages. What goes wrong in them is ours to log, not theirs to read. */
export function createHttpServer(
  gate: ReturnType<typeof createGate>,
  pages: () => Pages,
  log: Log,
  times = usualTimes,
): Server {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await gate(request, response)) await pages().handle(request, response);
  }
  const options = {
    headersTimeout: times.headersMs,
    requestTimeout: times.requestMs,
    connectionsCheckingInterval: times.checkEveryMs,
    keepAliveTimeout: keepAliveMs,
    maxHeaderSize: maxHeaderBytes,
  };
  return createServer(options, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method }, 'A request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"ok":false,"code":"failed"}');
    });
  });
}

/** Resolves with the port; rejects in words when it cannot be had. */
export function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(new Error(inWords(error, port, host)));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function inWords({ code }: NodeJS.ErrnoException, port: number, host: string | undefined): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what listens there, or set PORT to another one`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to one above 1023`;
  return `Cannot listen on port ${port}${host ? ` of ${host}` : ''} (${code}): check PORT and CALLBOARD_HOST`;
}
