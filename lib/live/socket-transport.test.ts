import { Server } from 'socket.io';
import { afterEach, expect, it } from 'vitest';
import { emptyFloor, recordsOf } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import { type ClientToServer, events, type ServerToClient } from '@/lib/protocol/events';
import { browserClock, type Clock } from './clock';
import { type ConnectionState, connectFloor, type FloorConnection } from './connection';
import { FloorStore } from './floor-store';
import { ServerClock } from './server-clock';
import { socketTransport } from './socket-transport';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of undo.splice(0).reverse()) await stop();
});

const anna = makeRecord('agents', { id: 'milan/1', name: 'Anna' });

/** A real Socket.IO server that knows one agent. */
function listen(guard: () => Error | null = () => null) {
  const io = new Server<ClientToServer, ServerToClient>({ serveClient: false, transports: ['websocket'] });
  io.listen(0);
  undo.push(() => io.close());
  const asked: string[] = [];
  io.use((_socket, next) => next(guard() ?? undefined));
  io.on('connection', (socket) => {
    const answer = (seq: number) => {
      const pulse = { at: 1, feeds: {} };
      socket.emit(events.snapshot, {
        epoch: 'e',
        seq,
        at: 1,
        pulse,
        floor: { ...recordsOf(emptyFloor()), agents: [anna] },
      });
    };
    socket.on(events.watch, (message, reply) => {
      asked.push(`watch ${message.purpose}`);
      answer(0);
      reply({ ok: true });
    });
    socket.on(events.resync, (reply) => {
      asked.push('resync');
      answer(9);
      reply({ ok: true });
    });
  });
  const { port } = io.httpServer.address() as { port: number };
  return { io, asked, url: `http://127.0.0.1:${port}` };
}

function connect(url: string, clock: Clock = browserClock) {
  const store = new FloorStore();
  const connection = connectFloor({
    open: socketTransport({ url }),
    store,
    serverClock: new ServerClock(browserClock),
    clock,
    purpose: 'wall',
  });
  undo.push(() => connection.close());
  return { store, connection };
}

function reach(connection: FloorConnection, status: ConnectionState['status']): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.state.status === status) resolve(connection.state);
    };
    undo.push(connection.subscribe(look));
    look();
  });
}

const heard = (store: FloorStore): Promise<void> =>
  new Promise((resolve) => undo.push(store.subscribe('all', resolve)));

it('[C2] watches over a real socket and takes the snapshot, deltas and pulses', async () => {
  const { io, asked, url } = listen();
  const { store, connection } = connect(url);
  await reach(connection, 'live');
  expect(asked).toEqual(['watch wall']);
  expect(store.list('agents')).toEqual([anna]);
  const delta = { patch: { agents: { [anna.id]: { name: 'Annika' } } } };
  const changed = heard(store);
  io.emit(events.delta, { epoch: 'e', after: 0, seq: 1, at: 2, delta });
  await changed;
  expect(store.get('agents', anna.id)?.name).toBe('Annika');
  const pulsed = heard(store);
  io.emit(events.pulse, { at: 3, feeds: {} });
  await pulsed;
  expect(store.pulse?.at).toBe(3);
});

it('[C1] asks a real server for a snapshot when it is out of step', async () => {
  const { io, asked, url } = listen();
  const { store, connection } = connect(url);
  await reach(connection, 'live');
  const replaced = heard(store);
  io.emit(events.delta, { epoch: 'e', after: 5, seq: 6, at: 2, delta: {} });
  await replaced;
  expect(asked).toEqual(['watch wall', 'resync']);
  expect(store.cursor).toEqual({ epoch: 'e', seq: 9 });
});

it('[V4] a handshake that is refused says why, and signing in opens the door', async () => {
  let isSignedIn = false;
  const { url } = listen(() => (isSignedIn ? null : new Error('not-signed-in')));
  const { connection } = connect(url);
  expect(await reach(connection, 'refused')).toEqual({ status: 'refused', code: 'not-signed-in' });
  isSignedIn = true;
  connection.retry();
  await reach(connection, 'live');
});

it('[C5] a line cut by the network comes back by itself and watches again', async () => {
  const { io, asked, url } = listen();
  const { connection } = connect(url);
  await reach(connection, 'live');
  const lost = reach(connection, 'offline');
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  await lost;
  await reach(connection, 'live');
  expect(asked).toEqual(['watch wall', 'watch wall']);
});

it('[V4] sent away by the server it knocks again and hears why', async () => {
  let isWelcome = true;
  const { io, url } = listen(() => (isWelcome ? null : new Error('not-signed-in')));
  const hasty: Clock = { ...browserClock, after: (delayMs, run) => browserClock.after(delayMs / 100, run) };
  const { connection } = connect(url, hasty);
  await reach(connection, 'live');
  isWelcome = false;
  io.disconnectSockets();
  expect(await reach(connection, 'refused')).toEqual({ status: 'refused', code: 'not-signed-in' });
});

it('[H1] a server that is not there is a lost line, not a refusal', async () => {
  const { io, url } = listen();
  await io.close();
  const { connection } = connect(url);
  expect((await reach(connection, 'offline')).status).toBe('offline');
});
