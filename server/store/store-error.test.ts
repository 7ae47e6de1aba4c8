import { expect, test } from 'vitest';
import { isOutage } from '@/lib/protocol/refusal';
import { postgresError } from './postgres/postgres-error';
import { sqliteError } from './sqlite/sqlite-error';
import { StoreError } from './store-error';

test('only what may come back by itself is an outage', () => {
  const outages = (['unavailable', 'full', 'duplicate', 'refused'] as const).map((code) =>
    isOutage(new StoreError(code, null)),
  );
  expect(outages).toEqual([true, true, false, false]);
  expect([isOutage(new Error('x')), isOutage(null), isOutage('x')]).toEqual([false, false, false]);
});

test('the words hold a code of the system at most, never what the driver says of hosts and users', () => {
  const cause = Object.assign(new Error('connect to secret.example as admin'), { code: 'ECONNREFUSED' });
  expect(new StoreError('unavailable', cause).message).toBe('The database does not answer (ECONNREFUSED)');
  expect(new StoreError('full', { code: 'see http://secret.example' }).message).toBe(
    'The disk of the database is full',
  );
});

test.each([
  ['ECONNREFUSED', 'unavailable'],
  ['ECONNRESET', 'unavailable'],
  ['ENOTFOUND', 'unavailable'],
  ['57P01', 'unavailable'],
  ['57P03', 'unavailable'],
  ['53300', 'unavailable'],
  ['08006', 'unavailable'],
  ['28P01', 'unavailable'],
  ['40001', 'unavailable'],
  ['53100', 'full'],
  ['23505', 'duplicate'],
  ['23503', 'refused'],
])('PostgreSQL’s %s is %s', (code, ours) => {
  expect(postgresError(Object.assign(new Error('x'), { code }))).toMatchObject({ name: 'StoreError', code: ours });
});

test.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout exceeded when trying to connect'])(
  '“%s” is an outage though it has no code',
  (message) => {
    expect(postgresError(new Error(message))).toMatchObject({ name: 'StoreError', code: 'unavailable' });
  },
);

test('a mistake of ours stays what it is', () => {
  const mistake = Object.assign(new Error('column "x" does not exist'), { code: '42703' });
  expect(postgresError(mistake)).toBe(mistake);
  const failure = { message: 'no such column: x', code: 'ERR_SQLITE_ERROR', errcode: 1 };
  expect(sqliteError(failure)).not.toBeInstanceOf(StoreError);
});

test.each([
  [5, 'unavailable'],
  [8, 'unavailable'],
  [778, 'unavailable'],
  [13, 'full'],
  [1555, 'duplicate'],
  [2067, 'duplicate'],
  [787, 'refused'],
  [1811, 'refused'],
])('SQLite’s %i is %s', (errcode, ours) => {
  expect(sqliteError({ message: 'x', code: 'ERR_SQLITE_ERROR', errcode })).toMatchObject({ code: ours });
});
