import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AttentionItem, attentionOrder, restMs } from './attention-order';
import { type Severity, severities } from './severity';

const t0 = 1_700_000_000_000;
const item = (id: string, severity: Severity = 'ok', oldestWaitSince: number | null = null): AttentionItem => ({
  id,
  severity,
  oldestWaitSince,
  name: id,
});

it('[H3] at first trouble comes before the unknown, and the unknown before the quiet', () => {
  const items = [item('a'), item('b', 'unknown'), item('c', 'warning'), item('d', 'critical'), item('e')];
  expect(attentionOrder(null, items, t0).ids).toEqual(['d', 'c', 'b', 'a', 'e']);
});

it('[H3] among the troubled the longest wait comes first, among the quiet the name decides', () => {
  const items = [
    item('b', 'ok', t0 - 9),
    item('a'),
    item('y', 'critical'),
    item('x', 'critical', t0 - 5),
    item('w', 'critical', t0 - 7),
  ];
  expect(attentionOrder(null, items, t0).ids).toEqual(['w', 'x', 'y', 'a', 'b']);
});

it('[H3] who gets worse rises at once, below those already there', () => {
  const first = attentionOrder(null, [item('a', 'critical', t0), item('b'), item('c')], t0);
  const items = [item('a', 'critical', t0), item('b'), item('c', 'critical', t0 - 60_000)];
  expect(attentionOrder(first, items, t0 + 100).ids).toEqual(['a', 'c', 'b']);
});

it('[H3] who gets better stays until the order has rested', () => {
  const first = attentionOrder(null, [item('a'), item('b', 'critical')], t0);
  const calm = [item('a'), item('b')];
  const soon = attentionOrder(first, calm, t0 + restMs - 1);
  expect(soon).toBe(first);
  expect(attentionOrder(soon, calm, t0 + restMs).ids).toEqual(['a', 'b']);
});

it('[H3] equals change places only when the order has rested', () => {
  const first = attentionOrder(null, [item('a', 'warning', t0 - 2), item('b', 'warning', t0 - 1)], t0);
  const swapped = [item('a', 'warning', t0), item('b', 'warning', t0 - 1)];
  const soon = attentionOrder(first, swapped, t0 + 4000);
  expect(soon.ids).toEqual(['a', 'b']);
  const later = attentionOrder(soon, swapped, t0 + restMs);
  expect(later.ids).toEqual(['b', 'a']);
  expect(attentionOrder(later, [item('a', 'warning', t0 - 2), item('b', 'warning')], t0 + restMs + 1)).toBe(later);
});

it('[H3] a long rest with nothing to move leaves the next change free to happen', () => {
  const first = attentionOrder(null, [item('a', 'critical'), item('b')], t0);
  const rested = attentionOrder(first, [item('a', 'critical'), item('b')], t0 + 60_000);
  expect(rested).toBe(first);
  expect(attentionOrder(rested, [item('a'), item('b', 'critical')], t0 + 60_001).ids).toEqual(['b', 'a']);
});

it('[H3] who is gone leaves, who is new comes in below its equals', () => {
  const first = attentionOrder(null, [item('a'), item('b'), item('z', 'critical')], t0);
  const second = attentionOrder(first, [item('0'), item('b'), item('z', 'critical'), item('n', 'critical')], t0 + 1);
  expect(second.ids).toEqual(['z', 'n', 'b', '0']);
});

it('[H3] however queues change, each is shown once and the rested order is by class', () => {
  const step = fc.array(fc.constantFrom(...severities), { minLength: 5, maxLength: 5 });
  const run = fc.array(fc.record({ severities: step, waitMs: fc.nat(4000), shown: fc.integer({ min: 0, max: 5 }) }));
  fc.assert(
    fc.property(run, (steps) => {
      let order = attentionOrder(null, [], t0);
      let now = t0;
      let items: AttentionItem[] = [];
      for (const { severities: classes, waitMs, shown } of steps) {
        now += waitMs;
        items = classes.slice(0, shown).map((severity, i) => item(`q${i}`, severity, now - i));
        order = attentionOrder(order, items, now);
        expect([...order.ids].sort()).toEqual(items.map(({ id }) => id));
      }
      const rested = attentionOrder(order, items, now + restMs);
      const byId = new Map(items.map((one) => [one.id, severities.indexOf(one.severity)]));
      const ranks = rested.ids.map((id) => byId.get(id) ?? NaN);
      expect(ranks).toEqual([...ranks].sort());
    }),
  );
});

it('[H3] before the order has rested nobody overtakes another without getting worse', () => {
  const classes = fc.array(fc.constantFrom(...severities), { minLength: 6, maxLength: 6 });
  const wait = fc.array(fc.nat(90_000), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(classes, classes, wait, fc.nat(restMs - 1), (before, after, waits, passedMs) => {
      const make = (list: readonly Severity[]) =>
        list.map((severity, i) => item(`q${i}`, severity, t0 - (waits[i] ?? 0)));
      const first = attentionOrder(null, make(before), t0);
      const second = attentionOrder(first, make(after), t0 + passedMs);
      const rankIn = (list: readonly Severity[], id: string) => severities.indexOf(list[Number(id.slice(1))] ?? 'ok');
      const steady = (id: string) => rankIn(after, id) >= rankIn(before, id);
      expect(second.ids.filter(steady)).toEqual(first.ids.filter(steady));
    }),
  );
});
