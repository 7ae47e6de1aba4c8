import type { DeltaMessage, PulseMessage, SnapshotMessage, WatchMessage } from './messages';
import type { Reply } from './reply';

/** The only list of event names. */
export const events = {
  /** Client: join a view; the snapshot follows as an event in the same step. */
  watch: 'floor:watch',
  /** Client: I lost my place, send a snapshot. */
  resync: 'floor:resync',
  snapshot: 'floor:snapshot',
  delta: 'floor:delta',
  pulse: 'floor:pulse',
} as const;

export interface ClientToServer {
  [events.watch]: (message: WatchMessage, reply: (answer: Reply) => void) => void;
  [events.resync]: (reply: (answer: Reply) => void) => void;
}

export interface ServerToClient {
  [events.snapshot]: (message: SnapshotMessage) => void;
  [events.delta]: (message: DeltaMessage) => void;
  [events.pulse]: (message: PulseMessage) => void;
}
