import type { EpochMs } from './records';
import { type Severity, severities } from './severity';

export interface AttentionItem {
  readonly id: string;
  readonly severity: Severity;
  /** Among equally troubled ones the oldest comes first; null comes last. */
  readonly oldestWaitSince: EpochMs | null;
  /** Where quiet ones stand among themselves: people learn where their queue is. */
  readonly name: string;
}

export interface AttentionOrder {
  readonly ids: readonly string[];
  /** The class each one stands under, which may lag behind what it is. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly movedAt: EpochMs;
}

/** Rows move at most this often. */
export const restMs = 5000;

/**
 * Trouble rises but tiles do not jump: who gets worse moves up at once, everything else waits until the order has rested
 * for 5 s. Answers `previous` itself when nothing moves.
 */
export function attentionOrder(
  previous: AttentionOrder | null,
  items: readonly AttentionItem[],
  now: EpochMs,
): AttentionOrder {
  const byId = new Map(items.map((item) => [item.id, item]));
  if (previous === null || now - previous.movedAt >= restMs) return settle(previous, [...byId.values()], now);
  return hold(previous, byId, now);
}

function settle(previous: AttentionOrder | null, items: AttentionItem[], now: EpochMs): AttentionOrder {
  const sorted = items.sort(byAttention);
  const ids = sorted.map((item) => item.id);
  const ranks = new Map(sorted.map((item) => [item.id, rankOf(item)]));
  if (previous && sameIds(previous.ids, ids))
    return sameRanks(previous.ranks, ranks) ? previous : { ...previous, ranks };
  return { ids, ranks, movedAt: now };
}

/** Keeps everybody in place but those who left, came, or rose. */
function hold(previous: AttentionOrder, items: ReadonlyMap<string, AttentionItem>, now: EpochMs): AttentionOrder {
  const ranks = new Map<string, number>();
  const ids: string[] = [];
  const movers: AttentionItem[] = [];
  for (const id of previous.ids) {
    const item = items.get(id);
    const held = previous.ranks.get(id);
    if (item === undefined || held === undefined) continue;
    if (rankOf(item) < held) movers.push(item);
    else {
      ids.push(id);
      ranks.set(id, held);
    }
  }
  for (const item of items.values()) if (!previous.ranks.has(item.id)) movers.push(item);
  for (const item of movers.sort(byAttention)) insert(ids, ranks, item);
  if (movers.length === 0 && ids.length === previous.ids.length) return previous;
  return { ids, ranks, movedAt: movers.length > 0 ? now : previous.movedAt };
}

/** Below all who stand at least as high: a newcomer pushes nobody of its own class aside. */
function insert(ids: string[], ranks: Map<string, number>, item: AttentionItem): void {
  const rank = rankOf(item);
  const below = ids.findIndex((id) => (ranks.get(id) ?? 0) > rank);
  ids.splice(below === -1 ? ids.length : below, 0, item.id);
  ranks.set(item.id, rank);
}

function rankOf(item: AttentionItem): number {
  return severities.indexOf(item.severity);
}

function byAttention(a: AttentionItem, b: AttentionItem): number {
  const rank = rankOf(a);
  if (rank !== rankOf(b)) return rank - rankOf(b);
  const isTroubled = a.severity === 'critical' || a.severity === 'warning';
  if (isTroubled && a.oldestWaitSince !== b.oldestWaitSince) {
    return (a.oldestWaitSince ?? Infinity) - (b.oldestWaitSince ?? Infinity);
  }
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

function sameRanks(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, rank]) => b.get(id) === rank);
}
