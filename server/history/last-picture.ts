import { z } from 'zod';
import { applyDelta, type Delta } from '@/lib/floor/delta';
import { emptyFloor, type Floor } from '@/lib/floor/floor';
import { type SliceKind, sliceKinds } from '@/lib/floor/kinds';
import type { EpochMs, RecordOf } from '@/lib/floor/records';
import { type TrendReport, trendReport } from '@/lib/protocol/reports';
import type { SliceTables } from '@/server/floor/slice-tables';
import type { SourcePicture } from '@/server/floor/source-picture';
import { readDeltasAfter, readMark, readNewestKeyframe } from '@/server/store/history-repository';
import type { Store } from '@/server/store/store';
import { type KeptDays, keptDaysOfSources } from './agent-days';

/** The floor as it stood when it was seen last. */
export interface LastPicture {
  readonly sources: ReadonlyMap<string, SourcePicture & { readonly vendor: string }>;
  readonly trends: TrendReport | null;
  /** What agents did on the day it was taken, by source. */
  readonly agentDays: Readonly<Record<string, KeptDays>>;
}

export const noPicture: LastPicture = { sources: new Map(), trends: null, agentDays: {} };
/** What is older than a long weekend is of no use to anybody. */
const oldestMs = 72 * 3_600_000;
const pageSize = 200;

const feedsShape = z.record(
  z.string(),
  z.record(z.string(), z.object({ asOf: z.number().nullable(), everyMs: z.number().nullable() })),
);

/** Reads back what the floor looked like before this process: the newest whole picture and the stream after it. */
export async function readLastPicture(store: Store, now: EpochMs): Promise<LastPicture> {
  const feeds = await readMark(store, 'feeds');
  if (!feeds || now - feeds.at > oldestMs) return noPicture;
  const floor = await replayStream(store);
  if (!floor) return noPicture;
  const pulses = feedsShape.safeParse(parseJson(feeds.text)).data ?? {};
  const trends = await readMark(store, 'trends');
  const days = await readMark(store, 'agent-days');
  return {
    sources: picturesOf(floor, pulses as Record<string, SourcePicture['feeds']>),
    trends: trends ? (trendReport.safeParse(parseJson(trends.text)).data ?? null) : null,
    agentDays: days ? (keptDaysOfSources.safeParse(parseJson(days.text)).data ?? {}) : {},
  };
}

/** The floor at the end of the stream; what follows a gap is left alone. */
export async function replayStream(store: Store): Promise<Floor | null> {
  const keyframe = await readNewestKeyframe(store);
  const [first] = keyframe ?? [];
  if (!keyframe || !first) return null;
  const floor = emptyFloor();
  for (const { text } of keyframe) if (!apply(floor, text)) return null;
  let place = { epoch: first.epoch, seq: first.seq, part: first.parts };
  for (;;) {
    const rows = await readDeltasAfter(store, place, pageSize);
    for (const row of rows) {
      const goesOn = row.seq === place.seq ? row.part === place.part + 1 : row.seq === place.seq + 1 && row.part === 0;
      if (!goesOn || !apply(floor, row.text)) return floor;
      place = { epoch: row.epoch, seq: row.seq, part: row.part };
    }
    if (rows.length < pageSize) return floor;
  }
}

function apply(floor: Floor, text: string): boolean {
  const delta = parseJson(text);
  return typeof delta === 'object' && delta !== null && applyDelta(floor, delta as Delta);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function picturesOf(floor: Floor, pulses: Readonly<Record<string, SourcePicture['feeds']>>): LastPicture['sources'] {
  const tables = new Map<string, Record<SliceKind, Map<string, RecordOf[SliceKind]>>>();
  for (const id of floor.sources.keys()) tables.set(id, emptyTables());
  for (const kind of sliceKinds)
    for (const [id, record] of floor[kind]) tables.get(record.sourceId)?.[kind].set(id, record);
  return new Map(
    [...floor.sources.values()].map(({ id, vendor }) => [
      id,
      { vendor, tables: (tables.get(id) ?? {}) as SliceTables, feeds: pulses[id] ?? {} },
    ]),
  );
}

function emptyTables(): Record<SliceKind, Map<string, RecordOf[SliceKind]>> {
  return Object.fromEntries(sliceKinds.map((kind) => [kind, new Map()])) as never;
}
