import { expect, test } from 'vitest';
import { formatDate } from './format-date';

const now = new Date(2026, 10, 26, 12, 0).getTime();

test('today is a time, another day a day and month, another year says so', () => {
  expect(formatDate(new Date(2026, 10, 26, 9, 5).getTime(), now)).not.toMatch(/Nov|2026/);
  expect(formatDate(new Date(2026, 11, 3, 9, 5).getTime(), now)).toMatch(/Dec/);
  expect(formatDate(new Date(2026, 11, 3, 9, 5).getTime(), now)).not.toMatch(/2026/);
  expect(formatDate(new Date(2027, 1, 24, 9, 5).getTime(), now)).toMatch(/2027/);
});
