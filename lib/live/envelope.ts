import { floorKinds } from '@/lib/floor/kinds';
import type { DeltaMessage, PulseMessage, SnapshotMessage } from '@/lib/protocol/messages';

/** Light checks by hand: enough to keep a broken message out of the store without shipping a schema library to a wall. */
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export function isSnapshot(message: unknown): message is SnapshotMessage {
  if (!isFields(message) || !isFields(message.floor)) return false;
  const { floor } = message;
  return hasCursor(message) && isPulse(message.pulse) && floorKinds.every((kind) => Array.isArray(floor[kind]));
}

export function isDelta(message: unknown): message is DeltaMessage {
  return isFields(message) && hasCursor(message) && Number.isInteger(message.after) && isFields(message.delta);
}

export function isPulse(message: unknown): message is PulseMessage {
  return isFields(message) && isInstant(message.at) && isFields(message.feeds);
}

function hasCursor(message: Fields): boolean {
  return typeof message.epoch === 'string' && Number.isInteger(message.seq) && isInstant(message.at);
}
