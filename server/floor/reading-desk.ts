import { type PolledFeedName, polledFeedNames, type SliceKind } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';
import type { Clock, Log } from '@/server/ports';
import type { AnyVendor, Reading, Readings } from '@/server/vendors/vendor';
import { type Collapse, findCollapse } from './collapse';
import type { FloorKeeper } from './floor-keeper';
import { withPastCounts } from './past-counts';
import { buildTables, type SliceTables } from './slice-tables';

/**
 * `taken`: show these tables. `held`: keep showing what was there. `gathered`: the same, as after a restart the picture from
 * before stays until every feed had its say: half of an answer would lose what it knows.
 */
export type Verdict =
  | { readonly outcome: 'taken'; readonly tables: SliceTables }
  | { readonly outcome: 'gathered' }
  | { readonly outcome: 'held'; readonly collapse: Collapse };

/** Where a source's readings are joined and judged before they reach the floor. */
export interface ReadingDesk {
  /** Throws what `normalize` throws; the readings are then as they were. `hooks`: what was heard, mended by this reading. */
  take(feed: PolledFeedName, reading: Reading<unknown>, hooks?: unknown): Verdict;
  /** The vendor called (rule P3): what the readings look like now; null while there is none to join it with. */
  hear(hooks: unknown): SliceTables | null;
  /** A feed failed: it is not waited for. */
  giveUp(feed: PolledFeedName): void;
  /** A reading is being held back (rule P2). */
  isSuspect(): boolean;
}

interface DeskParts {
  readonly sourceId: string;
  readonly vendor: AnyVendor<string>;
  readonly settings: unknown;
  readonly keeper: FloorKeeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly isStrict: boolean;
  /** What is on the floor is from before a restart. */
  readonly isRecalled?: boolean;
}

/** So long a picture from before a restart waits for the slowest feed. */
const gatherWithinMs = 15_000;

/** Keeps the last good reading of every feed of one source, and which feeds have one held back. */
export function createReadingDesk(parts: DeskParts): ReadingDesk {
  const { sourceId, vendor, keeper, log } = parts;
  let readings: Readings<unknown, unknown, unknown, unknown> = { live: null, today: null, names: null };
  const held = new Set<PolledFeedName>();
  const warned = new Set<SliceKind>();
  const awaited = new Set<PolledFeedName>(parts.isRecalled ? polledFeedNames.filter((name) => vendor.feeds[name]) : []);
  const gatherUntil = parts.clock.now() + gatherWithinMs;

  function onDuplicates(kind: SliceKind, ids: readonly string[]): void {
    if (warned.has(kind)) return;
    warned.add(kind);
    log.warn(
      { kind, ids: ids.slice(0, 5), count: ids.length },
      'The vendor gave ids twice: the last record of each wins',
    );
  }

  function tablesFor(joined: Readings<unknown, unknown, unknown, unknown>, before: SliceTables): SliceTables {
    const slices = vendor.normalize(joined, {
      sourceId,
      settings: parts.settings,
      now: parts.clock.now(),
      previous: <K extends SliceKind>(kind: K, id: string) => before[kind]?.get(id) as RecordOf[K] | undefined,
    });
    const keepsPast = parts.isRecalled && vendor.feeds.today !== undefined && joined.today === null;
    const told = keepsPast ? withPastCounts(slices, before) : slices;
    return buildTables(told, { sourceId, before, onDuplicates, isStrict: parts.isStrict });
  }

  return {
    take(feed, reading, hooks = readings.hooks) {
      const before = keeper.tablesOf(sourceId);
      const joined = { ...readings, [feed]: reading, hooks };
      const tables = tablesFor(joined, before);
      awaited.delete(feed);
      if (awaited.size > 0 && parts.clock.now() < gatherUntil) {
        readings = joined;
        return { outcome: 'gathered' };
      }
      const collapse = findCollapse(before, tables);
      if (collapse && !held.has(feed)) {
        held.add(feed);
        return { outcome: 'held', collapse };
      }
      held.delete(feed);
      readings = joined;
      return { outcome: 'taken', tables };
    },
    hear(hooks) {
      const joined = { ...readings, hooks };
      const hasAnswer = polledFeedNames.some((name) => readings[name] !== null);
      const isAwaited = awaited.size > 0 && parts.clock.now() < gatherUntil;
      const tables = hasAnswer && !isAwaited ? tablesFor(joined, keeper.tablesOf(sourceId)) : null;
      readings = joined;
      return tables;
    },
    giveUp: (feed) => void awaited.delete(feed),
    isSuspect: () => held.size > 0,
  };
}
