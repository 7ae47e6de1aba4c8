import { expect, it } from 'vitest';
import { fakeClock } from './fake-clock';
import { ServerClock } from './server-clock';

const ahead = 3_600_000;

/** A message sent by a server one hour ahead that took `latencyMs`. */
function hear(server: ServerClock, browserNow: number, latencyMs: number, offsetMs = ahead): void {
  server.hear(browserNow + offsetMs - latencyMs);
}

it('[T1] before the first message the browser’s own time has to do', () => {
  const clock = fakeClock();
  expect(new ServerClock(clock).now()).toBe(clock.now());
});

it('[T1] the message that travelled fastest tells the server’s time', () => {
  const clock = fakeClock();
  const server = new ServerClock(clock);
  for (const latencyMs of [80, 12, 500, 45]) {
    clock.pass(1000);
    hear(server, clock.now(), latencyMs);
  }
  expect(server.now()).toBe(clock.now() + ahead - 12);
});

it('[T1] a burst that was held up does not turn the time back', () => {
  const clock = fakeClock();
  const server = new ServerClock(clock);
  hear(server, clock.now(), 10);
  clock.pass(20_000);
  for (let late = 20_000; late >= 0; late -= 1000) hear(server, clock.now(), late + 10);
  expect(server.offsetMs).toBe(ahead - 10);
});

it('[T1] a lucky sample is forgotten after a minute, so that drift is followed', () => {
  const clock = fakeClock();
  const server = new ServerClock(clock);
  hear(server, clock.now(), 0);
  for (let second = 0; second < 61; second += 1) {
    clock.pass(1000);
    hear(server, clock.now(), 30);
  }
  expect(server.offsetMs).toBe(ahead - 30);
});

it('[T1] a browser that slept catches up with the first message', () => {
  const clock = fakeClock();
  const server = new ServerClock(clock);
  hear(server, clock.now(), 10);
  // Its clock stood still for ten minutes.
  hear(server, clock.now(), 10, ahead + 600_000);
  expect(server.offsetMs).toBe(ahead + 600_000 - 10);
});
