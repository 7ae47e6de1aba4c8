import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Centre, FaceCredentials } from '@/server/emulators/centre-types';
import { type FaceReply, isBasicFor, jsonReply, textReply } from '@/server/emulators/face-http';
import type { SinchSettings } from './settings';

/** Either the path inside the interface, for whoever was let in, or the reply of the door itself. */
export type Entrance = { readonly rmiPath: string } | { readonly reply: FaceReply };

export type Doorman = (request: IncomingMessage, path: string, body: string) => Entrance;

const sessionCookie = 'ECFSESSION';

/** The ways in: `/rmi` of the gateway with a key or a token, `/RI/rmi` on premises, and `/ecfs` with a session. */
export function createDoorman(centre: Centre, credentials: FaceCredentials, settings: SinchSettings): Doorman {
  const sessions = createSessions(centre, credentials, settings);
  return (request, path, body) => {
    if (!path.startsWith(`${settings.basePath}/`)) return { reply: textReply(404, 'HTTP 404 Not Found') };
    const inside = path.slice(settings.basePath.length);
    if (inside === '/ecfs/authentication') return { reply: sessions.open(request, body) };
    const [, door = '', rmiPath = ''] = /^(\/ecfs\/RI|\/RI|)\/rmi(\/.*)$/.exec(inside) ?? [];
    if (rmiPath === '') return { reply: textReply(404, 'HTTP 404 Not Found') };
    if (door === '/ecfs/RI') return sessions.isOpen(request) ? { rmiPath } : { reply: unauthorized() };
    if (door === '' && hasToken(credentials, request)) return { rmiPath };
    if (!isBasicFor(credentials, request.headers.authorization)) return { reply: unauthorized() };
    const hasKey = credentials.apiKey !== undefined && request.headers['x-api-key'] === credentials.apiKey;
    // Interfaces are off until the vendor issues a key, and the gateway refuses a call without it by itself.
    if (door === '' && !hasKey) return { reply: jsonReply({ message: 'Forbidden' }, 403) };
    return { rmiPath };
  };
}

function hasToken({ token }: FaceCredentials, request: IncomingMessage): boolean {
  return token !== undefined && request.headers.authorization === `Bearer ${token}`;
}

function createSessions(centre: Centre, credentials: FaceCredentials, settings: SinchSettings) {
  const openedAt = new Map<string, number>();
  let serial = 0;
  return {
    open(request: IncomingMessage, body: string): FaceReply {
      const form = new URLSearchParams(body);
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
      const isAsked = request.method === 'POST' && request.headers.authorization === 'ECFAUTH' && isForm;
      if (!isAsked || !isBasicFor(credentials, form.get('Authorization') ?? undefined)) return unauthorized();
      serial += 1;
      const seed = `${centre.siteId}/${credentials.password}/${serial}`;
      const token = createHash('sha256').update(seed).digest('hex');
      openedAt.set(token, centre.now());
      const headers = { 'Set-Cookie': `${sessionCookie}=${token}; Path=/; HttpOnly` };
      return { ...jsonReply({ user: credentials.user }), headers };
    },
    isOpen(request: IncomingMessage): boolean {
      const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
      const token = cookies.find(([name]) => name === sessionCookie)?.[1] ?? '';
      const since = openedAt.get(token);
      return since !== undefined && centre.now() - since < settings.sessionMs;
    },
  };
}

function unauthorized(): FaceReply {
  return { ...textReply(401, 'HTTP 401 Unauthorized'), headers: { 'WWW-Authenticate': 'Basic realm="RMI"' } };
}
