'use client';
import { useQueries } from '@tanstack/react-query';
import type { Chosen } from '@/lib/commands/plan';
import { agentObstacle } from '@/lib/commands/possible';
import { type SharedReason, sharedReasons } from '@/lib/desk/reasons';
import { choicesQuery } from '@/lib/queries/commands';

export interface GroupReasons {
  /** Codes by source. */
  readonly list: readonly SharedReason[];
  readonly isAsking: boolean;
  readonly problem: string | null;
}

/** Reasons of a pause over all systems of a group, merged by their words; one agent of each system is asked for. */
export function useGroupReasons(group: readonly Chosen[]): GroupReasons {
  const speakers = new Map<string, string>();
  for (const { id, place } of group)
    if (place && !speakers.has(place.agent.sourceId) && agentObstacle('pause', place) === null)
      speakers.set(place.agent.sourceId, id);
  const asked = [...speakers];
  const told = useQueries({ queries: asked.map(([, agentId]) => choicesQuery(agentId)) });
  return {
    list: sharedReasons(
      asked.map(([sourceId], index) => ({ agentId: sourceId, reasons: told[index]?.data?.pauseReasons ?? [] })),
    ),
    isAsking: told.some(({ isPending }) => isPending),
    problem: told.some(({ isError }) => isError) ? 'Not every system tells its reasons now.' : null,
  };
}
