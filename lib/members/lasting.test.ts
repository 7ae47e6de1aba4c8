import { describe, expect, test } from 'vitest';
import { endOf, lastingBefore, minutesUntil, usualTime } from './lasting';

const at = (hour: number, minute: number, second = 0, day = 22) =>
  new Date(2029, 10, day, hour, minute, second).getTime();
const now = at(16, 42, 30);
const until = (text: string, from = now) => endOf({ kind: 'until', text }, from);

describe('how long a change is for', () => {
  test('for good it has no end', () => expect(endOf({ kind: 'for-good' }, now)).toBeNull());

  test.each(['', ' ', '0', '-1', '1.5', '1441', '1e9', 'ten', '30 min', '\0'])('%j is no number of minutes', (text) => {
    expect(endOf({ kind: 'minutes', text }, now)).toBe('must be a whole number from 1 to 1440');
  });

  test('minutes count from now', () => {
    expect(endOf({ kind: 'minutes', text: '1' }, now)).toBe(now + 60_000);
    expect(endOf({ kind: 'minutes', text: '1440' }, now)).toBe(now + 86_400_000);
  });

  test('a time of day is the next one', () => {
    expect(until('17:00')).toBe(at(17, 0));
    expect(until('16:42')).toBe(at(16, 42, 0, 23));
    expect(until('09:00')).toBe(at(9, 0, 0, 23));
    expect(until('17:00', at(17, 0))).toBe(at(17, 0, 0, 23));
  });

  test.each(['', '17', '24:00', '17:60', '5:00', '17:00:00', '<b>', '17:00\0'])('%j is no time of day', (text) => {
    expect(until(text)).toBe('must be a time of day');
  });

  test('in minutes it never ends short of the clock, nor outlasts a day', () => {
    expect(minutesUntil(at(17, 0), now)).toBe(18);
    expect(minutesUntil(at(17, 0), at(16, 59, 59))).toBe(1);
    expect(minutesUntil(at(16, 42, 0, 23), now)).toBe(1440);
    expect(minutesUntil(now - 1, now)).toBe(1);
  });

  test('what must be over before ends a minute earlier, where there is one', () => {
    expect(lastingBefore(at(17, 0, 30), now)).toEqual({ kind: 'until', text: '16:59' });
    expect(lastingBefore(at(16, 44), now)).toBeNull();
  });

  test('begins with a full hour that is not too near', () => {
    expect([usualTime(at(16, 10)), usualTime(at(16, 42)), usualTime(at(23, 10))]).toEqual(['17:00', '18:00', '00:00']);
  });
});
