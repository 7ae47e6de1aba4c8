import { expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createProgress } from './progress';

test('a job of less than a second goes without words, a longer one tells once a second how far it is', async () => {
  const clock = createFakeClock();
  const said: string[] = [];
  const progress = createProgress(clock, (words) => said.push(words));
  progress(500, 'accounts');
  await clock.advance(999);
  progress(900, 'accounts');
  expect(said).toEqual([]);
  await clock.advance(1);
  for (const rows of [12_345, 12_400, 12_500]) progress(rows, 'audit');
  await clock.advance(1000);
  progress(20_000, 'people');
  expect(said).toEqual(['12,345 rows, now in audit', '20,000 rows, now in people']);
});
