import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { paths } from '@/lib/paths';
import { events } from '@/lib/protocol/events';
import { watchMessage } from '@/lib/protocol/messages';
import type { Reply, ReplyCode } from '@/lib/protocol/reply';
import { createAllowance } from '@/server/allowance';
import type { AccountDirectory } from '@/server/auth/account-directory';
import type { Authenticator } from '@/server/auth/authenticate';
import type { HandshakeGate } from '@/server/auth/handshake-gate';
import type { FloorFeed } from '@/server/floor/floor-feed';
import type { PeopleBook } from '@/server/people/people-book';
import type { Clock } from '@/server/ports';
import { repeat } from '@/server/repeat';
import { authorize } from './authorize';
import { isBehind, mostWaiting } from './backlog';
import { dropEndedSessions, dropOnAccountChange, dropOnPeopleChange, requireSession } from './require-session';
import { DeltaSender } from './send-deltas';
import type { FloorServer, FloorSocket } from './socket-types';
import { acceptFrames, createTellAll, sharedCompression } from './tell-all';

export interface PushEvents {
  /** Somebody came or went. */
  viewers?(count: number): void;
  snapshot?(viewers: number): void;
  skip?(): void;
  encoded?(event: string, bytes: number): void;
  /** Something of ours failed, and was mended with a snapshot. */
  bug?(error: unknown): void;
}

export interface SocketServerParts {
  readonly http: HttpServer;
  readonly feed: FloorFeed;
  readonly authenticator: Authenticator;
  readonly directory: AccountDirectory;
  readonly clock: Clock;
  /** Which agents are one person. */
  readonly book: Pick<PeopleBook, 'withOwn' | 'onChange'>;
  /** Who may begin at all; who they are is asked after. */
  readonly mayBegin: HandshakeGate;
  /** Off in development, where Next has websockets of its own. */
  readonly endUnknownUpgrades: boolean;
  readonly on?: PushEvents;
}

/** What is held for viewers; all zero when nobody is there. */
export interface Census {
  readonly sockets: number;
  readonly rooms: number;
  readonly viewers: number;
  readonly views: number;
}

export interface SocketServer {
  viewers(): number;
  census(): Census;
  stop(): Promise<void>;
}

const pulseEveryMs = 1000;
const sessionCheckEveryMs = 15_000;
/** Questions a socket may ask at once, how soon it may ask the next, and after how many more it is hung up on. */
const questions = { atOnce: 5, everyMs: 1000, mostInVain: 100 };

/** Socket.IO on the app's own HTTP server; attach the request listener before calling this. */
export function startSocketServer(parts: SocketServerParts): SocketServer {
  const { authenticator, clock, on } = parts;
  const io: FloorServer = new Server(parts.http, {
    path: paths.socket,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: sharedCompression,
    // Nobody has more to say than which view they want.
    maxHttpBufferSize: 16 * 1024,
    destroyUpgrade: parts.endUnknownUpgrades,
    // Who says nothing after the handshake has no business here.
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      parts.mayBegin(request).then(
        (may) => decide(null, may),
        () => decide(null, false),
      );
    },
  });
  requireSession(io, authenticator);
  const sender = new DeltaSender({
    tellAll: createTellAll(on?.encoded),
    feed: parts.feed,
    clock,
    onSnapshot: (viewers) => on?.snapshot?.(viewers),
    onSkip: () => on?.skip?.(),
    onBug: (error) => on?.bug?.(error),
  });
  io.on('connection', (socket) => {
    acceptFrames(socket);
    serve(socket, sender, parts);
  });
  const stops = [
    repeat(clock, pulseEveryMs, () => sender.tick()),
    repeat(clock, sessionCheckEveryMs, () => void dropEndedSessions(io, authenticator)),
    dropOnAccountChange(io, authenticator, parts.directory),
    dropOnPeopleChange(io, parts.book),
  ];
  return {
    viewers: () => sender.viewers,
    census: () => {
      const { sockets, adapter } = io.of('/');
      return { sockets: sockets.size, rooms: adapter.rooms.size, viewers: sender.viewers, views: sender.views };
    },
    async stop() {
      for (const stop of stops) stop();
      sender.stop();
      await io.close();
    },
  };
}

function serve(socket: FloorSocket, sender: DeltaSender, { clock, book, on }: SocketServerParts): void {
  // A snapshot costs us more than asking for it costs them.
  const mayAsk = createAllowance(clock, questions);
  const tellViewers = () => on?.viewers?.(sender.viewers);
  let inVain = 0;
  /** Refusals that are not read would pile up here. */
  function refuse(reply: (answer: Reply) => void, code: ReplyCode): void {
    inVain += 1;
    if (inVain > questions.mostInVain) socket.conn.close();
    else reply({ ok: false, code });
  }
  socket.on(events.watch, (...args: unknown[]) => {
    const reply = replyOf(args);
    const message = watchMessage.safeParse(args[0]);
    if (!message.success) return refuse(reply, 'bad-request');
    if (!mayAsk() || isSlow(socket)) return refuse(reply, 'busy');
    const view = authorize(socket.data.session.principal, message.data.purpose, book.withOwn);
    if (!view) return refuse(reply, 'not-allowed');
    inVain = 0;
    sender.watch(socket, view, () => reply({ ok: true }));
    tellViewers();
  });
  socket.on(events.resync, (...args: unknown[]) => {
    const reply = replyOf(args);
    if (!mayAsk() || isSlow(socket)) return refuse(reply, 'busy');
    if (!sender.resync(socket, () => reply({ ok: true }))) return refuse(reply, 'bad-request');
    inVain = 0;
  });
  socket.on('disconnect', () => {
    sender.leave(socket);
    tellViewers();
  });
}

const isSlow = (socket: FloorSocket) => isBehind(socket, mostWaiting.inItsOwnTurn);

/** The acknowledgement, last of what came; a client may leave it out. */
function replyOf(args: readonly unknown[]): (answer: Reply) => void {
  const last = args.at(-1);
  return typeof last === 'function' ? (answer) => last(answer) : () => {};
}
