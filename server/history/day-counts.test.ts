import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountState, countUp, isAnotherDay } from './day-counts';

const hourMs = 3_600_000;
const morning = Date.parse('2026-03-04T03:00:00Z');

/** What each reading adds; a number in a list of its own is the first of another day. */
function added(...readings: (number | [number])[]): number[] {
  let state: CountState | null = null;
  return readings.map((reading) => {
    const [value, isNewDay] = Array.isArray(reading) ? [reading[0], true] : [reading, false];
    const step = countUp(state, value, isNewDay);
    state = step.state;
    return step.added;
  });
}

describe('a count of the day', () => {
  test('adds what it grew by; the first reading is where counting begins', () => {
    expect(added(400, 400, 403, 410)).toEqual([0, 0, 3, 7]);
  });

  test('begins anew on another business day, and all of it is new', () => {
    expect(added(400, [3], 5)).toEqual([0, 3, 2]);
    expect(added(2, [5], 6)).toEqual([0, 5, 1]);
  });

  test('that a vendor lost in a restart goes on from there', () => {
    expect(added(400, 3, 10)).toEqual([0, 3, 7]);
  });

  test('that a vendor finds again after a restart is not counted twice', () => {
    expect(added(400, 410, 0, 412, 413)).toEqual([0, 10, 0, 2, 1]);
    expect(added(400, 2, 405, 406)).toEqual([0, 2, 3, 1]);
  });

  test('that is corrected downwards adds nothing until it is past where it was', () => {
    expect(added(400, 398, 400, 402)).toEqual([0, 0, 0, 2]);
    expect(added(1, 0, 1, 2)).toEqual([0, 0, 0, 1]);
  });

  test('is never negative, and never more than the vendor ever told', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (readings) => {
        const steps = added(...readings);
        expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
        const told = readings.reduce((sum, value) => sum + value, 0);
        expect(steps.reduce((sum, step) => sum + step, 0)).toBeLessThanOrEqual(told);
      }),
    );
  });

  test('that only grows adds up to what it grew by, whatever the days', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(50), { minLength: 1 }), { minLength: 1, maxLength: 4 }), (days) => {
        const readings = days.flatMap((steps, day) =>
          steps.map((_, at) => {
            const value = steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0);
            return day > 0 && at === 0 ? ([value] as [number]) : value;
          }),
        );
        const all = days.flat().reduce((sum, step) => sum + step, 0) - (days[0]?.[0] ?? 0);
        expect(added(...readings).reduce((sum, step) => sum + step, 0)).toBe(all);
      }),
    );
  });
});

test('another day is told by its start: a window that slides is none', () => {
  expect(isAnotherDay(morning, morning + 23 * hourMs)).toBe(true);
  expect(isAnotherDay(morning, morning + 25 * hourMs)).toBe(true);
  expect(isAnotherDay(morning, morning + hourMs)).toBe(false);
  expect(isAnotherDay(null, morning)).toBe(false);
  expect(isAnotherDay(morning, null)).toBe(false);
});
