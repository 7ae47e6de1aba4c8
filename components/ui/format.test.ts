import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatCount,
  formatDuration,
  formatMinutes,
  formatPercent,
  formatPoints,
  unknownMark,
} from './format';

const second = 1000;
const hour = 3600 * second;

describe('durations', () => {
  test.each([
    [0, '0:00'],
    [999, '0:00'],
    [61 * second, '1:01'],
    [hour - 1, '59:59'],
    [hour, '1:00\u202fh'],
    [25 * hour + 61 * second, '25:01\u202fh'],
    [-5000, '0:00'],
  ])('%i ms', (ms, text) => expect(formatDuration(ms)).toBe(text));

  test.each([
    [0, '0\u00a0s'],
    [59_999, '59\u00a0s'],
    [187_000, '3\u00a0min'],
    [5 * hour, '5\u00a0h'],
    [49 * hour, '2\u00a0d'],
  ])('an age of %i ms', (ms, text) => expect(formatAge(ms)).toBe(text));
});

test.each([
  [0, '0\u00a0min'],
  [1, '<\u00a01\u00a0min'],
  [59_999, '<\u00a01\u00a0min'],
  [119_999, '1\u00a0min'],
  [hour - 1, '59\u00a0min'],
  [hour + 300_000, '1:05\u202fh'],
  [-5000, '0\u00a0min'],
])('%i ms to the minute', (ms, text) => expect(formatMinutes(ms)).toBe(text));

describe('what is not known', () => {
  test.each([formatDuration, formatMinutes, formatAge, formatCount, formatPercent, formatPoints])(
    '%o is no zero',
    (format) => {
      expect(format(null)).toBe(unknownMark);
      expect(format(0)).toContain('0');
    },
  );
});

describe('shares', () => {
  test('a target just missed does not read as met', () => {
    expect(formatPercent(0.7999, 0, 'en')).toBe('79\u202f%');
    expect(formatPoints(0.7999 - 0.8)).toBe('−1');
  });

  test('what binary fractions lose is not rounded away', () => {
    expect(formatPercent(0.29, 0, 'en')).toBe('29\u202f%');
    expect(formatPoints(0.91 - 0.8)).toBe('+11');
  });

  test('follow the reader in decimals and thousands', () => {
    expect(formatPercent(0.041, 1, 'de')).toBe('4,1\u202f%');
    expect(formatCount(1370, 'de')).toBe('1.370');
  });
});
