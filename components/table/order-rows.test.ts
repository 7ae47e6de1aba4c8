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
const sorted = (rows: readonly Row[], descending: boolean) => ids(new RowOrder(byWaiting, descending).update(rows));

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
    const order = new RowOrder<{ id: string; name: string }>((one) => one.name, false);
    expect(
      ids(
        order.update([
          { id: '1', name: 'Team 10' },
          { id: '2', name: 'Team 9' },
        ]),
      ),
    ).toEqual(['2', '1']);
  });

  it('answers the same array while nothing is different, and looks only at rows that are', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => row(`r${index}`, index % 50));
    let looks = 0;
    const order = new RowOrder<Row>((one) => {
      looks += 1;
      return one.waiting;
    }, false);
    const first = order.update(rows);
    expect(order.update([...rows])).toBe(first);
    looks = 0;
    const changed = rows.with(500, row('r500', 999));
    expect(order.update(changed).at(-1)).toEqual({ id: 'r500', waiting: 999 });
    expect(looks).toBe(1);
  });

  it('gives the order of a sort from nothing after any changes', () => {
    const rowsOf = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefghij'), waiting: fc.option(fc.nat(3)) }), {
      selector: (one) => one.id,
    });
    fc.assert(
      fc.property(fc.array(rowsOf, { minLength: 1, maxLength: 6 }), fc.boolean(), (steps, descending) => {
        const order = new RowOrder<Row>(byWaiting, descending);
        for (const rows of steps) {
          const fresh = [...rows].sort(
            (a, b) => compareKnownFirst(a.waiting, b.waiting, descending) || (a.id < b.id ? -1 : 1),
          );
          expect(order.update(rows)).toEqual(fresh);
        }
      }),
    );
  });
});
