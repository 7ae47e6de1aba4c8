import { applyDelta, kindsOf } from '@/lib/floor/delta';
import { emptyFloor, type Floor, type Table } from '@/lib/floor/floor';
import { type FloorKind, floorKinds } from '@/lib/floor/kinds';
import type { MembershipRecord, RecordOf } from '@/lib/floor/records';
import { sameRecord } from '@/lib/floor/same-record';
import { type Cursor, follows } from '@/lib/protocol/cursor';
import type { DeltaMessage, PulseMessage, SnapshotMessage } from '@/lib/protocol/messages';
import { MembershipIndex } from './membership-index';

export type Topic = FloorKind | 'pulse' | 'all';
type Listener = () => void;

/** The browser's copy of the floor. It takes any feed, live or replayed, and asks nobody for anything. */
export class FloorStore {
  private readonly floor: Floor = emptyFloor();
  private readonly versions = new Map<FloorKind, number>();
  private readonly listeners = new Map<Topic, Set<Listener>>();
  private readonly lists = new Map<FloorKind, { readonly version: number; readonly rows: readonly object[] }>();
  private readonly memberships = new MembershipIndex(this.floor.memberships);
  private at: Cursor | null = null;
  private lastPulse: PulseMessage | null = null;

  /** Where this copy stands; null before the first snapshot and after losing its place. */
  get cursor(): Cursor | null {
    return this.at;
  }

  get pulse(): PulseMessage | null {
    return this.lastPulse;
  }

  table<K extends FloorKind>(kind: K): ReadonlyMap<string, RecordOf[K]> {
    return this.floor[kind];
  }

  get<K extends FloorKind>(kind: K, id: string): RecordOf[K] | undefined {
    return this.table(kind).get(id);
  }

  /** Grows whenever a table of this kind changes. */
  version(kind: FloorKind): number {
    return this.versions.get(kind) ?? 0;
  }

  /** All records of a kind in no promised order; the same array until the kind changes. */
  list<K extends FloorKind>(kind: K): readonly RecordOf[K][] {
    const version = this.version(kind);
    const held = this.lists.get(kind);
    if (held?.version === version) return held.rows as readonly RecordOf[K][];
    const rows = [...this.table(kind).values()];
    this.lists.set(kind, { version, rows });
    return rows;
  }

  membershipsOfAgent(agentId: string): readonly MembershipRecord[] {
    return this.memberships.ofAgent(agentId);
  }

  membershipsOfQueue(queueId: string): readonly MembershipRecord[] {
    return this.memberships.ofQueue(queueId);
  }

  /** Calls back after each message that touched the topic; `all` is any message. Returns its own undo. */
  subscribe(topic: Topic, listener: Listener): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener));
    return () => set.delete(listener);
  }

  /** Replaces everything (rule C1); a record with the same values keeps its reference, so that nothing redraws in vain. */
  applySnapshot(message: SnapshotMessage): void {
    const changed = floorKinds.filter((kind) => replaceTable<FloorKind>(this.floor[kind], message.floor[kind]));
    this.at = { epoch: message.epoch, seq: message.seq };
    this.lastPulse = message.pulse;
    if (changed.includes('memberships')) this.memberships.reset();
    this.announce(changed, ['pulse']);
  }

  /** Takes a delta only if it follows on where this copy stands; else nothing changes and a snapshot is due (rule C1). */
  applyDelta(message: DeltaMessage): 'applied' | 'out-of-step' {
    const { delta } = message;
    const takeOver = this.memberships.follow(delta);
    if (!follows(this.at, message) || !applyDelta(this.floor, delta)) {
      this.at = null;
      return 'out-of-step';
    }
    takeOver();
    this.at = { epoch: message.epoch, seq: message.seq };
    this.announce(kindsOf(delta), []);
    return 'applied';
  }

  applyPulse(message: PulseMessage): void {
    this.lastPulse = message;
    this.announce([], ['pulse']);
  }

  private announce(changed: readonly FloorKind[], others: readonly Topic[]): void {
    for (const kind of changed) this.versions.set(kind, this.version(kind) + 1);
    for (const topic of [...changed, ...others, 'all' as const]) {
      for (const listener of [...(this.listeners.get(topic) ?? [])]) listener();
    }
  }
}

/** True when the table is now different. */
function replaceTable<K extends FloorKind>(table: Table<K>, records: readonly RecordOf[K][]): boolean {
  const before = new Map(table);
  let changed = false;
  table.clear();
  for (const record of records) {
    const old = before.get(record.id);
    const same = old !== undefined && sameRecord(old, record);
    table.set(record.id, same ? old : record);
    changed ||= !same;
  }
  return changed || table.size !== before.size;
}
