'use client';
import { useCallback, useRef } from 'react';
import type { FeedName } from '@/lib/floor/kinds';
import { type Freshness, freshnessOf } from '@/lib/live/freshness';
import { useConnection, useNow, usePulse, useRecords } from '@/lib/live/use-floor';

/** How far each source's feed may be trusted; the same function until one of the answers changes. */
export function useSourceFreshness(feed: FeedName): (sourceId: string) => Freshness {
  const now = useNow();
  const pulse = usePulse();
  const sources = useRecords('sources');
  const isLive = useConnection().status === 'live';
  const judged = sources.map((source): [string, Freshness] => {
    const said = pulse?.feeds[source.id]?.[feed];
    return [source.id, freshnessOf(said?.asOf ?? null, said?.everyMs ?? null, isLive ? source.link : 'retrying', now)];
  });
  const held = useRef<{ key: string; of: Map<string, Freshness> }>({ key: '', of: new Map() });
  const key = judged.join();
  if (held.current.key !== key) held.current = { key, of: new Map(judged) };
  const { of } = held.current;
  return useCallback((sourceId: string) => of.get(sourceId) ?? 'never', [of]);
}
