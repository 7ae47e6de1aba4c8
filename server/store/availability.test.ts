import { beforeEach, expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { type Availability, createAvailability } from './availability';
import { StoreError } from './store-error';

const away = new StoreError('unavailable', { code: 'ECONNREFUSED' });
const full = new StoreError('full', null);
let availability: Availability;
let clock: ReturnType<typeof createFakeClock>;
let log: ReturnType<typeof createFakeLog>;
let isThere: boolean;
let probes: number;
beforeEach(() => {
  clock = createFakeClock();
  log = createFakeLog();
  [isThere, probes] = [true, 0];
  availability = createAvailability(clock, log.log);
});

/** Looks after a database that is there or not. */
function watch(): void {
  availability.watch(async () => {
    probes += 1;
    if (isThere) return availability.worked('read');
    availability.failed(away);
    throw away;
  });
}

test('an outage and its end are a line each, however many calls it failed', async () => {
  for (let count = 0; count < 5; count += 1) availability.failed(away);
  expect(availability.status()).toEqual({
    problem: 'The database does not answer (ECONNREFUSED)',
    since: clock.now(),
  });
  await clock.advance(2000);
  availability.worked('read');
  availability.worked('write');
  expect(availability.status()).toEqual({ problem: null, since: null });
  expect(log.lines.map(({ level, fields }) => [level, fields])).toEqual([
    ['error', { code: 'unavailable' }],
    ['info', { awayMs: 2000 }],
  ]);
});

test('that it goes and that it comes back is noticed though nobody asks', async () => {
  watch();
  await clock.advance(20_000);
  expect([probes, availability.status().problem]).toEqual([4, null]);
  isThere = false;
  await clock.advance(5000);
  expect(availability.status().problem).not.toBeNull();
  await clock.advance(60_000);
  isThere = true;
  await clock.advance(5000);
  expect(availability.status().problem).toBeNull();
  expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
});

test('reading does not prove that a full disk has room', async () => {
  watch();
  availability.failed(full);
  availability.worked('read');
  expect(availability.status().problem).toBe('The disk of the database is full');
  await clock.advance(60_000);
  expect(availability.status().problem).not.toBeNull();
  availability.worked('write');
  expect(availability.status().problem).toBeNull();
});

test('what a caller did wrong is no trouble of the database', () => {
  availability.failed(new StoreError('duplicate', null));
  availability.failed(new StoreError('refused', null));
  expect([availability.status().problem, log.lines]).toEqual([null, []]);
});

test('nothing is looked for after the end', async () => {
  watch();
  availability.stop();
  await clock.advance(60_000);
  expect([probes, clock.pending()]).toEqual([0, 0]);
});
