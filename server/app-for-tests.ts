import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { fetch } from 'undici';
import type { Principal } from '@/lib/principal';
import type { Authenticator, HeaderSource } from './auth/authenticate';
import { createApp } from './create-app';
import { fakeConfig } from './fake-config';
import { createFakeLog } from './fake-log';
import type { Pages } from './pages';
import type { SourceSetup } from './polling/poller';
import { systemClock } from './ports';
import { setRuntime } from './runtime';

const root = join(import.meta.dirname, '..');

export type Person = Pick<Principal, 'role'> & Partial<Principal>;

/** For tests of rights: somebody of this role, who sees everything unless told otherwise. */
export function somebody({ role, ...rest }: Person): Principal {
  const name = rest.name ?? role;
  const blank = { kind: 'user', accountId: `id-${name}`, name, version: 1, scope: 'all', grants: null } as const;
  const agentIds = rest.agentIds ?? [];
  return { ...blank, role, mustChangePassword: false, ...rest, agentIds };
}

/** The running app over real HTTP and sockets, with its own route handlers and whoever the test says is asking. */
export async function openAppForTests({ sources = [] }: { readonly sources?: readonly SourceSetup[] } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-app-'));
  const people = new Map<string, Principal>();
  const listeners = new Set<(accountId: string) => void>();
  const { log, lines } = createFakeLog();
  const pages = await openRoutes();
  const app = await createApp({
    config: fakeConfig({ dataDir }),
    log,
    sources,
    root,
    callers: {
      authenticator: authenticatorFor(people),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    openPages: async () => pages,
  });
  setRuntime(app.runtime);
  const url = `http://127.0.0.1:${await app.start()}`;

  /** An API token for somebody. */
  function tokenFor(person: Person): string {
    const principal = somebody(person);
    people.set(principal.accountId, principal);
    return `cb_${principal.accountId}`;
  }

  function headersFor(person: Person | null): Record<string, string> {
    if (!person) return {};
    const principal = somebody(person);
    people.set(principal.accountId, principal);
    return { cookie: `who=${encodeURIComponent(principal.accountId)}` };
  }

  return {
    app,
    url,
    lines,
    headersFor,
    tokenFor,
    /** Asks as somebody, or as nobody. */
    ask: (person: Person | null, method: string, path: string, body?: unknown) =>
      fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...headersFor(person), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    /** Tells the app that an account was changed. */
    changed(accountId: string): void {
      for (const listener of listeners) listener(accountId);
    },
    async close() {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Believes a cookie or a token, and looks up who that is now. */
function authenticatorFor(people: ReadonlyMap<string, Principal>): Authenticator {
  const find = (headers: HeaderSource) => {
    const cookie = /who=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
    const token = /^Bearer cb_(.+)$/.exec(headers.get('authorization') ?? '')?.[1];
    return people.get(token ?? decodeURIComponent(cookie ?? ''));
  };
  return {
    authenticate: async (headers) => find(headers) ?? null,
    async readSession(headers) {
      const principal = find(headers);
      return principal ? { principal, expiresAt: systemClock.now() + 60_000, tokenId: null } : null;
    },
    isStillGood: async ({ principal }) => people.get(principal.accountId)?.version === principal.version,
  };
}

type RouteModule = Readonly<
  Record<string, (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>>
>;

interface Route {
  readonly pattern: RegExp;
  readonly module: RouteModule;
}

export const routeFiles = () =>
  readdirSync(join(root, 'app/api'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file) && !file.startsWith('auth/'))
    .map((file) => `app/api/${file}`);

/** Finds our route handlers as Next does, by their place, and answers with them. */
async function openRoutes(): Promise<Pages> {
  const routes: Route[] = await Promise.all(
    routeFiles().map(async (file) => ({
      pattern: new RegExp(
        `^/${file
          .slice(4)
          .replace(/\/route\.tsx?$/, '')
          .replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`,
      ),
      module: (await import(/* @vite-ignore */ pathToFileURL(join(root, file)).href)) as RouteModule,
    })),
  );
  // Whole names before patterns, as in Next.
  routes.sort((a, b) => a.pattern.source.split('(?<').length - b.pattern.source.split('(?<').length);
  return {
    async handle(incoming, response) {
      const url = new URL(incoming.url ?? '/', 'http://callboard');
      const route = routes.find(({ pattern }) => pattern.test(url.pathname));
      const handler = route?.module[incoming.method ?? ''];
      if (!route || !handler) return void response.writeHead(route ? 405 : 404).end();
      const params = Object.entries(route.pattern.exec(url.pathname)?.groups ?? {});
      const context = {
        params: Promise.resolve(Object.fromEntries(params.map(([k, v]) => [k, decodeURIComponent(v)]))),
      };
      await send(await handler(await requestOf(incoming, url), context), response);
    },
    stop: async () => {},
  };
}

async function requestOf(incoming: IncomingMessage, url: URL): Promise<Request> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
  return new Request(url, { method: incoming.method ?? 'GET', headers, ...body });
}

async function send(reply: Response, response: ServerResponse): Promise<void> {
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (reply.body) for await (const part of Readable.fromWeb(reply.body as never)) response.write(part);
  response.end();
}
