import { expect, it } from 'vitest';
import { fakeClock } from './fake-clock';
import { createTicker, fixedTicker } from './ticker';

const start = 1_700_000_000_400;

function setUp(offsetMs = 0) {
  const clock = fakeClock(start);
  const server = { offsetMs, now: () => clock.now() + server.offsetMs };
  return { clock, server, ticker: createTicker(server, clock) };
}

it('[T1] turns over at the server’s whole second', () => {
  const { clock, ticker } = setUp(300);
  const heard: number[] = [];
  ticker.subscribe(1000, () => heard.push(ticker.now(1000)));
  clock.pass(3000);
  expect(heard).toEqual([1_700_000_001_000, 1_700_000_002_000, 1_700_000_003_000]);
});

it('[T1] one timer serves all who draw the same step, and none is left without them', () => {
  const { clock, ticker } = setUp();
  const undo = [1, 2, 3].map(() => ticker.subscribe(1000, () => {}));
  undo.push(ticker.subscribe(60_000, () => {}));
  expect(clock.pending).toBe(2);
  for (const stop of undo) stop();
  expect(clock.pending).toBe(0);
});

it('[T1] between two ticks the time stands still for everybody', () => {
  const { clock, ticker } = setUp();
  ticker.subscribe(1000, () => {});
  const now = ticker.now(1000);
  clock.pass(500);
  expect(ticker.now(1000)).toBe(now);
  clock.pass(500);
  expect(ticker.now(1000)).toBe(now + 1000);
});

it('[T1] without anybody listening the time is still right', () => {
  const { clock, ticker } = setUp();
  clock.pass(7000);
  expect(ticker.now(1000)).toBe(1_700_000_007_000);
});

it('[T1] an offset that wavers by a few milliseconds neither skips nor repeats a second', () => {
  const { clock, server, ticker } = setUp();
  const heard: number[] = [];
  ticker.subscribe(1000, () => {
    heard.push(ticker.now(1000));
    server.offsetMs = heard.length % 2 === 0 ? 20 : -20;
  });
  clock.pass(6000);
  expect(heard.map((now, i) => now - (heard[i - 1] ?? now - 1000))).toEqual([1000, 1000, 1000, 1000, 1000, 1000]);
});

it('[T1] time can stand still for a picture', () => {
  const ticker = fixedTicker(42);
  const undo = ticker.subscribe(1000, () => {});
  expect(ticker.now(1000)).toBe(42);
  undo();
});
