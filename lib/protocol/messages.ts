import { z } from 'zod';
import type { Delta } from '@/lib/floor/delta';
import type { FloorRecords } from '@/lib/floor/floor';
import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs } from '@/lib/floor/records';
import type { Cursor, Step } from './cursor';
import { type Purpose, purposes } from './purposes';

export { type Purpose, purposes };

/** Client → server, with acknowledgement: join the stream of one view and get its snapshot (rule C2). */
export const watchMessage = z.strictObject({ purpose: z.enum(purposes) });
export type WatchMessage = z.infer<typeof watchMessage>;

/** Replaces everything a viewer holds (rule C1). */
export interface SnapshotMessage extends Cursor {
  readonly at: EpochMs;
  readonly floor: FloorRecords;
  readonly pulse: PulseMessage;
}

export interface DeltaMessage extends Step {
  readonly at: EpochMs;
  readonly delta: Delta;
}

export interface FeedPulse {
  /** When the newest good answer arrived; null before the first. */
  readonly asOf: EpochMs | null;
  /** Interval expected right now, in ms; null for an event-driven feed. */
  readonly everyMs: number | null;
}

/** Once a second per view (rule D2): how old each source's feeds are. `at` is the server's clock. */
export interface PulseMessage {
  readonly at: EpochMs;
  readonly feeds: Readonly<Record<string, Partial<Record<FeedName, FeedPulse>>>>;
}
