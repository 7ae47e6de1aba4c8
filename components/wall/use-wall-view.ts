import { useMemo, useRef } from 'react';
import { type AttentionItem, type AttentionOrder, attentionOrder } from '@/lib/floor/attention-order';
import { type AgentTotals, agentTotals } from '@/lib/floor/figures';
import type { AgentRecord, EpochMs, GroupQueueRecord, QueueRecord } from '@/lib/floor/records';
import { type QueueSeverity, severityOf } from '@/lib/floor/severity';
import type { ConnectionState } from '@/lib/live/connection';
import { useConnection, useNow, usePulse, useRecords } from '@/lib/live/use-floor';
import { type HeroView, heroView } from './hero-view';
import { hasFigures, type SourceView, sourceView } from './source-view';
import { markOf, type TileInput, type TileView, tileView } from './tile-view';

export interface WallView {
  /** False until the first word of the server: nothing is known, not even that nothing is there. */
  readonly hasPicture: boolean;
  readonly connection: ConnectionState;
  /** The time the picture is true for; it stands still while we are cut off. */
  readonly pictureAt: EpochMs;
  readonly clock: EpochMs;
  readonly sources: readonly SourceView[];
  readonly queueCount: number;
  /** So many queues as tiles show them, worst first: only what is drawn is put into words. */
  readonly tiles: (most: number) => readonly TileView[];
  /** Names of the queues that are critical, shown or not. */
  readonly critical: readonly string[];
  readonly hero: HeroView;
  /** Agents of sources that still answer, by name. */
  readonly agents: readonly AgentRecord[];
  readonly totals: AgentTotals;
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
  const levelsOf = useMemo(() => levelsByQueue(levels), [levels]);
  const severities = judge(queues, levelsOf, pictureAt);
  const bySource = new Map(sources.map((view) => [view.source.id, view]));
  order.current = attentionOrder(order.current, attention(queues, severities, bySource), pictureAt);
  const counted = sources.flatMap((view) => (view.isCounted ? [view.source.id] : [])).join();
  const agents = useMemo(() => agentsOf(allAgents, new Set(counted.split(','))), [allAgents, counted]);
  const totals = useMemo(() => agentTotals(agents), [agents]);
  const told = toldInOrder(order.current.ids, queues, severities, bySource);
  return {
    hasPicture: pulse !== null,
    connection,
    pictureAt,
    clock,
    sources,
    queueCount: told.length,
    tiles: (most) =>
      told.slice(0, most).map((one) => tileView({ ...one, hasSites: bySource.size > 1, now: pictureAt })),
    critical: told.flatMap(({ queue, source, severity }) =>
      markOf(severity.severity, source.live) === 'critical' ? [queue.name] : [],
    ),
    hero: heroView({ sources, queues, agents: totals, severities, now: pictureAt }),
    agents,
    totals,
  };
}

type Levels = ReadonlyMap<string, readonly GroupQueueRecord[]>;
const noLevels: readonly GroupQueueRecord[] = [];

function levelsByQueue(levels: readonly GroupQueueRecord[]): Levels {
  const byQueue = new Map<string, GroupQueueRecord[]>();
  for (const level of levels) byQueue.set(level.queueId, [...(byQueue.get(level.queueId) ?? []), level]);
  return byQueue;
}

function judge(queues: readonly QueueRecord[], levels: Levels, now: EpochMs) {
  return new Map(queues.map((queue) => [queue.id, severityOf(queue, levels.get(queue.id) ?? noLevels, now)]));
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

type Told = Pick<TileInput, 'queue' | 'source' | 'severity'>;

function toldInOrder(
  ids: readonly string[],
  queues: readonly QueueRecord[],
  severities: Severities,
  sources: Sources,
): readonly Told[] {
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  return ids.flatMap((id) => {
    const queue = byId.get(id);
    const source = queue && sources.get(queue.sourceId);
    return queue && source ? [{ queue, source, severity: severities.get(id) ?? notKnown }] : [];
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
