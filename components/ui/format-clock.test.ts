import { expect, test } from 'vitest';
import { formatMoment } from './format-clock';

test('an instant of another day carries its day', () => {
  const now = new Date(2029, 10, 22, 14, 32, 7).getTime();
  const [today, yesterday] = [formatMoment(now - 60_000, now), formatMoment(now - 86_400_000, now)];
  expect(today).toMatch(/31:07/);
  expect(today).not.toMatch(/Wed|Thu|22/);
  expect(yesterday).toMatch(/21/);
  expect(yesterday).toMatch(/32/);
});
