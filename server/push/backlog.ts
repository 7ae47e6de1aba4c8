import { engineOf } from './engine';
import type { FloorSocket } from './socket-types';

/**
 * Messages waiting inside the process before a viewer counts as slow: in a turn of its own, and in the turn of a commit,
 * where a burst may still be on its way out to the quickest of them.
 */
export const mostWaiting = { inItsOwnTurn: 8, inABurst: 64 };
/** Bytes handed to the network layer and not taken yet; a large snapshot under way stays below it. */
const tooManyBytes = 32 * 1024 * 1024;

/** Whether this viewer takes less than it is sent (rule C4). */
export function isBehind(socket: FloorSocket, limit: number): boolean {
  const { writeBuffer, transport } = engineOf(socket);
  return (writeBuffer?.length ?? 0) >= limit || (transport?.socket?.bufferedAmount ?? 0) > tooManyBytes;
}

/** Whether everything sent so far has left the process. */
export function hasDrained(socket: FloorSocket): boolean {
  const { writeBuffer, transport } = engineOf(socket);
  const isEmpty = (writeBuffer?.length ?? 0) === 0 && (transport?.socket?.bufferedAmount ?? 0) === 0;
  return isEmpty && transport?.writable !== false;
}
