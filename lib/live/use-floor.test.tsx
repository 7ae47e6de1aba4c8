// @vitest-environment happy-dom
import { act, cleanup, render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import type { Delta } from '@/lib/floor/delta';
import { emptyFloor, recordsOf } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { ConnectionState } from './connection';
import { fakeClock } from './fake-clock';
import { FloorProvider, type FloorSource } from './floor-context';
import { FloorStore } from './floor-store';
import { createTicker } from './ticker';
import {
  useConnection,
  useFeedAge,
  useFloorSelector,
  useMembershipsOfAgent,
  useNow,
  usePulse,
  useRecord,
  useRecords,
} from './use-floor';

afterEach(cleanup);

const anna = makeRecord('agents', { id: 'milan/1', name: 'Anna', state: 'ready' });
const bea = makeRecord('agents', { id: 'milan/2', name: 'Bea', state: 'busy' });
const start = 1_700_000_000_000;

const Time = () => <p>{useNow()}</p>;
const Tile = () => <p>{useFeedAge('milan', 'live').freshness}</p>;

function setUp() {
  const store = new FloorStore();
  const clock = fakeClock(start);
  const listeners = new Set<() => void>();
  const connection = {
    state: { status: 'live' } as ConnectionState,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => {},
  };
  const source: FloorSource = { store, connection, ticker: createTicker(clock, clock) };
  let seq = 0;
  store.applySnapshot({
    epoch: 'e',
    seq,
    at: start,
    pulse: { at: start, feeds: { milan: { live: { asOf: start, everyMs: 2000 } } } },
    floor: { ...recordsOf(emptyFloor()), agents: [anna, bea], sources: [makeRecord('sources')] },
  });
  return {
    store,
    clock,
    wrapper: ({ children }: { children: ReactNode }) => <FloorProvider value={source}>{children}</FloorProvider>,
    change: (delta: Delta) =>
      act(() => {
        store.applyDelta({ epoch: 'e', after: seq, seq: ++seq, at: start, delta });
      }),
    connect: (state: ConnectionState) =>
      act(() => {
        connection.state = state;
        for (const listener of listeners) listener();
      }),
    pass: (ms: number) => act(() => clock.pass(ms)),
  };
}

/** Runs a hook and counts how often it made its component draw. */
function drawn<T>(hook: () => T, wrapper: ReturnType<typeof setUp>['wrapper']) {
  let draws = 0;
  const { result } = renderHook(
    () => {
      draws += 1;
      return hook();
    },
    { wrapper },
  );
  return { now: () => result.current, draws: () => draws };
}

const rename: Delta = { patch: { agents: { [anna.id]: { name: 'Annika' } } } };

it('[D3] the records of a kind draw again when the kind changes and not before', () => {
  const floor = setUp();
  const agents = drawn(() => useRecords('agents'), floor.wrapper);
  floor.change({ put: { queues: [makeRecord('queues')] } });
  expect(agents.draws()).toBe(1);
  floor.change(rename);
  expect(agents.now().map(({ name }) => name)).toEqual(['Annika', 'Bea']);
  expect(agents.draws()).toBe(2);
});

it('[D3] one record draws again only when it changes itself', () => {
  const floor = setUp();
  const record = drawn(() => useRecord('agents', bea.id), floor.wrapper);
  floor.change(rename);
  expect(record.draws()).toBe(1);
  floor.change({ drop: { agents: [bea.id] } });
  expect(record.now()).toBeUndefined();
});

it('[D3] a selection draws again only when its result differs, fresh arrays notwithstanding', () => {
  const floor = setUp();
  const select = (store: FloorStore) => store.list('agents').map(({ state }) => state);
  const states = drawn(() => useFloorSelector((store) => select(store), ['agents']), floor.wrapper);
  const before = states.now();
  floor.change(rename);
  expect(states.draws()).toBe(1);
  floor.change({ patch: { agents: { [anna.id]: { state: 'paused' } } } });
  expect(states.now()).toEqual(['paused', 'busy']);
  expect(before).toEqual(['ready', 'busy']);
});

it('[D3] a selection follows what its component closes over', () => {
  const { wrapper } = setUp();
  const { result, rerender } = renderHook(
    ({ id }) => useFloorSelector((store) => store.get('agents', id)?.name ?? null, ['agents']),
    { wrapper, initialProps: { id: anna.id } },
  );
  expect(result.current).toBe('Anna');
  rerender({ id: bea.id });
  expect(result.current).toBe('Bea');
});

it('[D3] memberships of an agent are followed', () => {
  const floor = setUp();
  const memberships = drawn(() => useMembershipsOfAgent(anna.id), floor.wrapper);
  floor.change({ put: { memberships: [makeRecord('memberships', { agentId: anna.id })] } });
  expect(memberships.now()).toHaveLength(1);
});

it('[T1] the time ticks at whole seconds of the server', () => {
  const floor = setUp();
  const now = drawn(() => useNow(), floor.wrapper);
  floor.pass(1000);
  floor.pass(1500);
  expect(now.now()).toBe(start + 2000);
  expect(now.draws()).toBe(3);
});

it('[T1] the server’s HTML holds no time, which nobody could hydrate', () => {
  const { wrapper: Wrapper } = setUp();
  expect(
    renderToString(
      <Wrapper>
        <Time />
      </Wrapper>,
    ),
  ).toBe('<p>0</p>');
});

it('[H1] a feed ages by itself when no word comes, and is gone only with its link down', () => {
  const floor = setUp();
  const age = drawn(() => useFeedAge('milan', 'live'), floor.wrapper);
  expect(age.now()).toEqual({ freshness: 'fresh', asOf: start, ageMs: 0 });
  floor.pass(5000);
  expect(age.now()).toEqual({ freshness: 'late', asOf: start, ageMs: 5000 });
  floor.pass(60_000);
  expect(age.now().freshness).toBe('stale');
  floor.change({ patch: { sources: { milan: { link: 'retrying' } } } });
  expect(age.now().freshness).toBe('gone');
});

it('[H1] cut off ourselves we do not vouch for a source’s link', () => {
  const floor = setUp();
  const age = drawn(() => useFeedAge('milan', 'live'), floor.wrapper);
  floor.connect({ status: 'offline', since: start });
  floor.pass(31_000);
  expect(age.now().freshness).toBe('gone');
});

it('[H1] a feed nobody has heard of has never answered', () => {
  const floor = setUp();
  expect(drawn(() => useFeedAge('lucca', 'today'), floor.wrapper).now()).toEqual({
    freshness: 'never',
    asOf: null,
    ageMs: null,
  });
});

it('[H1] our own connection and the pulse are followed', () => {
  const floor = setUp();
  const connection = drawn(() => useConnection().status, floor.wrapper);
  const pulse = drawn(() => usePulse()?.at, floor.wrapper);
  floor.connect({ status: 'refused', code: 'not-signed-in' });
  act(() => floor.store.applyPulse({ at: start + 1000, feeds: {} }));
  expect(connection.now()).toBe('refused');
  expect(pulse.now()).toBe(start + 1000);
});

it('[T1] outside a floor the error says what to do', () => {
  expect(() => renderToString(<Time />)).toThrow(/FloorProvider/);
});

it('[T1] nothing keeps ticking or listening after the last component has gone', () => {
  const floor = setUp();
  const Wrapper = floor.wrapper;
  const { unmount } = render(
    <Wrapper>
      <Tile />
    </Wrapper>,
  );
  expect(floor.clock.pending).toBe(1);
  unmount();
  expect(floor.clock.pending).toBe(0);
});
