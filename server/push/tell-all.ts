import { type Engine, engineOf } from './engine';
import { frameText } from './frame-text';
import type { FloorSocket } from './socket-types';

/** Tells many viewers the same: encoded once, framed once. */
export type TellAll = (sockets: Iterable<FloorSocket>, event: string, message: object) => void;

/**
 * Speaks Socket.IO's own protocol, so that any client of it understands. Where nothing waits before a message its frame goes
 * straight to the websocket, past the book-keeping per packet that costs as much again as the write; else it queues in
 * Engine.IO as usual, in order, where slow viewers are seen to be slow (rule C4).
 */
export function createTellAll(onEncoded?: (event: string, bytes: number) => void): TellAll {
  return (sockets, event, message) => {
    // An event (2) on the main namespace; Engine.IO puts a 4 before it, for a message.
    const text = `2${JSON.stringify([event, message])}`;
    const frame = [frameText(`4${text}`)];
    onEncoded?.(event, frame[0]?.length ?? 0);
    for (const socket of sockets) send(engineOf(socket), text, frame);
  };
}

function send(engine: Engine, text: string, frame: readonly Buffer[]): void {
  const sender = isIdle(engine) ? engine.transport?.socket?._sender : undefined;
  if (sender?.sendFrame) sender.sendFrame(frame);
  else engine.write(text, { wsPreEncodedFrame: frame });
}

const websocketOpen = 1;

/** Open, and nothing of ours on its way to it. */
function isIdle({ readyState, writeBuffer, transport }: Engine): boolean {
  const websocket = transport?.socket;
  if (readyState !== 'open' || !transport?.writable || websocket?.readyState !== websocketOpen) return false;
  return writeBuffer?.length === 0 && websocket.bufferedAmount === 0;
}
