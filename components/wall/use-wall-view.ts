import { useMemo, useRef } from 'react';
import { type AttentionItem, type AttentionOrder, attentionOrder } from '@/lib/floor/attention-order';
import type { AgentRecord, EpochMs, GroupQueueRecord, QueueRecord } from '@/lib/floor/records';
import { type QueueSeverity, severityOf } from '@/lib/floor/severity';
import type { ConnectionState } from '@/lib/live/connection';
import { useConnection, useNow, usePulse, useRecords } from '@/lib/live/use-floor';
import { type HeroView, heroView } from './hero-view';
import { hasFigures, type SourceView, sourceView } from './source-view';
import { type TileView, tileView } from './tile-view';

export interface WallView {
  /** False until the first word of the server: nothing is known, not even that nothing is there. */
  readonly hasPicture: boolean;
  readonly connection: ConnectionState;
  /** The time the picture is true for; it stands still while we are cut off. */
  readonly pictureAt: EpochMs;
  readonly clock: EpochMs;
  readonly sources: readonly SourceView[];
  /** Worst first. */
  readonly tiles: readonly TileView[];
  readonly hero: HeroView;
  /** Agents of sources that still answer, by name. */
  readonly agents: readonly AgentRecord[];
}

/** Everything the wall shows, worked out of the floor once a second. */
export function useWallView(): WallView {
  const clock = useNow();
  const connection = useConnection();
  const pulse = usePulse();
  const records = useRecords('sources');
  const queues = useRecords('queues');
  const allAgents = useRecords('agents');
  const levels = useRecords('groupQueues');
  const order = useRef<AttentionOrder | null>(null);

  const pictureAt = connection.status === 'offline' ? Math.min(clock, connection.since) : clock;
  const sources = records.map((source) => sourceView(source, pulse, pictureAt));
  const severities = judge(queues, levels, pictureAt);
  const bySource = new Map(sources.map((view) => [view.source.id, view]));
  order.current = attentionOrder(order.current, attention(queues, severities, bySource), pictureAt);
  const counted = sources.flatMap((view) => (view.isCounted ? [view.source.id] : [])).join();
  const agents = useMemo(() => agentsOf(allAgents, new Set(counted.split(','))), [allAgents, counted]);
  return {
    hasPicture: pulse !== null,
    connection,
    pictureAt,
    clock,
    sources,
    tiles: tilesOf(order.current.ids, queues, severities, bySource, pictureAt),
    hero: heroView({ sources, queues, agents: allAgents, severities, now: pictureAt }),
    agents,
  };
}

function judge(queues: readonly QueueRecord[], levels: readonly GroupQueueRecord[], now: EpochMs) {
  const byQueue = new Map<string, GroupQueueRecord[]>();
  for (const level of levels) byQueue.set(level.queueId, [...(byQueue.get(level.queueId) ?? []), level]);
  return new Map(queues.map((queue) => [queue.id, severityOf(queue, byQueue.get(queue.id) ?? [], now)]));
}

type Severities = ReadonlyMap<string, QueueSeverity>;
type Sources = ReadonlyMap<string, SourceView>;
const notKnown: QueueSeverity = { severity: 'unknown', reason: 'no-figures' };

/** A queue whose source is gone is neither well nor in trouble as far as anybody knows. */
function attention(queues: readonly QueueRecord[], severities: Severities, sources: Sources): AttentionItem[] {
  return queues.map(({ id, sourceId, name, oldestWaitSince }) => {
    const live = sources.get(sourceId)?.live;
    const { severity } = live && hasFigures(live) ? (severities.get(id) ?? notKnown) : notKnown;
    return { id, severity, oldestWaitSince, name };
  });
}

function tilesOf(
  ids: readonly string[],
  queues: readonly QueueRecord[],
  severities: Severities,
  sources: Sources,
  now: EpochMs,
): TileView[] {
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  return ids.flatMap((id) => {
    const queue = byId.get(id);
    const source = queue && sources.get(queue.sourceId);
    if (!queue || !source) return [];
    return tileView({ queue, source, severity: severities.get(id) ?? notKnown, hasSites: sources.size > 1, now });
  });
}

function agentsOf(agents: readonly AgentRecord[], counted: ReadonlySet<string>): AgentRecord[] {
  const heard = agents.filter((agent) => counted.has(agent.sourceId));
  return heard.length > sortedAgents ? heard : heard.sort(byAgentName);
}

/** More than this are shown as counts on any screen, and counts have no order. */
const sortedAgents = 1000;
const { compare } = new Intl.Collator();
const byAgentName = (a: AgentRecord, b: AgentRecord) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
