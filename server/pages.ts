import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import next from 'next';

/** What answers a request once the gate let it through. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/** Next, behind our own server; `dir` is where the project or its build lies. */
export async function openPages(http: Server, dir: string, dev: boolean): Promise<Pages> {
  const app = next({ dev, dir, httpServer: http });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { handle: (request, response) => handle(request, response), stop: () => app.close() };
}
