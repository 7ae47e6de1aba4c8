import { expect, test } from 'vitest';
import { createTimeIds, firstIdAt } from './time-ids';

test('ids sort as they were given, also within a millisecond and when the clock is put back', () => {
  let now = 1_000_000;
  const next = createTimeIds(
    () => now,
    () => 'chance',
  );
  const given = Array.from({ length: 200_000 }, (_, index) => {
    if (index === 120_000) now -= 5000;
    if (index === 150_000) now += 10_000;
    return next();
  });
  expect(given.map(({ id }) => id)).toEqual(given.map(({ id }) => id).sort());
  expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
  expect(given.every(({ id, at }) => id.startsWith(firstIdAt(at)))).toBe(true);
});

test('every id of an instant lies from its first one on', () => {
  const { id } = createTimeIds(() => 5000)();
  expect(id >= firstIdAt(5000) && id < firstIdAt(5001)).toBe(true);
  expect(firstIdAt(-1) <= firstIdAt(0)).toBe(true);
  expect(firstIdAt(1e15) > id).toBe(true);
});
