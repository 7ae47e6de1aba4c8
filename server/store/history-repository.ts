import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import { rollUp } from './history-rollup';
import type { Database } from './schema';
import type {
  AgentMinuteRow,
  FloorDeltaRow,
  FloorKeyframeRow,
  FloorMarkRow,
  HistoryQueueRow,
  QueueMinuteRow,
} from './schema/history';
import type { Store } from './store';

/** What one look at the floor gives to write: all of it or nothing. */
export interface HistoryBatch {
  readonly deltas: readonly FloorDeltaRow[];
  readonly keyframe: readonly FloorKeyframeRow[];
  readonly marks: readonly FloorMarkRow[];
  readonly names: readonly HistoryQueueRow[];
  readonly queues: readonly QueueMinuteRow[];
  readonly agents: readonly AgentMinuteRow[];
  /** Minutes that are over: their hours and days are added up anew. */
  readonly closed: readonly EpochMs[];
}

/** One statement holds at most so many rows, and about so much text: what a thread or a socket takes in one go. */
const mostRows = 50;
const mostChars = 256 * 1024;

/** Writes the batches in one transaction. Rows that are there already stay, or are replaced by newer ones of the same process. */
export async function writeHistory({ db }: Store, batches: readonly HistoryBatch[]): Promise<void> {
  await db.transaction().execute(async (within) => {
    for (const rows of piecesOf(batches.flatMap(({ deltas }) => deltas)))
      await within
        .insertInto('floor_deltas')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    for (const rows of piecesOf(batches.flatMap(({ keyframe }) => keyframe)))
      await within
        .insertInto('floor_keyframes')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await writeNewest(within, batches);
    await writeMinutes(within, batches);
    await rollUp(
      within,
      batches.flatMap(({ closed }) => closed),
    );
  });
}

async function writeNewest(within: Transaction<Database>, batches: readonly HistoryBatch[]): Promise<void> {
  const marks = new Map(batches.flatMap((batch) => batch.marks.map((mark) => [mark.name, mark] as const)));
  for (const mark of marks.values()) {
    await within
      .insertInto('floor_marks')
      .values(mark)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: mark.at, text: mark.text }))
      .execute();
  }
  const names = new Map(batches.flatMap((batch) => batch.names.map((row) => [row.queue_id, row] as const)));
  for (const rows of piecesOf([...names.values()])) {
    await within
      .insertInto('history_queues')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('queue_id')
          .doUpdateSet(({ ref }) => ({ name: ref('excluded.name'), zone: ref('excluded.zone') })),
      )
      .execute();
  }
}

/** The running minute is written again as it grows: the newest row of a process is the whole of it. */
async function writeMinutes(within: Transaction<Database>, batches: readonly HistoryBatch[]): Promise<void> {
  const queues = new Map(batches.flatMap(({ queues: rows }) => rows.map((row) => [`${row.at} ${row.queue_id}`, row])));
  for (const rows of piecesOf([...queues.values()])) await replaceRows(within, 'queue_minutes', 'queue_id', rows);
  const agents = new Map(batches.flatMap(({ agents: rows }) => rows.map((row) => [`${row.at} ${row.source_id}`, row])));
  for (const rows of piecesOf([...agents.values()])) await replaceRows(within, 'agent_minutes', 'source_id', rows);
}

async function replaceRows(
  within: Transaction<Database>,
  table: 'queue_minutes' | 'agent_minutes',
  id: 'queue_id' | 'source_id',
  rows: readonly (QueueMinuteRow | AgentMinuteRow)[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const key: readonly string[] = [id, 'at', 'epoch'];
  const replaced = columns
    .filter((column) => !key.includes(column))
    .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column as keyof typeof row]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${sql.join(replaced)}`.execute(
    within,
  );
}

function piecesOf<T extends object>(rows: readonly T[]): T[][] {
  const pieces: T[][] = [];
  let chars = 0;
  for (const row of rows) {
    const piece = pieces.at(-1);
    const own = 'text' in row ? String(row.text).length : 0;
    if (piece && piece.length < mostRows && chars + own <= mostChars) {
      piece.push(row);
      chars += own;
    } else {
      pieces.push([row]);
      chars = own;
    }
  }
  return pieces;
}

/** The newest whole picture and where the stream goes on from it; null when there is none. */
export async function readNewestKeyframe({ reader }: Store): Promise<readonly FloorKeyframeRow[] | null> {
  const newest = await reader
    .selectFrom('floor_keyframes')
    .select(['epoch', 'seq', 'parts'])
    .where('part', '=', 0)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return null;
  const rows: FloorKeyframeRow[] = [];
  for (let from = 0; from < newest.parts; from += mostRows) {
    const page = await reader
      .selectFrom('floor_keyframes')
      .selectAll()
      .where('epoch', '=', newest.epoch)
      .where('seq', '=', newest.seq)
      .where('part', '>=', from)
      .where('part', '<', from + mostRows)
      .orderBy('part')
      .execute();
    rows.push(...page);
  }
  return rows.length === newest.parts ? rows : null;
}

/** Rows of the stream that follow a place in it, in order, a page of them. */
export function readDeltasAfter(
  { reader }: Store,
  place: { readonly epoch: string; readonly seq: number; readonly part: number },
  limit: number,
): Promise<readonly FloorDeltaRow[]> {
  return reader
    .selectFrom('floor_deltas')
    .selectAll()
    .where('epoch', '=', place.epoch)
    .where(({ or, and, eb }) =>
      or([eb('seq', '>', place.seq), and([eb('seq', '=', place.seq), eb('part', '>', place.part)])]),
    )
    .orderBy('seq')
    .orderBy('part')
    .limit(limit)
    .execute();
}

export function readMark({ reader }: Store, name: string): Promise<FloorMarkRow | undefined> {
  return reader.selectFrom('floor_marks').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Of the newest minute there is; null in a new store. */
export async function readNewestMinute({ reader }: Store): Promise<EpochMs | null> {
  const newest = await reader
    .selectFrom('queue_minutes')
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.at ?? null;
}
