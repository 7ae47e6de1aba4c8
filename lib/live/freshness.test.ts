import { expect, it } from 'vitest';
import { eventDrivenCheckMs, type Freshness, freshnessOf } from './freshness';

const now = 1_700_000_000_000;
const after = (ageMs: number, everyMs: number | null, link: 'up' | 'retrying' | 'needs-attention' = 'up') =>
  freshnessOf(now - ageMs, everyMs, link, now);

it.each<[number, Freshness]>([
  [0, 'fresh'],
  [4000, 'fresh'],
  [4001, 'late'],
  [8000, 'late'],
  [8001, 'stale'],
  [3_600_000, 'stale'],
])('[H1] %i ms after the last answer of a feed polled every 2 s it is %s while the link is up', (ageMs, freshness) => {
  expect(after(ageMs, 2000)).toBe(freshness);
});

it.each<[number, number, Freshness]>([
  [2000, 20_001, 'stale'],
  [2000, 29_999, 'stale'],
  [2000, 30_000, 'gone'],
  [5000, 50_000, 'stale'],
  [5000, 50_001, 'gone'],
  [60_000, 300_000, 'stale'],
])('[H1] with the link down, a feed of %i ms whose answer is %i ms old is %s', (everyMs, ageMs, freshness) => {
  expect(after(ageMs, everyMs, 'retrying')).toBe(freshness);
  expect(after(ageMs, everyMs, 'needs-attention')).toBe(freshness);
});

it('[H1] a feed that never answered is neither fresh nor stale', () => {
  expect(freshnessOf(null, 2000, 'up', now)).toBe('never');
});

it('[H1] an answer from a moment ahead of us is fresh', () => {
  expect(after(-3000, 2000)).toBe('fresh');
});

it('[H1] an event-driven feed is judged by its registration check', () => {
  expect(after(2 * eventDrivenCheckMs, null)).toBe('fresh');
  expect(after(4 * eventDrivenCheckMs + 1, null)).toBe('stale');
  expect(after(10 * eventDrivenCheckMs + 1, null, 'retrying')).toBe('gone');
});
