import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKnownFirst, RowOrder } from './order-rows';

interface Row {
  readonly id: string;
  readonly waiting: number | null;
}

const row = (id: string, waiting: number | null): Row => ({ id, waiting });
const ids = (rows: readonly { id: string }[]) => rows.map((one) => one.id);
const byWaiting = (one: Row) => one.waiting;
const sorted = (rows: readonly Row[], descending: boolean) =>
  ids(new RowOrder<Row>(descending).update(rows, byWaiting, 0));

describe('RowOrder', () => {
  it('puts what is not known last, whichever way the column is sorted', () => {
    const rows = [row('a', null), row('b', 2), row('c', 0)];
    expect(sorted(rows, false)).toEqual(['c', 'b', 'a']);
    expect(sorted(rows, true)).toEqual(['b', 'c', 'a']);
  });

  it('breaks ties by id, whatever order the rows came in', () => {
    expect(sorted([row('c', 1), row('a', 1), row('b', 1)], true)).toEqual(['a', 'b', 'c']);
  });

  it('sorts digits in text as numbers', () => {
    const order = new RowOrder<{ id: string; name: string }>(false);
    const rows = [
      { id: '1', name: 'Team 10' },
      { id: '2', name: 'Team 9' },
    ];
    expect(ids(order.update(rows, (one) => one.name, 0))).toEqual(['2', '1']);
  });

  it('answers the same array while nothing is different, and looks only at rows that are', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => row(`r${index}`, index % 50));
    const looks: string[] = [];
    const sortBy = (one: Row) => {
      looks.push(one.id);
      return one.waiting;
    };
    const order = new RowOrder<Row>(false);
    const first = order.update(rows, sortBy, 0);
    expect(order.update([...rows], sortBy, 1)).toBe(first);
    looks.length = 0;
    const changed = rows.with(500, row('r500', 999));
    expect(order.update(changed, sortBy, 2).at(-1)).toEqual({ id: 'r500', waiting: 999 });
    expect(new Set(looks)).toEqual(new Set(['r500']));
  });

  it('moves no row between two beats, but shows what it says now', () => {
    const order = new RowOrder<Row>(false);
    order.update([row('a', 1), row('b', 2), row('c', 3)], byWaiting, 0);
    const changed = [row('a', 9), row('b', 2), row('c', 3)];
    expect(order.update(changed, byWaiting, 0)).toEqual(changed);
    expect(ids(order.update(changed, byWaiting, 5000))).toEqual(['b', 'c', 'a']);
  });

  it('lets rows come and go at any time, the new ones where they belong', () => {
    const order = new RowOrder<Row>(false);
    order.update([row('a', 1), row('b', 2), row('c', 3)], byWaiting, 0);
    expect(ids(order.update([row('a', 1), row('d', 2), row('c', 3)], byWaiting, 0))).toEqual(['a', 'd', 'c']);
  });

  it('a row that went astray and came back to what it was has not moved at all', () => {
    const order = new RowOrder<Row>(false);
    const rows = [row('a', 1), row('b', 2)];
    order.update(rows, byWaiting, 0);
    order.update([row('a', 5), row('b', 2)], byWaiting, 0);
    expect(ids(order.update([row('a', 1), row('b', 2)], byWaiting, 5000))).toEqual(['a', 'b']);
  });

  it('other answers to the same question move rows at the next beat', () => {
    const order = new RowOrder<Row>(false);
    const rows = [row('a', 1), row('b', 2)];
    const other = (one: Row) => -(one.waiting ?? 0);
    order.update(rows, byWaiting, 0);
    expect(ids(order.update(rows, other, 0))).toEqual(['a', 'b']);
    expect(ids(order.update(rows, other, 5000))).toEqual(['b', 'a']);
  });

  const rowsOf = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefghij'), waiting: fc.option(fc.nat(3)) }), {
    selector: (one) => one.id,
  });
  const stepsOf = fc.array(fc.record({ rows: rowsOf, beats: fc.boolean() }), { minLength: 1, maxLength: 8 });

  it('gives at each beat the order of a sort from nothing, and always the very rows of now', () => {
    fc.assert(
      fc.property(stepsOf, fc.boolean(), (steps, descending) => {
        const order = new RowOrder<Row>(descending);
        let beat = 0;
        for (const { rows, beats } of steps) {
          beat += beats ? 1 : 0;
          const shown = order.update(rows, byWaiting, beat);
          expect(new Set(shown)).toEqual(new Set(rows));
          expect(shown).toHaveLength(rows.length);
          if (!beats) continue;
          const fresh = [...rows].sort(
            (a, b) => compareKnownFirst(a.waiting, b.waiting, descending) || (a.id < b.id ? -1 : 1),
          );
          expect(shown).toEqual(fresh);
        }
      }),
    );
  });
});
