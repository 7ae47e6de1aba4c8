'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { FeedName, FloorKind } from '@/lib/floor/kinds';
import type { EpochMs, MembershipRecord, RecordOf } from '@/lib/floor/records';
import type { PulseMessage } from '@/lib/protocol/messages';
import type { ConnectionState } from './connection';
import { type FloorSource, useFloorSource } from './floor-context';
import type { FloorStore, Topic } from './floor-store';
import { type Freshness, freshnessOf } from './freshness';
import { shallowEqual } from './shallow-equal';

/** All records of a kind; the same array until one of them changes. */
export function useRecords<K extends FloorKind>(kind: K): readonly RecordOf[K][] {
  return useStore([kind], (store) => store.list(kind));
}

/** One record; redraws only when this record changes. */
export function useRecord<K extends FloorKind>(kind: K, id: string | null): RecordOf[K] | undefined {
  return useStore([kind], (store) => (id === null ? undefined : store.get(kind, id)));
}

export function useMembershipsOfAgent(agentId: string): readonly MembershipRecord[] {
  return useFloorSelector((store) => store.membershipsOfAgent(agentId), ['memberships']);
}

export function useMembershipsOfQueue(queueId: string): readonly MembershipRecord[] {
  return useFloorSelector((store) => store.membershipsOfQueue(queueId), ['memberships']);
}

/**
 * Whatever can be worked out of the floor, redrawn when one of `kinds` changes and the result differs: by default at the
 * first level of an array or object, so `select` may return fresh ones.
 */
export function useFloorSelector<T>(
  select: (store: FloorStore) => T,
  kinds: readonly FloorKind[],
  isEqual: (a: T, b: T) => boolean = shallowEqual,
): T {
  const { store } = useFloorSource();
  const held = useRef<{ store: FloorStore; select: typeof select; version: number; value: T } | null>(null);
  const value = () => {
    const version = kinds.reduce((sum, kind) => sum + store.version(kind), 0);
    const last = held.current;
    if (last?.store === store && last.select === select && last.version === version) return last.value;
    const next = select(store);
    const kept = last && isEqual(last.value, next) ? last.value : next;
    held.current = { store, select, version, value: kept };
    return kept;
  };
  return useStore(kinds, value);
}

/** How old each source's feeds are, as the server last said; null before its first word. */
export function usePulse(): PulseMessage | null {
  return useStore(['pulse'], (store) => store.pulse);
}

export function useConnection(): ConnectionState {
  const { connection } = useFloorSource();
  const state = () => connection.state;
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection]);
  return useSyncExternalStore(subscribe, state, state);
}

/** The server's time at the newest whole step, ms; 0 while the page is still the server's HTML. */
export function useNow(stepMs = 1000): EpochMs {
  const { ticker } = useFloorSource();
  const subscribe = useCallback((listener: () => void) => ticker.subscribe(stepMs, listener), [ticker, stepMs]);
  return useSyncExternalStore(
    subscribe,
    () => ticker.now(stepMs),
    () => 0,
  );
}

export interface FeedAge {
  readonly freshness: Freshness;
  readonly asOf: EpochMs | null;
  /** Null before the first answer. */
  readonly ageMs: number | null;
}

/** How far a tile may trust one feed of one source right now (rule H1). */
export function useFeedAge(sourceId: string, feed: FeedName): FeedAge {
  const source = useFloorSource();
  useNow();
  usePulse();
  useRecord('sources', sourceId);
  useConnection();
  return feedAgeOf(source, sourceId, feed);
}

/** What `say` makes of the age of a feed; drawn again only when that is something else. It must be a plain value. */
export function useFeedSaying<T extends string | number | boolean | null>(
  sourceId: string,
  feed: FeedName,
  say: (age: FeedAge) => T,
): T {
  const source = useFloorSource();
  const subscribe = useCallback(
    (listener: () => void) => {
      const { store, connection, ticker } = source;
      const undo = [
        store.subscribe('pulse', listener),
        store.subscribe('sources', listener),
        connection.subscribe(listener),
        ticker.subscribe(1000, listener),
      ];
      return () => {
        for (const stop of undo) stop();
      };
    },
    [source],
  );
  const said = () => say(feedAgeOf(source, sourceId, feed));
  return useSyncExternalStore(subscribe, said, said);
}

function feedAgeOf({ store, connection, ticker }: FloorSource, sourceId: string, feed: FeedName): FeedAge {
  const now = ticker.now(1000);
  const said = store.pulse?.feeds[sourceId]?.[feed];
  const asOf = said?.asOf ?? null;
  // Cut off ourselves, we cannot say that the source's link is up.
  const link = connection.state.status === 'live' ? (store.get('sources', sourceId)?.link ?? 'retrying') : 'retrying';
  const freshness = freshnessOf(asOf, said?.everyMs ?? null, link, now);
  return { freshness, asOf, ageMs: asOf === null ? null : Math.max(0, now - asOf) };
}

function useStore<T>(topics: readonly Topic[], read: (store: FloorStore) => T): T {
  const { store } = useFloorSource();
  const names = topics.join();
  const subscribe = useCallback(
    (listener: () => void) => {
      const undo = names.split(',').map((topic) => store.subscribe(topic as Topic, listener));
      return () => {
        for (const stop of undo) stop();
      };
    },
    [store, names],
  );
  const value = () => read(store);
  return useSyncExternalStore(subscribe, value, value);
}
