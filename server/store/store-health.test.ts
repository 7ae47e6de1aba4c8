import { expect, test } from 'vitest';
import { createStoreHealth } from './store-health';

const fine = { waiting: 0, lost: 0, lastError: null, since: null };

test('a store without trouble is ok, whatever waits or was lost before', () => {
  const health = createStoreHealth({ status: () => ({ problem: null, since: null }) });
  expect(health.report()).toEqual({ ok: true, problem: null, waitingWrites: 0, lostWrites: 0 });
  health.follow({ status: () => ({ ...fine, waiting: 3, lost: 1 }) });
  health.follow({ status: () => ({ ...fine, waiting: 4, lost: 2 }) });
  expect(health.report()).toEqual({ ok: true, problem: null, waitingWrites: 7, lostWrites: 3 });
});

test('trouble of the store or of a queue is told in words', () => {
  const health = createStoreHealth({ status: () => ({ problem: null, since: null }) });
  health.follow({ status: () => fine });
  health.follow({ status: () => ({ ...fine, lastError: 'The disk of the database is full', since: 1 }) });
  expect(health.report()).toMatchObject({ ok: false, problem: 'The disk of the database is full' });
  const away = createStoreHealth({ status: () => ({ problem: 'The database does not answer', since: 1 }) });
  expect(away.report()).toMatchObject({ ok: false, problem: 'The database does not answer' });
});
