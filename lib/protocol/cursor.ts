/** Where a viewer stands in the stream of deltas (rules C1, C3). */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** A step of the stream: applies only to a viewer that stands at `{ epoch, seq: after }`. */
export interface Step {
  readonly epoch: string;
  readonly after: number;
  readonly seq: number;
}

/** Rule C1: apply only what follows exactly on where we stand; anything else needs a snapshot. */
export function follows(cursor: Cursor | null, step: Step): boolean {
  return cursor !== null && cursor.epoch === step.epoch && cursor.seq === step.after;
}
