import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import next from 'next';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';

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
  return {
    async handle(request, response) {
      if (!hasReadableState(request)) return void response.writeHead(400, { 'cache-control': 'no-store' }).end();
      await handle(request, response);
    },
    stop: () => app.close(),
  };
}

/** Where a page says it stands when it asks for another; Next takes nonsense in there for a failure of ours. */
function hasReadableState({ headers }: IncomingMessage): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
}
