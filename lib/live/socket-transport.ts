import { io, type Socket } from 'socket.io-client';
import { paths } from '@/lib/paths';
import { type ClientToServer, events, type ServerToClient } from '@/lib/protocol/events';
import { type ReplyCode, replyCodes } from '@/lib/protocol/reply';
import type { OpenTransport } from './transport';

export interface SocketOptions {
  /** Where the server is; by default where the page came from. */
  readonly url?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Socket.IO, websocket only. Its own recovery of missed messages stays off: the cursor does that job (rule C5). */
export function socketTransport({ url, path = paths.socket, headers }: SocketOptions = {}): OpenTransport {
  return (listener) => {
    const options = {
      path,
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      forceNew: true,
      autoConnect: false,
      ...(headers ? { extraHeaders: { ...headers } } : {}),
    };
    const socket: Socket<ServerToClient, ClientToServer> = url === undefined ? io(options) : io(url, options);
    socket.on('connect', listener.connected);
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') listener.dismissed();
      else listener.disconnected();
    });
    socket.on('connect_error', (error) => {
      if (socket.active) listener.disconnected();
      else listener.refused(refusalOf(error));
    });
    socket.on(events.snapshot, listener.snapshot);
    socket.on(events.delta, listener.delta);
    socket.on(events.pulse, listener.pulse);
    socket.connect();
    return {
      watch: (purpose, reply) => socket.emit(events.watch, { purpose }, reply),
      resync: (reply) => socket.emit(events.resync, reply),
      reconnect: () => socket.disconnect().connect(),
      close: () => socket.off().disconnect(),
    };
  };
}

function refusalOf(error: Error): ReplyCode {
  return replyCodes.find((code) => code === error.message) ?? 'not-allowed';
}
