import { type Engine, engineOf } from './engine';
import { TextFrames } from './frame';
import type { FloorSocket } from './socket-types';

/** Tells many viewers the same: encoded once, framed once, compressed once. */
export type TellAll = (sockets: Iterable<FloorSocket>, event: string, message: object) => void;

/**
 * For the server: sockets may ask for compression, but nothing is compressed per socket. No message leans on the one
 * before it, so that the same bytes serve everybody.
 */
export const sharedCompression = {
  threshold: Number.MAX_SAFE_INTEGER,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
} as const;

/** Engine.IO makes no use of our frames while it believes that it compresses; call for every new socket. */
export function acceptFrames(socket: FloorSocket): void {
  const { transport } = engineOf(socket);
  if (transport) transport.perMessageDeflate = null;
}

/**
 * Speaks Socket.IO's own protocol, so that any client of it understands. Where nothing waits before a message its frame goes
 * straight to the websocket, past the book-keeping per packet that costs as much again as the write; else it queues in
 * Engine.IO as usual, in order, where slow viewers are seen to be slow (rule C4).
 */
export function createTellAll(onEncoded?: (event: string, bytes: number) => void): TellAll {
  return (sockets, event, message) => {
    // An event (2) on the main namespace; Engine.IO puts a 4 before it, for a message.
    const text = `2${JSON.stringify([event, message])}`;
    const frames = new TextFrames(`4${text}`);
    onEncoded?.(event, frames.plain.length);
    for (const socket of sockets) send(engineOf(socket), text, frames);
  };
}

function send(engine: Engine, text: string, frames: TextFrames): void {
  const websocket = engine.transport?.socket;
  const frame = [websocket?.extensions ? frames.deflated : frames.plain];
  if (isIdle(engine) && websocket?._sender?.sendFrame) websocket._sender.sendFrame(frame);
  else engine.write(text, { wsPreEncodedFrame: frame });
}

const websocketOpen = 1;

/** Open, and nothing of ours on its way to it. */
function isIdle({ readyState, writeBuffer, transport }: Engine): boolean {
  const websocket = transport?.socket;
  if (readyState !== 'open' || !transport?.writable || websocket?.readyState !== websocketOpen) return false;
  return writeBuffer?.length === 0 && websocket.bufferedAmount === 0;
}
