import { expect, test } from 'vitest';
import { fitColumns } from './fit-columns';

const column = (key: string, minRem: number, yields?: number) => ({
  ...{ key, title: key, minRem, cell: () => key },
  ...(yields === undefined ? {} : { yields }),
});
const columns = [column('name', 10), column('site', 5, 1), column('waiting', 5), column('channel', 5, 2)];
const keys = (roomRem: number | null, sortKey = 'name') => fitColumns(columns, roomRem, sortKey).map((one) => one.key);

test('all where there is room, or where nobody knows', () => {
  expect(fitColumns(columns, 25, 'name')).toBe(columns);
  expect(fitColumns(columns, null, 'name')).toBe(columns);
});

test('the least important go first, in place', () => {
  expect(keys(24)).toEqual(['name', 'site', 'waiting']);
  expect(keys(19)).toEqual(['name', 'waiting']);
});

test('what never yields stays however little room there is', () => {
  expect(keys(3)).toEqual(['name', 'waiting']);
});

test('the sorted one stays', () => {
  expect(keys(24, 'channel')).toEqual(['name', 'waiting', 'channel']);
});
