import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoundedQueue } from './bounded-queue';

test('the oldest go when there are too many, or when they are too big together', () => {
  const queue = createBoundedQueue<string>({ entries: 3, bytes: 10 }, (text) => text.length);
  expect(['a', 'b', 'c'].map((text) => queue.push(text))).toEqual([0, 0, 0]);
  expect(queue.push('d')).toBe(1);
  expect(queue.push('eight888')).toBe(1);
  expect(queue.take(9)).toEqual(['c', 'd', 'eight888']);
  expect(queue.push('more than ten')).toBe(1);
  expect(queue.length).toBe(0);
});

test('what is put back is the oldest again, and the first to go', () => {
  const queue = createBoundedQueue<number>({ entries: 3, bytes: 100 }, () => 1);
  for (const entry of [1, 2, 3]) queue.push(entry);
  const taken = queue.take(2);
  queue.push(4);
  expect(queue.putBack(taken)).toBe(1);
  expect(queue.take(9)).toEqual([2, 3, 4]);
});

test('it does as a plain list would, whatever comes', () => {
  const step = fc.oneof(
    fc.record({ push: fc.nat(30) }),
    fc.record({ take: fc.nat(2000) }),
    fc.record({ many: fc.nat(3000) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const queue = createBoundedQueue<number>({ entries: 2500, bytes: 20_000 }, (entry) => entry);
      let list: number[] = [];
      const trim = () => {
        while (list.length > 2500 || list.reduce((sum, one) => sum + one, 0) > 20_000) list = list.slice(1);
      };
      for (const one of steps) {
        if ('take' in one) expect(queue.take(one.take)).toEqual(list.splice(0, one.take));
        else {
          const entries = 'many' in one ? Array.from({ length: one.many }, (_, at) => at % 7) : [one.push];
          for (const entry of entries) queue.push(entry);
          list.push(...entries);
          trim();
        }
        expect(queue.length).toBe(list.length);
      }
    }),
    { numRuns: 30 },
  );
});
