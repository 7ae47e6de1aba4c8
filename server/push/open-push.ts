import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode } from 'next-auth/jwt';
import { io as connectTo, type Socket } from 'socket.io-client';
import { applyDelta, type Delta } from '@/lib/floor/delta';
import { emptyFloor, type Floor } from '@/lib/floor/floor';
import { paths } from '@/lib/paths';
import { type ClientToServer, events, type ServerToClient } from '@/lib/protocol/events';
import type { DeltaMessage, PulseMessage, SnapshotMessage } from '@/lib/protocol/messages';
import type { Purpose } from '@/lib/protocol/purposes';
import type { Reply } from '@/lib/protocol/reply';
import { createAuthenticator } from '@/server/auth/authenticate';
import { createHandshakeGate } from '@/server/auth/handshake-gate';
import { openDemoDirectory } from '@/server/auth/open-demo-directory';
import { createRequestLimit } from '@/server/auth/request-limit';
import { sessionCookieFor } from '@/server/auth/session-cookie';
import { createTrust } from '@/server/auth/trusted-proxies';
import { createFakeClock } from '@/server/fake-clock';
import type { Commit, FloorFeed } from '@/server/floor/floor-feed';
import { createPeopleBook } from '@/server/people/people-book';
import { type Clock, systemClock } from '@/server/ports';
import { type PushEvents, startSocketServer } from './socket-server';

/** For tests: a floor that is written by hand. */
export interface HandFeed extends FloorFeed {
  /** How many follow it. */
  listeners(): number;
  commit(delta: Delta): void;
}

export function createHandFeed(now: () => number, epoch = 'e1'): HandFeed {
  const floor: Floor = emptyFloor();
  const listeners = new Set<(commit: Commit) => void>();
  let seq = 0;
  return {
    floor,
    listeners: () => listeners.size,
    cursor: () => ({ epoch, seq }),
    pulse: () => ({
      at: now(),
      feeds: Object.fromEntries([...floor.sources.keys()].map((id) => [id, { live: { asOf: now(), everyMs: 2000 } }])),
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    commit(delta) {
      if (!applyDelta(floor, delta)) throw new Error('the delta does not fit');
      const after = seq;
      seq += 1;
      for (const listener of listeners) listener({ epoch, after, seq, delta });
    },
  };
}

/** Time that stands still, but for what is due in this very turn. It starts at the present, as tokens do. */
export function createPushClock() {
  const fake = createFakeClock(systemClock.now());
  const clock: Clock = {
    now: fake.now,
    after(delayMs, run) {
      if (delayMs > 0) return fake.after(delayMs, run);
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    },
  };
  return { ...clock, advance: fake.advance };
}

const secret = 'a secret of more than thirty-two characters';
const cookie = sessionCookieFor(null);

export type TestSocket = Socket<ServerToClient, ClientToServer>;

/** What arrived at the other end, in order. */
export interface Heard {
  readonly snapshots: SnapshotMessage[];
  readonly deltas: DeltaMessage[];
  readonly pulses: PulseMessage[];
  /** Names of events in the order of arrival. */
  readonly order: string[];
}

/** For tests: the real socket server on a real port, with the demo's four accounts. */
export async function openPush(clock: Clock, on: PushEvents = {}, mostHandshakes = 10_000) {
  const feed = createHandFeed(() => clock.now());
  const directory = await openDemoDirectory();
  const authenticator = createAuthenticator({ secret, cookie, directory, now: () => clock.now() });
  const http = createServer((_request, response) => response.writeHead(404).end());
  const limit = createRequestLimit(mostHandshakes);
  const mayBegin = createHandshakeGate({ publicUrl: null, trusts: createTrust('nobody'), limit });
  const settings = { mayBegin, endUnknownUpgrades: true, on };
  const book = createPeopleBook();
  const server = startSocketServer({ http, book, feed, authenticator, directory, clock, ...settings });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const sockets = new Set<TestSocket>();

  function connect(headers: Record<string, string> = {}): TestSocket {
    const socket: TestSocket = connectTo(`http://127.0.0.1:${port}`, {
      path: paths.socket,
      transports: ['websocket'],
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    });
    sockets.add(socket);
    return socket;
  }

  return {
    feed,
    book,
    directory,
    server,
    connect,
    connectAs: async (role: string) => connect(await sessionHeaders(role)),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await server.stop();
    },
  };
}

/** The headers of somebody who signed in as the demo's `role`. */
export async function sessionHeaders(role: string, claims: { maxAge?: number; version?: number } = {}) {
  const { maxAge = 60, version = 1 } = claims;
  const token = await encode({ token: { sub: `demo-${role}`, name: role, version }, secret, maxAge });
  return { cookie: `${cookie.name}=${token}` };
}

/** Collects what a socket hears; listen before asking for anything. */
export function hear(socket: TestSocket): Heard {
  const heard: Heard = { snapshots: [], deltas: [], pulses: [], order: [] };
  const note =
    <T>(event: string, list: T[]) =>
    (message: T) => {
      list.push(message);
      heard.order.push(event);
    };
  socket.on(events.snapshot, note(events.snapshot, heard.snapshots));
  socket.on(events.delta, note(events.delta, heard.deltas));
  socket.on(events.pulse, note(events.pulse, heard.pulses));
  return heard;
}

export const watch = (socket: TestSocket, purpose: Purpose): Promise<Reply> =>
  new Promise((resolve) => socket.emit(events.watch, { purpose }, resolve));

/** Resolves when everything sent to this socket so far has arrived: a question's answer comes after it. */
export const settled = (socket: TestSocket): Promise<Reply> =>
  new Promise((resolve) => (socket as Socket).emit(events.watch, null, resolve));
