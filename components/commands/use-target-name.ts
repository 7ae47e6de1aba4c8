'use client';
import { useCallback } from 'react';
import type { IntentRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';

export interface TargetName {
  readonly name: string;
  /** Where it is seen in full; null where it has no page. */
  readonly href: string | null;
}

type Aimed = Pick<IntentRecord, 'targetKind' | 'targetId' | 'sourceId'>;

/** What an intent is aimed at, in words. */
export function useTargetName(): (intent: Aimed) => TargetName {
  const { store } = useFloorSource();
  return useCallback(
    ({ targetKind, targetId, sourceId }) => {
      const open = (page: string, id: string) => `/${page}?open=${encodeURIComponent(id)}`;
      const site = store.get('sources', sourceId)?.name ?? sourceId;
      if (targetKind === 'agent')
        return { name: store.get('agents', targetId)?.name ?? 'An agent', href: open('agents', targetId) };
      if (targetKind === 'queue')
        return { name: store.get('queues', targetId)?.name ?? 'A queue', href: open('queues', targetId) };
      if (targetKind === 'source') return { name: site, href: null };
      const agentId = store.get('contacts', targetId)?.agentId ?? null;
      const agent = agentId === null ? undefined : store.get('agents', agentId);
      return agent
        ? { name: `Call with ${agent.name}`, href: open('agents', agent.id) }
        : { name: `A call at ${site}`, href: null };
    },
    [store],
  );
}
