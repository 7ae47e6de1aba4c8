import type { Cookie } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import { paths } from '@/lib/paths';
import { type ClientToServer, events, type ServerToClient } from '@/lib/protocol/events';
import type { DeltaMessage, PulseMessage, SnapshotMessage } from '@/lib/protocol/messages';
import type { Purpose } from '@/lib/protocol/purposes';

/** Somebody at the other end of the stream, without a browser. */
export interface Follower {
  readonly snapshots: readonly SnapshotMessage[];
  readonly deltas: readonly DeltaMessage[];
  readonly pulses: readonly PulseMessage[];
  /** Why the handshake was refused; null when it was not. */
  readonly refusal: string | null;
  /** The line was closed, from whichever end. */
  isGone(): boolean;
  close(): void;
}

/** Connects with these cookies and asks for a view; resolves when it is let in or turned away. */
export async function follow(url: string, cookies: readonly Cookie[], purpose: Purpose): Promise<Follower> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    path: paths.socket,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  });
  const heard = {
    snapshots: [] as SnapshotMessage[],
    deltas: [] as DeltaMessage[],
    pulses: [] as PulseMessage[],
  };
  socket.on(events.snapshot, (message) => heard.snapshots.push(message));
  socket.on(events.delta, (message) => heard.deltas.push(message));
  socket.on(events.pulse, (message) => heard.pulses.push(message));
  const refusal = await new Promise<string | null>((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve(error.message));
  });
  if (refusal === null) {
    await new Promise((resolve) => socket.emit(events.watch, { purpose }, resolve));
  }
  return { ...heard, refusal, isGone: () => socket.disconnected, close: () => void socket.disconnect() };
}
