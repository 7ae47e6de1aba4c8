'use client';
import { useEffect, useRef, useState } from 'react';
import { type Drift, driftsBetween } from '@/lib/desk/drift';
import type { AgentRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { driftWords } from './drift-words';
import { notify } from './notify';
import type { Seat } from './use-desk';

export interface Drifts {
  readonly list: readonly Drift[];
  dismiss(agentId: string): void;
}

/** States that changed without anybody having asked for it here; the newest per system, told once by the browser too. */
export function useDrifts(seats: readonly Seat[]): Drifts {
  const { store, ticker } = useFloorSource();
  const before = useRef<ReadonlyMap<string, AgentRecord>>(new Map());
  const [list, setList] = useState<readonly Drift[]>([]);
  useEffect(() => {
    const agents = seats.map(({ agent }) => agent);
    const found = driftsBetween(before.current, agents, store.list('intents'), ticker.now(1000));
    before.current = new Map(agents.map((agent) => [agent.id, agent]));
    if (found.length === 0) return;
    for (const drift of found) notify(driftWords(drift, nameOf(seats, drift.agentId), ticker.now(1000)));
    const ids = new Set(found.map(({ agentId }) => agentId));
    setList((known) => [...found, ...known.filter(({ agentId }) => !ids.has(agentId))]);
  }, [seats, store, ticker]);
  return { list, dismiss: (agentId) => setList((known) => known.filter((one) => one.agentId !== agentId)) };
}

export function nameOf(seats: readonly Seat[], agentId: string): string {
  const seat = seats.find(({ agent }) => agent.id === agentId);
  return seat?.source?.name ?? seat?.agent.sourceId ?? 'A system';
}
