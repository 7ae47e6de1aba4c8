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
let isBack: boolean;
let probes: number;
beforeEach(() => {
  clock = createFakeClock();
  log = createFakeLog();
  [isBack, probes] = [false, 0];
  availability = createAvailability(clock, log.log, async () => {
    probes += 1;
    if (!isBack) return Promise.reject(away);
    availability.worked('read');
  });
});

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

test('its return is noticed though nobody asks, and then looked for no more', async () => {
  availability.failed(away);
  await clock.advance(20_000);
  expect(probes).toBe(4);
  isBack = true;
  await clock.advance(5000);
  expect(availability.status().problem).toBeNull();
  await clock.advance(60_000);
  expect([probes, clock.pending()]).toEqual([5, 0]);
});

test('reading does not prove that a full disk has room', async () => {
  availability.failed(full);
  availability.worked('read');
  expect(availability.status().problem).toBe('The disk of the database is full');
  await clock.advance(60_000);
  expect(probes).toBe(0);
  availability.worked('write');
  expect(availability.status().problem).toBeNull();
});

test('what a caller did wrong is no trouble of the database', () => {
  availability.failed(new StoreError('duplicate', null));
  availability.failed(new StoreError('refused', null));
  expect([availability.status().problem, log.lines]).toEqual([null, []]);
});

test('nothing is looked for after the end', async () => {
  availability.failed(away);
  availability.stop();
  await clock.advance(60_000);
  expect([probes, clock.pending()]).toEqual([0, 0]);
});
