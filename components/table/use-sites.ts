'use client';
import { useCallback, useMemo } from 'react';
import type { FloorStore } from '@/lib/live/floor-store';
import { useFloorSelector } from '@/lib/live/use-floor';

const namesOf = (store: FloorStore) => JSON.stringify(store.list('sources').map(({ id, name }) => [id, name]));

/** The name of a source by its id, as people know the site; the same function until a name is another one. */
export function useSites(): (sourceId: string) => string {
  const text = useFloorSelector(namesOf, ['sources']);
  const names = useMemo(() => new Map<string, string>(JSON.parse(text)), [text]);
  return useCallback((sourceId: string) => names.get(sourceId) ?? sourceId, [names]);
}
