import type { Delta } from '@/lib/floor/delta';
import type { Floor } from '@/lib/floor/floor';
import type { Cursor, Step } from '@/lib/protocol/cursor';
import type { PulseMessage } from '@/lib/protocol/messages';

/** One step of the floor; the tables already hold what comes after it. */
export interface Commit extends Step {
  readonly delta: Delta;
}

/** The floor as others may follow it: in this process today, from another node later. Nobody but its keeper writes. */
export interface FloorFeed {
  /** Tables change in place: read them, and let go of them before the next turn. */
  readonly floor: Floor;
  cursor(): Cursor;
  /** How old each source's feeds are, now. */
  pulse(): PulseMessage;
  /** Told of every commit in the same turn, after the tables changed; the returned function ends it. */
  subscribe(listener: (commit: Commit) => void): () => void;
}
