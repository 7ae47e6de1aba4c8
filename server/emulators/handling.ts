import type { CentreQueue } from './centre-types';
import type { SeededRandom } from './seeded-random';

type SiteChannel = CentreQueue['channel'];

/** How contacts of one channel behave; times in ms. */
export interface Handling {
  readonly answerWithinMs: number;
  readonly shortAbandonMs: number;
  /** How many an agent holds at once. */
  readonly atOnce: number;
  readonly ring: readonly [number, number];
  readonly wrapUpMeanMs: number;
  readonly talkSpread: number;
  /** Median patience; null = waits for ever. */
  readonly patienceMs: number | null;
  /** How many may wait; null = any number. */
  readonly maxWaiting: number | null;
  /** The system ends the wait itself. */
  readonly maxWaitMs: number | null;
}

const second = 1000;
/** Nobody says goodbye faster than this. */
export const shortestTalkMs = 5 * second;

export const handlingOf: Readonly<Record<SiteChannel, Handling>> = {
  phone: {
    answerWithinMs: 20 * second,
    shortAbandonMs: 5 * second,
    atOnce: 1,
    ring: [2.5 * second, 8 * second],
    wrapUpMeanMs: 12 * second,
    talkSpread: 0.65,
    patienceMs: 100 * second,
    maxWaiting: 12,
    maxWaitMs: 420 * second,
  },
  chat: {
    answerWithinMs: 45 * second,
    shortAbandonMs: 5 * second,
    atOnce: 3,
    ring: [3 * second, 10 * second],
    wrapUpMeanMs: 8 * second,
    talkSpread: 0.6,
    patienceMs: 150 * second,
    maxWaiting: 12,
    maxWaitMs: 600 * second,
  },
  email: {
    answerWithinMs: 600 * second,
    shortAbandonMs: 0,
    atOnce: 1,
    ring: [1 * second, 4 * second],
    wrapUpMeanMs: 6 * second,
    talkSpread: 0.5,
    patienceMs: null,
    maxWaiting: null,
    maxWaitMs: null,
  },
};

/** Mean time an agent is taken by one contact, ringing and wrap-up included (mean of a lognormal is median·e^(σ²/2)). */
export function meanHandlingMs(channel: SiteChannel, talkMedianMs: number, scale: number): number {
  const { ring, wrapUpMeanMs, talkSpread } = handlingOf[channel];
  const talk = talkMedianMs * Math.exp(talkSpread ** 2 / 2);
  return (ring[0] + ring[1]) / 2 + shortestTalkMs + (talk + wrapUpMeanMs) * scale;
}

/** How long a caller is willing to wait; one in thirty hangs up almost at once. */
export function drawPatienceMs(random: SeededRandom, handling: Handling): number | null {
  if (handling.patienceMs === null) return null;
  if (random.chance(0.03)) return random.between(2_000, 14_000);
  return 4_000 + random.lognormal(handling.patienceMs, 0.8);
}
