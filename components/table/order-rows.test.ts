import { describe, expect, it } from 'vitest';
import { orderRows } from './order-rows';

const row = (id: string, waiting: number | null) => ({ id, waiting });
const ids = (rows: readonly { id: string }[]) => rows.map((one) => one.id);
const byWaiting = (one: { waiting: number | null }) => one.waiting;

describe('orderRows', () => {
  it('puts what is not known last, whichever way the column is sorted', () => {
    const rows = [row('a', null), row('b', 2), row('c', 0)];
    expect(ids(orderRows(rows, byWaiting, false))).toEqual(['c', 'b', 'a']);
    expect(ids(orderRows(rows, byWaiting, true))).toEqual(['b', 'c', 'a']);
  });

  it('breaks ties by id, whatever order the rows came in', () => {
    const rows = [row('c', 1), row('a', 1), row('b', 1)];
    expect(ids(orderRows(rows, byWaiting, true))).toEqual(['a', 'b', 'c']);
  });

  it('gives the same order with and without a previous one, with rows gone and new', () => {
    const before = orderRows([row('a', 5), row('b', 4), row('gone', 3)], byWaiting, true);
    const rows = [row('new', 9), row('a', 1), row('b', 4)];
    expect(orderRows(rows, byWaiting, true, before)).toEqual(orderRows(rows, byWaiting, true));
  });

  it('sorts digits in text as numbers', () => {
    const rows = [
      { id: '1', name: 'Team 10' },
      { id: '2', name: 'Team 9' },
    ];
    expect(ids(orderRows(rows, (one) => one.name, false))).toEqual(['2', '1']);
  });
});
