import { type Delta, diffFloors, kindsOf } from '@/lib/floor/delta';
import { emptyFloor, type Floor } from '@/lib/floor/floor';
import { type FeedName, type FloorKind, sliceKinds } from '@/lib/floor/kinds';
import type { IntentRecord, SourceRecord } from '@/lib/floor/records';
import type { FeedPulse, PulseMessage } from '@/lib/protocol/messages';
import type { Clock, Log } from '@/server/ports';
import type { Commit, FloorFeed } from './floor-feed';
import { overlayPersons, type PersonOf } from './overlay-persons';
import type { SliceTables } from './slice-tables';

/** What one source changes in one step; a kind that is absent stays as it is (rule P1). */
export interface SourceChange {
  readonly source?: SourceRecord;
  readonly tables?: SliceTables;
  /** All commands there are now, of whatever source they speak; of `intentsOf` only. */
  readonly intents?: ReadonlyMap<string, IntentRecord>;
}

/** Whose commands are: no source may have this name. They come and go with this process, and outlive no restart. */
export const intentsOf = 'callboard';

/** The one writer of the floor. */
export interface FloorKeeper extends FloorFeed {
  /** Diffs a source against its own past; null, and nobody is told, when nothing changed (rule D2). */
  commit(sourceId: string, change: SourceChange): Commit | null;
  /** Says again which persons a source's agents are, after that was changed. */
  relink(sourceId: string): Commit | null;
  /** Drops the source and all its records. */
  remove(sourceId: string): Commit | null;
  /** The source's own records as they stand. */
  tablesOf(sourceId: string): SliceTables;
  /** How old a feed is travels in the pulse, outside the diff (rule D2). */
  noteFeed(sourceId: string, feed: FeedName, pulse: FeedPulse): void;
}

interface KeeperParts {
  readonly clock: Clock;
  readonly log: Log;
  /** New with every start of a keeper (rule C3), e.g. a random UUID. */
  readonly epoch: string;
  /** Which persons agents are; nobody is linked unless told. */
  readonly personOf?: PersonOf;
}

type Tables = { readonly [K in FloorKind]?: ReadonlyMap<string, object> };

/** Holds the live picture and where it stands in the stream of deltas. */
export function createFloorKeeper({ clock, log, epoch, personOf = () => null }: KeeperParts): FloorKeeper {
  const floor = emptyFloor();
  const tablesBySource = new Map<string, SliceTables>();
  const feeds = new Map<string, Partial<Record<FeedName, FeedPulse>>>();
  const listeners = new Set<(commit: Commit) => void>();
  let seq = 0;
  let isTelling = false;

  function apply(before: Tables, after: Tables): Commit | null {
    const delta = diffFloors(before as SliceTables, after as SliceTables);
    if (!delta) return null;
    writeTables(floor, delta, after);
    const commit: Commit = { epoch, after: seq, seq: seq + 1, delta };
    seq += 1;
    tell(commit);
    return commit;
  }

  function tell(commit: Commit): void {
    isTelling = true;
    for (const listener of [...listeners]) {
      try {
        listener(commit);
      } catch (error) {
        log.error({ err: error }, 'A follower of the floor failed');
      }
    }
    isTelling = false;
  }

  function recordOf(sourceId: string): ReadonlyMap<string, SourceRecord> {
    const record = floor.sources.get(sourceId);
    return new Map(record ? [[sourceId, record]] : []);
  }

  function commit(sourceId: string, { source, tables = {}, intents }: SourceChange): Commit | null {
    refuseWhile(isTelling);
    const past = tablesBySource.get(sourceId) ?? {};
    const { agents } = tables;
    const next = agents ? { ...tables, agents: overlayPersons(agents, past.agents, personOf) } : tables;
    tablesBySource.set(sourceId, { ...past, ...next });
    const record = source ? { sources: new Map([[sourceId, source]]) } : {};
    const before = { ...past, sources: recordOf(sourceId), intents: floor.intents };
    return apply(before, { ...next, ...record, ...(intents && { intents }) });
  }

  return {
    floor,
    cursor: () => ({ epoch, seq }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    commit,
    relink(sourceId) {
      const agents = tablesBySource.get(sourceId)?.agents;
      return agents ? commit(sourceId, { tables: { agents } }) : null;
    },
    remove(sourceId) {
      refuseWhile(isTelling);
      const past = tablesBySource.get(sourceId) ?? {};
      tablesBySource.delete(sourceId);
      feeds.delete(sourceId);
      const nothing = Object.fromEntries([...sliceKinds, 'sources' as const].map((kind) => [kind, new Map()]));
      return apply({ ...past, sources: recordOf(sourceId) }, nothing);
    },
    tablesOf: (sourceId) => tablesBySource.get(sourceId) ?? {},
    noteFeed(sourceId, feed, pulse) {
      feeds.set(sourceId, { ...feeds.get(sourceId), [feed]: pulse });
    },
    pulse: (): PulseMessage => ({ at: clock.now(), feeds: Object.fromEntries(feeds) }),
  };
}

function refuseWhile(isTelling: boolean): void {
  if (isTelling) throw new Error('A follower must not commit: others would hear of the steps in the wrong order');
}

/** Puts the very records of `after` on the floor, so that an unchanged one keeps its reference. */
function writeTables(floor: Floor, delta: Delta, after: Tables): void {
  for (const kind of kindsOf(delta)) {
    const table = floor[kind] as Map<string, object>;
    for (const id of delta.drop?.[kind] ?? []) table.delete(id);
    for (const id of Object.keys(delta.patch?.[kind] ?? {})) table.set(id, after[kind]?.get(id) ?? {});
    for (const record of delta.put?.[kind] ?? []) table.set(record.id, record);
  }
}
