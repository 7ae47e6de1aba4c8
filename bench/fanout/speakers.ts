import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { benchSecret, demoCookie } from '@/bench/kit/demo-session';
import { events } from '@/lib/protocol/events';
import { createAuthenticator } from '@/server/auth/authenticate';
import { openDemoDirectory } from '@/server/auth/open-demo-directory';
import { sessionCookieFor } from '@/server/auth/session-cookie';
import { createMetrics } from '@/server/observe/metrics';
import { createPeopleBook } from '@/server/people/people-book';
import { systemClock } from '@/server/ports';
import { startSocketServer } from '@/server/push/socket-server';
import { openKeeper, planPolls, prebuild } from './messages';

export const speakerKinds = ['ws', 'socket.io', 'callboard'] as const;
export type SpeakerKind = (typeof speakerKinds)[number];

/** A server that tells everybody connected the same. */
export interface Speaker {
  readonly port: number;
  /** What a viewer must send with the handshake. */
  readonly cookie: string;
  /** Sends the next delta to everybody. */
  speak(): void;
}

export const openSpeaker: Record<SpeakerKind, (deltas: number) => Promise<Speaker>> = {
  ws: openWs,
  'socket.io': openSocketIo,
  callboard: openCallboard,
};

const pulseEveryMs = 1000;

function listen(http: HttpServer): Promise<number> {
  return new Promise((resolve) => {
    http.listen(0, '127.0.0.1', 4096, () => resolve((http.address() as AddressInfo).port));
  });
}

/** Nothing but a loop over open sockets; the frames carry the very bytes Socket.IO would send. */
async function openWs(count: number): Promise<Speaker> {
  const { deltas, pulse } = prebuild(count);
  const bytes = (event: string, message: object) => Buffer.from(`42${JSON.stringify([event, message])}`);
  const prebuilt = deltas.map((message) => bytes(events.delta, message));
  const prebuiltPulse = bytes(events.pulse, pulse);
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const tellAll = (data: Buffer) => {
    for (const socket of server.clients) socket.send(data, { binary: false });
  };
  setInterval(() => tellAll(prebuiltPulse), pulseEveryMs);
  let next = 0;
  return { port: await listen(http), cookie: '', speak: () => tellAll(prebuilt[next++ % count] ?? Buffer.alloc(0)) };
}

/** As in its documentation, websocket only: `io.emit` of a message that is ready. */
async function openSocketIo(count: number): Promise<Speaker> {
  const { deltas, pulse } = prebuild(count);
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
  setInterval(() => io.emit(events.pulse, pulse), pulseEveryMs);
  let next = 0;
  return { port: await listen(http), cookie: '', speak: () => io.emit(events.delta, deltas[next++ % count]) };
}

/** Our own: sessions checked, a keeper that diffs what a poll brought, one view, one room. */
async function openCallboard(count: number): Promise<Speaker> {
  const { first, polls } = planPolls(count);
  const keeper = openKeeper(first);
  const cookie = sessionCookieFor(null);
  const directory = await openDemoDirectory();
  const authenticator = createAuthenticator({ secret: benchSecret, cookie, directory, now: systemClock.now });
  const http = createServer();
  const on = createMetrics(keeper, () => ({ ok: true, problem: null, waitingWrites: 0, lostWrites: 0 })).push;
  const settings = { mayBegin: async () => true, endUnknownUpgrades: true, on };
  startSocketServer({
    http,
    book: createPeopleBook(),
    feed: keeper,
    authenticator,
    directory,
    clock: systemClock,
    ...settings,
  });
  const { name, value } = await demoCookie();
  let next = 0;
  return {
    port: await listen(http),
    cookie: `${name}=${value}`,
    speak() {
      const poll = polls[next++ % count];
      if (poll) keeper.commit(poll.sourceId, { tables: poll.tables });
    },
  };
}
