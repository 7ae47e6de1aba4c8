'use client';
import { useMemo } from 'react';
import type { Chosen } from '@/lib/commands/plan';
import { useFloorSource } from '@/lib/live/floor-context';
import type { FloorStore } from '@/lib/live/floor-store';
import { useFloorSelector } from '@/lib/live/use-floor';
import { commandVendorOf } from './use-command-vendor';

/** Who was chosen, by id, with the name they had then. */
export type Picked = ReadonlyMap<string, string>;

/** The chosen agents as they stand on the floor now; with their membership in one queue where that counts. */
export function useGroup(picked: Picked, queueId: string | null = null): readonly Chosen[] {
  const { store } = useFloorSource();
  const version = useFloorSelector(versionOf, ['agents', 'sources', 'memberships']);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what tells that the store has changed
  return useMemo(() => [...picked].map((one) => chosenIn(store, one, queueId)), [store, picked, queueId, version]);
}

const versionOf = (store: FloorStore) =>
  store.version('agents') + store.version('sources') + store.version('memberships');

function chosenIn(store: FloorStore, [id, name]: readonly [string, string], queueId: string | null): Chosen {
  const agent = store.get('agents', id);
  if (!agent) return { id, name, place: null };
  const source = store.get('sources', agent.sourceId);
  const membership = queueId === null ? undefined : store.membershipsOfAgent(id).find((one) => one.queueId === queueId);
  return { id, name: agent.name, place: { agent, source, vendor: commandVendorOf(source) }, membership };
}
