import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeLog } from '@/server/fake-log';
import { createRequestLimit, createRequestLimits } from './request-limit';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('who asks more than their share waits until ten seconds are over, others do not', async () => {
  const limit = createRequestLimit(3);
  const take = async (caller: string) => await limit.take(caller);
  expect([await take('ada'), await take('ada'), await take('ada')]).toEqual([null, null, null]);
  vi.advanceTimersByTime(4000);
  expect(await take('ada')).toBe(6000);
  expect(await take('bob')).toBeNull();
  vi.advanceTimersByTime(5000);
  // Asking in vain does not lengthen the wait.
  expect(await take('ada')).toBe(1000);
  vi.advanceTimersByTime(1000);
  expect(await take('ada')).toBeNull();
});

test('whoever came once is forgotten', async () => {
  const limit = createRequestLimit(3);
  for (let caller = 0; caller < 1000; caller += 1) await limit.take(`caller ${caller}`);
  expect(vi.getTimerCount()).toBe(1000);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('the limits do not count each other’s, and the log hears of a caller once', async () => {
  const { log, lines } = createFakeLog();
  const { stranger, account } = createRequestLimits(log);
  let turns = 0;
  while ((await stranger.take('x')) === null) turns += 1;
  expect(turns).toBe(300);
  for (let more = 0; more < 50; more += 1) await stranger.take('x');
  expect(await account.take('x')).toBeNull();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'warn', fields: { caller: 'x', limit: 'stranger' } });
});
