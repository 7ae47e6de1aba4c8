import { expect, it } from 'vitest';
import { createVendorTime, earliest, latest } from './vendor-time';

it('reads a time without an offset in the zone, one with an offset as it says', () => {
  const toInstant = createVendorTime('Europe/Rome', 0);
  const nine = Date.UTC(2026, 2, 4, 9);
  for (const text of ['2026-03-04T10:00:00', '2026-03-04T09:00:00.00Z', '2026-03-04T11:00:00+02:00'])
    expect(toInstant(text), text).toBe(nine);
  expect(toInstant('2026-07-04T11:00:00')).toBe(Date.UTC(2026, 6, 4, 9));
});

it('puts the instant on our clock', () => {
  expect(createVendorTime('utc', -3_600_000)('2026-03-04T10:00:00Z')).toBe(Date.UTC(2026, 2, 4, 9));
});

it('does not know what is unset or unreadable', () => {
  const toInstant = createVendorTime('utc', 3_600_000);
  for (const text of [null, '', 'soon', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])
    expect(toInstant(text)).toBeNull();
});

it('finds the first and the last of those that are known', () => {
  expect([earliest([null, 3, 1, null, 2]), latest([null, 1, 3, null])]).toEqual([1, 3]);
  expect([earliest([null]), latest([])]).toEqual([null, null]);
});
