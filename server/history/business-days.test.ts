import { describe, expect, test } from 'vitest';
import { businessDayOf, hourOf, zoneOfSettings } from './business-days';

const rome = { timeZone: 'Europe/Rome', startHour: 4 };
const hourMs = 3_600_000;
const at = (text: string) => Date.parse(text);
const spanOf = (text: string, zone = rome) => {
  const { day, from, to } = businessDayOf(at(text), zone, null);
  return [day, (to - from) / hourMs];
};

describe('a business day', () => {
  test('begins at its hour where the source is, and has that date until the next', () => {
    expect(businessDayOf(at('2026-03-04T12:00:00Z'), rome, null)).toEqual({
      day: '2026-03-04',
      from: at('2026-03-04T03:00:00Z'),
      to: at('2026-03-05T03:00:00Z'),
    });
    expect(spanOf('2026-03-04T02:59:59Z')).toEqual(['2026-03-03', 24]);
    expect(spanOf('2026-03-04T03:00:00Z')).toEqual(['2026-03-04', 24]);
  });

  test('is 23 or 25 hours long where the clocks change', () => {
    expect(spanOf('2026-03-28T12:00:00Z')).toEqual(['2026-03-28', 23]);
    expect(spanOf('2026-10-24T12:00:00Z')).toEqual(['2026-10-24', 25]);
    expect(spanOf('2026-10-25T02:30:00Z')).toEqual(['2026-10-24', 25]);
  });

  test('begins when the vendor says it does, also on days of which it has not spoken yet', () => {
    const told = at('2026-03-04T05:30:00Z');
    expect(businessDayOf(at('2026-03-04T12:00:00Z'), rome, told).from).toBe(told);
    expect(businessDayOf(at('2026-03-05T05:31:00Z'), rome, told)).toMatchObject({ day: '2026-03-05' });
    expect(businessDayOf(at('2026-03-30T12:00:00Z'), rome, told).from).toBe(at('2026-03-30T04:30:00Z'));
  });

  test('is filled by its hours in a zone of half hours too', () => {
    const kolkata = { timeZone: 'Asia/Kolkata', startHour: 4 };
    const day = businessDayOf(at('2026-03-04T12:00:00Z'), kolkata, null);
    expect(hourOf(day.from, day)).toBe(day.from);
    expect(hourOf(at('2026-03-04T12:00:00Z'), day)).toBe(at('2026-03-04T11:30:00Z'));
    expect(hourOf(day.to - 1, day)).toBe(day.to - hourMs);
  });
});

test('settings that say nothing of a zone mean UTC from midnight', () => {
  const utc = { timeZone: 'UTC', startHour: 0 };
  expect(zoneOfSettings({ timeZone: 'Europe/Rome', businessDayStart: 4 })).toEqual(rome);
  for (const wrong of [null, {}, { timeZone: 'Nowhere/None', businessDayStart: 4 }, { timeZone: 'UTC' }])
    expect(zoneOfSettings(wrong)).toEqual(utc);
});
