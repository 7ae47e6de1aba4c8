// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fakeClock } from '@/lib/live/fake-clock';
import { FloorProvider, type FloorSource } from '@/lib/live/floor-context';
import { FloorStore } from '@/lib/live/floor-store';
import { createTicker } from '@/lib/live/ticker';
import { useEachBeat } from './use-each-beat';

afterEach(cleanup);

function Figure({ value, of }: { readonly value: number; readonly of: string }) {
  return <output>{useEachBeat(value, of)}</output>;
}

test('a figure turns over with the clocks, and at once when it is one of something else', () => {
  const clock = fakeClock();
  const connection = { state: { status: 'live' }, subscribe: () => () => {}, retry: () => {} } as const;
  const source: FloorSource = { store: new FloorStore(), connection, ticker: createTicker(clock, clock) };
  const tree = (value: number, of: string) => (
    <FloorProvider value={source}>
      <Figure value={value} of={of} />
    </FloorProvider>
  );
  const { rerender } = render(tree(1, 'all'));
  rerender(tree(2, 'all'));
  expect(screen.getByRole('status').textContent).toBe('1');
  act(() => clock.pass(1100));
  expect(screen.getByRole('status').textContent).toBe('2');
  rerender(tree(3, 'milan'));
  expect(screen.getByRole('status').textContent).toBe('3');
});
