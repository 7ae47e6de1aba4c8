'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type SharedReason, sharedReasons } from '@/lib/desk/reasons';
import { type SwitchPosition, switchPosition } from '@/lib/desk/standing';
import type { AgentRecord, SourceRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { choicesQuery } from '@/lib/queries/commands';
import type { Capabilities } from '@/lib/vendors/capabilities';
import { vendorProfile } from '@/lib/vendors/vendor-label';

/** One of the systems somebody works on, as one agent there. */
export interface Seat {
  readonly agent: AgentRecord;
  readonly source: SourceRecord | undefined;
  readonly can: Pick<Capabilities, 'commands' | 'asksFirst' | 'elsewhere'>;
  readonly breakLeftMs: number | null;
}

export interface Desk {
  readonly seats: readonly Seat[];
  readonly position: SwitchPosition;
  readonly reasons: readonly SharedReason[];
  /** Reasons of some system have not come yet. */
  readonly isAskingReasons: boolean;
}

const nothing = { commands: [], asksFirst: [], elsewhere: null } as const;

/** Everything one's own: on a desk the floor holds nobody else. */
export function useDesk(): Desk {
  const agents = useRecords('agents');
  const sources = useRecords('sources');
  const places = useMemo(() => agents.map((agent) => placeOf(agent, sources)), [agents, sources]);
  const asked = places.filter(({ can }) => can.commands.includes('pause') || can.commands.includes('join'));
  const told = useQueries({ queries: asked.map(({ agent }) => choicesQuery(agent.id)) });
  const choices = asked.map(({ agent }, index) => ({ agentId: agent.id, told: told[index]?.data }));
  const breakOf = (id: string) => choices.find(({ agentId }) => agentId === id)?.told?.breakLeftMs ?? null;
  return {
    seats: places.map((place) => ({ ...place, breakLeftMs: breakOf(place.agent.id) })),
    position: switchPosition(agents.map(({ readiness }) => readiness)),
    reasons: sharedReasons(choices.map(({ agentId, told }) => ({ agentId, reasons: told?.pauseReasons ?? [] }))),
    isAskingReasons: told.some(({ isPending }) => isPending),
  };
}

function placeOf(agent: AgentRecord, sources: readonly SourceRecord[]): Omit<Seat, 'breakLeftMs'> {
  const source = sources.find(({ id }) => id === agent.sourceId);
  return { agent, source, can: vendorProfile(source?.vendor ?? '')?.capabilities ?? nothing };
}
