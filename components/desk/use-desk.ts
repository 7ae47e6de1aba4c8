'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import type { AgentPlace } from '@/lib/commands/possible';
import { type SharedReason, sharedReasons } from '@/lib/desk/reasons';
import { type SwitchPosition, switchPosition } from '@/lib/desk/standing';
import type { AgentRecord, SourceRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { choicesQuery } from '@/lib/queries/commands';

/** One of the systems somebody works on, as one agent there. */
export interface Seat extends AgentPlace {
  readonly breakLeftMs: number | null;
  /** It refuses to pause without a reason. */
  readonly needsReason: boolean;
}

export interface Desk {
  readonly seats: readonly Seat[];
  readonly position: SwitchPosition;
  readonly reasons: readonly SharedReason[];
  /** Reasons of some system have not come yet. */
  readonly isAskingReasons: boolean;
}

/** Everything one's own: on a desk the floor holds nobody else. */
export function useDesk(): Desk {
  const agents = useRecords('agents');
  const sources = useRecords('sources');
  const places = useMemo(() => placesOf(agents, sources), [agents, sources]);
  const asked = places.filter(({ vendor: { commands } }) => commands.includes('pause') || commands.includes('join'));
  const told = useQueries({ queries: asked.map(({ agent }) => choicesQuery(agent.id)) });
  const choices = asked.map(({ agent }, index) => ({ agentId: agent.id, told: told[index]?.data }));
  const toldOf = (id: string) => choices.find(({ agentId }) => agentId === id)?.told;
  return {
    seats: places.map((place) => {
      const { breakLeftMs = null, needsReason = false } = toldOf(place.agent.id) ?? {};
      return { ...place, breakLeftMs, needsReason };
    }),
    position: switchPosition(agents.map(({ readiness }) => readiness)),
    reasons: sharedReasons(choices.map(({ agentId, told }) => ({ agentId, reasons: told?.pauseReasons ?? [] }))),
    isAskingReasons: told.some(({ isPending }) => isPending),
  };
}

/** By the names of the systems: the keys of the reasons are to mean the same every day. */
function placesOf(agents: readonly AgentRecord[], sources: readonly SourceRecord[]): AgentPlace[] {
  const nameOf = ({ agent, source }: AgentPlace) => `${source?.name ?? ''} ${agent.id}`;
  return agents
    .map((agent) => {
      const source = sources.find(({ id }) => id === agent.sourceId);
      return { agent, source, vendor: commandVendorOf(source) };
    })
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** As its person knows it. */
export const systemName = ({ agent, source }: AgentPlace): string => source?.name ?? agent.sourceId;
