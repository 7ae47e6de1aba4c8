'use client';
import { useCallback, useMemo } from 'react';
import { useRecords } from '@/lib/live/use-floor';

/** The name of a source by its id, as people know the site. */
export function useSites(): (sourceId: string) => string {
  const sources = useRecords('sources');
  const names = useMemo(() => new Map(sources.map((source) => [source.id, source.name])), [sources]);
  return useCallback((sourceId: string) => names.get(sourceId) ?? sourceId, [names]);
}
