'use client';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { FeedName } from '@/lib/floor/kinds';
import { useFloorSource } from '@/lib/live/floor-context';
import type { FloorStore } from '@/lib/live/floor-store';
import { type Freshness, freshnessOf } from '@/lib/live/freshness';
import { useConnection } from '@/lib/live/use-floor';

export type FreshnessBySource = (sourceId: string) => Freshness;

/**
 * How far each source's feed may be trusted; the same function until one of the answers changes. Cut off ourselves,
 * nothing we show is fresh, and no source is to blame.
 */
export function useSourceFreshness(feed: FeedName): FreshnessBySource {
  const { store, ticker } = useFloorSource();
  const isLive = useConnection().status === 'live';
  const subscribe = useCallback(
    (listener: () => void) => {
      const undo = [
        store.subscribe('pulse', listener),
        store.subscribe('sources', listener),
        ticker.subscribe(1000, listener),
      ];
      return () => {
        for (const stop of undo) stop();
      };
    },
    [store, ticker],
  );
  const judged = () => JSON.stringify(judge(store, feed, isLive, ticker.now(1000)));
  const text = useSyncExternalStore(subscribe, judged, () => '[]');
  return useMemo(() => {
    const bySource = new Map<string, Freshness>(JSON.parse(text));
    return (sourceId) => bySource.get(sourceId) ?? 'never';
  }, [text]);
}

function judge(store: FloorStore, feed: FeedName, isLive: boolean, now: number): [string, Freshness][] {
  return store.list('sources').map(({ id, link }) => {
    const feeds = store.pulse?.feeds[id];
    // A source that keeps no such feed apart tells it all in its live one.
    const said = feeds?.[feed] ?? feeds?.live;
    const freshness = freshnessOf(said?.asOf ?? null, said?.everyMs ?? null, link, now);
    return [id, isLive || freshness === 'gone' || freshness === 'never' ? freshness : 'stale'];
  });
}
