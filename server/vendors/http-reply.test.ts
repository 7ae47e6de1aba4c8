import { expect, it } from 'vitest';
import { clockOffsetFrom, nextClockOffset } from './http-reply';

const noon = Date.UTC(2026, 2, 4, 12);
/** An exchange with a vendor whose clock is `aheadMs` ahead and who writes the stamp `stampedMs` after the question. */
function exchange(aheadMs: number, tookMs: number, stampedMs = tookMs, sentAt = noon + 250) {
  const date = new Date(sentAt + stampedMs + aheadMs).toUTCString();
  return clockOffsetFrom(date, sentAt, sentAt + tookMs);
}

it('is known to half a second after a quick answer', () => {
  expect(nextClockOffset(null, exchange(3_600_000, 40))).toBeCloseTo(-3_600_000, -3);
  expect(Math.abs(nextClockOffset(null, exchange(0, 40)) ?? Number.NaN)).toBeLessThanOrEqual(520);
});

it.each([0, 10_000, 20_000])('stays when a slow answer is stamped %i ms after the question', (stampedMs) => {
  expect(nextClockOffset(-120, exchange(0, 20_000, stampedMs))).toBe(-120);
});

it('stays while jitter goes on', () => {
  for (const sentAt of [noon, noon + 990, noon + 1_001, noon + 1_999])
    expect(nextClockOffset(-400, exchange(300, 30, 15, sentAt))).toBe(-400);
});

it('is not made up from a slow answer of a vendor whose clock may well be right', () => {
  expect(nextClockOffset(null, exchange(0, 20_000))).toBeNull();
});

it('is taken from a slow answer, as well as that tells it, when the clock cannot be right', () => {
  const first = nextClockOffset(null, exchange(3_600_000, 20_000)) ?? Number.NaN;
  expect(Math.abs(first + 3_600_000)).toBeLessThanOrEqual(11_000);
  expect(nextClockOffset(first, exchange(3_600_000, 40))).toBeCloseTo(-3_600_000, -3);
});

it('jumps with the vendor’s clock', () => {
  expect(nextClockOffset(-120, exchange(60_000, 40))).toBeCloseTo(-60_000, -3);
});

it('stays when there is no stamp to read', () => {
  expect(nextClockOffset(-120, clockOffsetFrom(undefined, noon, noon))).toBe(-120);
  expect(nextClockOffset(-120, clockOffsetFrom('yesterday', noon, noon))).toBe(-120);
});
