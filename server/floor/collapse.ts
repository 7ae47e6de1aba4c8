import { type SliceKind, sliceKinds } from '@/lib/floor/kinds';
import type { AgentRecord } from '@/lib/floor/records';
import type { SliceTables } from './slice-tables';

export interface Collapse {
  readonly kind: SliceKind;
  /** Records before, or agents present before. */
  readonly before: number;
  readonly after: number;
}

/** A loss smaller than this may happen on any day. */
const minLoss = 10;

/**
 * Rule P2: the first kind that loses ten records and more than half; null when none does. Numbers are compared, not
 * ids: contacts change wholly within a minute. Agents also collapse when they all seem to have gone home at once.
 */
export function findCollapse(before: SliceTables, after: SliceTables): Collapse | null {
  for (const kind of sliceKinds) {
    const next = after[kind];
    const was = before[kind]?.size ?? 0;
    if (next && isCollapse(was, next.size)) return { kind, before: was, after: next.size };
  }
  return after.agents ? findExodus(before.agents ?? new Map(), after.agents) : null;
}

function findExodus(
  before: ReadonlyMap<string, AgentRecord>,
  after: ReadonlyMap<string, AgentRecord>,
): Collapse | null {
  let was = 0;
  let stayed = 0;
  for (const [id, agent] of before) {
    if (!isPresent(agent)) continue;
    was += 1;
    const now = after.get(id);
    if (now && isPresent(now)) stayed += 1;
  }
  return isCollapse(was, stayed) ? { kind: 'agents', before: was, after: stayed } : null;
}

function isCollapse(before: number, after: number): boolean {
  const lost = before - after;
  return lost >= minLoss && lost > before / 2;
}

function isPresent(agent: AgentRecord): boolean {
  return agent.state !== 'logged-out' && agent.state !== 'unknown';
}
