'use client';
import { useCallback, useMemo } from 'react';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import type { Freshness } from '@/lib/live/freshness';
import { useRecord, useRecords } from '@/lib/live/use-floor';
import { isTold, toldAgent, toldQueue } from './told-records';
import { useSourceFreshness } from './use-source-freshness';

/** Every queue as far as it is known now: no figure of a source that fell silent (rule H1). */
export function useToldQueues(): readonly QueueRecord[] {
  const queues = useRecords('queues');
  const told = useTold(toldQueue);
  return useMemo(() => mapped(queues, told), [queues, told]);
}

export function useToldQueue(id: string): QueueRecord | undefined {
  const queue = useRecord('queues', id);
  const told = useTold(toldQueue);
  return queue && told(queue);
}

/** Every agent as far as they are known now. */
export function useToldAgents(): readonly AgentRecord[] {
  const agents = useRecords('agents');
  const told = useTold(toldAgent);
  return useMemo(() => mapped(agents, told), [agents, told]);
}

export function useToldAgent(id: string): AgentRecord | undefined {
  const agent = useRecord('agents', id);
  const told = useTold(toldAgent);
  return agent && told(agent);
}

type Tell<T> = (record: T, live: Freshness, today: Freshness) => T;

/** Hands back every record as it is: all sources are vouched for. */
const tellAll = <T>(record: T): T => record;

function useTold<T extends { readonly sourceId: string }>(tell: Tell<T>): (record: T) => T {
  const live = useSourceFreshness('live');
  const today = useSourceFreshness('today');
  const areAllTold = useRecords('sources').every(({ id }) => isTold(live(id)) && isTold(today(id)));
  const tellOne = useCallback(
    (record: T) => tell(record, live(record.sourceId), today(record.sourceId)),
    [tell, live, today],
  );
  return areAllTold ? tellAll : tellOne;
}

/** The same array when nothing had to be taken back. */
function mapped<T>(records: readonly T[], tell: (record: T) => T): readonly T[] {
  const first = tell === tellAll ? -1 : records.findIndex((record) => tell(record) !== record);
  return first < 0 ? records : records.map(tell);
}
