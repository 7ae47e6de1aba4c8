import { type Parts, type Rate, rateOf } from './figure';
import type { QueueRecord } from './records';

type Counts = Pick<QueueRecord, 'answered' | 'answeredInTime' | 'abandoned' | 'shortAbandoned' | 'abandonedInTime'>;

interface Variant {
  /** In the letters of the metrics: A answered, B abandoned; w within T, s short. */
  readonly formula: string;
  readonly parts: (counts: Counts) => Parts | null;
}

/** Null as soon as one of the counts a formula needs is not known. */
function withKnown<F extends keyof Counts>(fields: readonly F[], parts: (counts: Record<F, number>) => Parts) {
  return (counts: Counts): Parts | null =>
    fields.every((field) => counts[field] !== null) ? parts(counts as Record<F, number>) : null;
}

/** The six ways the field computes a service level; a tile names the one it shows. */
export const serviceLevels = {
  'SL-1': {
    formula: '(Aw + Bw) / (A + B)',
    parts: withKnown(['answered', 'answeredInTime', 'abandoned', 'abandonedInTime'], (c) => ({
      over: c.answeredInTime + c.abandonedInTime,
      under: c.answered + c.abandoned,
    })),
  },
  'SL-2': {
    formula: 'Aw / A',
    parts: withKnown(['answered', 'answeredInTime'], (c) => ({ over: c.answeredInTime, under: c.answered })),
  },
  'SL-3': {
    formula: 'Aw / (A + B)',
    parts: withKnown(['answered', 'answeredInTime', 'abandoned'], (c) => ({
      over: c.answeredInTime,
      under: c.answered + c.abandoned,
    })),
  },
  'SL-4': {
    formula: 'Aw / (A + B − Bw)',
    parts: withKnown(['answered', 'answeredInTime', 'abandoned', 'abandonedInTime'], (c) => ({
      over: c.answeredInTime,
      under: c.answered + c.abandoned - c.abandonedInTime,
    })),
  },
  'SL-5': {
    formula: '(Aw + Bs) / (A + B)',
    parts: withKnown(['answered', 'answeredInTime', 'abandoned', 'shortAbandoned'], (c) => ({
      over: c.answeredInTime + c.shortAbandoned,
      under: c.answered + c.abandoned,
    })),
  },
  'SL-6': {
    formula: 'Aw / (A + B − Bs)',
    parts: withKnown(['answered', 'answeredInTime', 'abandoned', 'shortAbandoned'], (c) => ({
      over: c.answeredInTime,
      under: c.answered + c.abandoned - c.shortAbandoned,
    })),
  },
} as const satisfies Record<string, Variant>;

export type ServiceLevelVariant = keyof typeof serviceLevels;
export const defaultServiceLevel: ServiceLevelVariant = 'SL-6';

/** Service level, 0–1, over the queues that can tell; `known` of `of` queues and `under` contacts are in it. */
export function serviceLevel(queues: Iterable<Counts>, variant: ServiceLevelVariant = defaultServiceLevel): Rate {
  return rateOf(queues, serviceLevels[variant].parts);
}

/** A hair's breadth, against 0.8 × 100 − 80 being more than nothing. */
const hair = 1e-9;

/** Good answers in a row until `target` (0–1) is met again: ceil((t·N − Aw) / (1 − t)). 0 when it is met, null when it cannot be. */
export function callsToRecover({ over, under }: Parts, target: number): number | null {
  if (under === 0) return null;
  const short = target * under - over;
  if (short <= hair) return 0;
  return target >= 1 ? null : Math.ceil(short / (1 - target) - hair);
}

/** Its mirror: misses in a row that `target` still bears, floor(Aw / t − N). 0 when it is lost, null when it cannot be. */
export function missesLeft({ over, under }: Parts, target: number): number | null {
  if (under === 0 || target <= 0) return null;
  return Math.max(0, Math.floor(over / target - under + hair));
}
