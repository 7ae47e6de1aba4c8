import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createMovableClock } from './movable-clock';

function start() {
  const base = createFakeClock();
  const clock = createMovableClock(base);
  const from = clock.now();
  const seen: [name: string, afterMs: number][] = [];
  const plan = (name: string, delayMs: number) => clock.after(delayMs, () => seen.push([name, clock.now() - from]));
  return { base, clock, seen, plan };
}

describe('a clock that can be put forward', () => {
  it('does on the way what falls due, in order and each at its time', () => {
    const { clock, seen, plan } = start();
    plan('second', 2_000);
    plan('first', 500);
    plan('later', 5_000);
    clock.after(1_000, () => plan('planned on the way', 1_500));
    clock.advance(3_000);
    expect(seen).toEqual([
      ['first', 500],
      ['second', 2_000],
      ['planned on the way', 2_500],
    ]);
    clock.advance(2_000);
    expect(seen.at(-1)).toEqual(['later', 5_000]);
  });

  it('does the rest of the time by itself, once', async () => {
    const { base, clock, seen, plan } = start();
    plan('once', 1_000);
    const cancel = plan('never', 1_000);
    clock.advance(400);
    cancel();
    await base.advance(599);
    expect(seen).toEqual([]);
    await base.advance(1);
    expect(seen).toEqual([['once', 1_000]]);
    clock.advance(10_000);
    expect([seen.length, base.pending()]).toEqual([1, 0]);
  });

  it('keeps the context in which something was planned', () => {
    const { clock } = start();
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    context.run('planned', () => clock.after(10, () => seen.push(context.getStore())));
    context.run('moved', () => clock.advance(10));
    expect(seen).toEqual(['planned']);
  });
});
