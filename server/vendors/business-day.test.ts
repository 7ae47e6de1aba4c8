import { describe, expect, it } from 'vitest';
import { businessDayStart } from './business-day';

const at = (iso: string) => Date.parse(iso);
const startOf = (iso: string, zone: string, hour = 4) => new Date(businessDayStart(at(iso), zone, hour)).toISOString();

describe('businessDayStart', () => {
  it('is the same morning after the hour, the morning before until it', () => {
    expect(startOf('2026-05-12T04:00:00Z', 'UTC')).toBe('2026-05-12T04:00:00.000Z');
    expect(startOf('2026-05-12T03:59:59Z', 'UTC')).toBe('2026-05-11T04:00:00.000Z');
  });

  it('follows the clocks of its zone', () => {
    expect(startOf('2026-01-12T12:00:00Z', 'Europe/Helsinki')).toBe('2026-01-12T02:00:00.000Z');
    expect(startOf('2026-07-12T12:00:00Z', 'Europe/Helsinki')).toBe('2026-07-12T01:00:00.000Z');
    expect(startOf('2026-07-12T22:00:00Z', 'Asia/Kathmandu')).toBe('2026-07-11T22:15:00.000Z');
  });

  it('makes a day of 25 hours when the clocks go back, of 23 when they go forward', () => {
    const lengthOfDayBefore = (iso: string) => at(iso) - businessDayStart(at(iso) - 1, 'Europe/Rome', 4);
    expect(lengthOfDayBefore('2026-10-25T03:00:00Z')).toBe(25 * 3_600_000);
    expect(lengthOfDayBefore('2026-03-29T02:00:00Z')).toBe(23 * 3_600_000);
  });

  it('never lies ahead, also where the start hour does not exist that day', () => {
    const now = at('2026-03-29T01:00:30Z');
    expect(businessDayStart(now, 'Europe/Rome', 2)).toBe(at('2026-03-29T01:00:00Z'));
    expect(businessDayStart(now - 60_000, 'Europe/Rome', 2)).toBe(at('2026-03-28T01:00:00Z'));
  });
});
