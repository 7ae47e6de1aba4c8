import type { Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '@/lib/protocol/events';
import type { Session } from '@/server/auth/authenticate';

/** What a socket carries once the handshake was let in. */
export interface SocketData {
  session: Session;
}

// biome-ignore lint/complexity/noBannedTypes: Socket.IO's own default for "no events between servers"
type NoEvents = {};
export type FloorServer = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type FloorSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;
