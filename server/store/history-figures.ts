import { type RawBuilder, sql } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import type { HistoryQueueRow, KnownTimes, QueueCounts, QueueMaxima } from './schema/history';
import { agentColumns, knownTimeColumns, queueCountColumns, queueMaxColumns } from './schema/history-columns';
import type { Store } from './store';

/** Business days by their dates, both included, or times of which the last is not. */
export type HistoryRange =
  | { readonly kind: 'days'; readonly from: string; readonly to: string }
  | { readonly kind: 'times'; readonly from: EpochMs; readonly to: EpochMs };

export interface FigureQuery {
  readonly level: 'minutes' | 'hours' | 'days';
  /** Minutes are put together to so many ms; null: as they are. */
  readonly bucketMs: number | null;
  readonly queueIds: readonly string[];
  readonly range: HistoryRange;
}

/** Queues of a bucket that tell the same counts, added up: what one of them cannot tell spoils no sum of the others. */
export interface FigureRow extends QueueCounts, QueueMaxima, Pick<KnownTimes, 'known_ms'> {
  /** Start of the bucket; of days the date, as zones begin them at different times. */
  readonly bucket: EpochMs | string;
  readonly at: EpochMs;
  /** Its business day, the earliest where zones differ. */
  readonly day: string;
  /** Null where queues were added up. */
  readonly queue_id: string | null;
  readonly queues: number;
  /** The mean over time, added over queues. */
  readonly waiting: number | null;
  /** Those of agents are a queue's own: null where several are added up, as an agent may serve more than one. */
  readonly serving: number | null;
  readonly free: number | null;
  readonly busy: number | null;
  readonly wrap_up: number | null;
  readonly not_ready: number | null;
  readonly paused: number | null;
}

/** A value over time: its column, for how long it was known, and the name of its mean. */
interface Gauge {
  readonly column: string;
  readonly known: (typeof knownTimeColumns)[number];
  readonly name: string;
}

const waitingGauge: Gauge = { column: 'waiting_ms', known: 'waiting_known_ms', name: 'waiting' };
const agentGauges: readonly Gauge[] = ['serving', 'free', 'busy', 'wrap_up', 'not_ready', 'paused'].map((name) => ({
  column: `${name}_ms`,
  known: 'agents_known_ms',
  name,
}));
/** Counts that formulas need together; which of them a queue tells is a pattern of bits. */
const patternColumns = ['answered', 'answered_in_time', 'abandoned', 'short_abandoned', 'abandoned_in_time'];
const morePatternColumns = ['answered_wait_ms', 'handling_ms', 'offered'];

/** Figures by bucket (`buckets`), by queue over the whole range (`queues`), or by both. */
export async function readFigures(
  { reader }: Pick<Store, 'reader'>,
  query: FigureQuery,
  by: 'buckets' | 'queues' | 'both',
): Promise<readonly FigureRow[]> {
  if (query.queueIds.length === 0) return [];
  const bucket = by === 'queues' ? sql`0` : bucketOf(query);
  // Every column more is carried through the sorting of all rows, so only what is asked for is read.
  const isOfOne = by !== 'buckets' || query.queueIds.length === 1;
  const gauges: readonly Gauge[] = isOfOne ? [waitingGauge, ...agentGauges] : [waitingGauge];
  const times = isOfOne ? knownTimeColumns : (['known_ms', 'waiting_known_ms'] as const);
  const counts = [...queueCountColumns, 'known_ms'];
  const sums = [...queueCountColumns, ...times, ...gauges.map(({ column }) => column)];
  // An hour or a day of a queue is one row already: to group it once more would cost as much as all else.
  const isWhole = query.level !== 'minutes' && by !== 'queues';
  const columns = isWhole
    ? [...sums, ...queueMaxColumns].map((column) => sql.ref(column))
    : [...sums.map(aggregate('sum')), ...queueMaxColumns.map(aggregate('max'))];
  const when = isWhole ? sql`at, day` : sql`min(at) as at, min(day) as day`;
  const inner = sql`select queue_id, ${bucket} as bucket, ${when}, ${sql.join(columns)}
    from ${sql.table(`queue_${query.level}`)} where ${within(query)}
    ${isWhole ? sql`` : sql`group by queue_id, ${sql.ref('bucket')}`}`;
  const keepsQueues = by !== 'buckets';
  const groups = [...(keepsQueues ? [sql`queue_id`] : []), sql`bucket`, sql`told`];
  const unasked = isOfOne ? [] : agentGauges.map(({ name }) => sql`null as ${sql.ref(name)}`);
  const rows = await sql<FigureRow>`
    select bucket, min(at) as at, min(day) as day, ${keepsQueues ? sql`queue_id` : sql`null as queue_id`}, count(*) as queues, told,
      ${sql.join([...counts.map(aggregate('sum')), ...queueMaxColumns.map(aggregate('max'))])},
      ${sql.join([...gauges.map(({ column, known, name }) => mean(column, known, name)), ...unasked])}
    from (select found.*, ${pattern()} as told from (${inner}) as found) as marked
    group by ${sql.join(groups)} order by ${sql.join(groups)}`.execute(reader);
  return rows.rows;
}

const aggregate = (name: 'sum' | 'max') => (column: string) =>
  sql`${sql.raw(name)}(${sql.ref(column)}) as ${sql.ref(column)}`;

function mean(over: string, under: string, name: string): RawBuilder<unknown> {
  return sql`sum(cast(${sql.ref(over)} as double precision) / nullif(${sql.ref(under)}, 0)) as ${sql.ref(name)}`;
}

function pattern(): RawBuilder<unknown> {
  const bits = [...patternColumns, ...morePatternColumns].map(
    (column, bit) => sql`case when ${sql.ref(column)} is null then 0 else ${sql.lit(2 ** bit)} end`,
  );
  return sql.join(bits, sql` + `);
}

function bucketOf({ level, bucketMs }: FigureQuery): RawBuilder<unknown> {
  if (level === 'days') return sql`day`;
  return bucketMs === null ? sql`at` : sql`at - at % ${sql.lit(bucketMs)}`;
}

const longestAheadMs = 40 * 3_600_000;

function within({ queueIds, range }: FigureQuery): RawBuilder<unknown> {
  return sql`queue_id in (${sql.join([...queueIds])}) and ${during(range)}`;
}

/** A date is somewhere in the day and a half around it, whatever the zone and the hour at which days begin. */
function during(range: HistoryRange): RawBuilder<unknown> {
  if (range.kind === 'times') return sql`at >= ${range.from} and at < ${range.to}`;
  const [from, to] = [Date.parse(range.from) - longestAheadMs, Date.parse(range.to) + 2 * longestAheadMs];
  return sql`at >= ${from} and at < ${to} and day >= ${range.from} and day <= ${range.to}`;
}

export interface AgentRow {
  readonly bucket: EpochMs | string;
  readonly at: EpochMs;
  /** How many sources are in it. */
  readonly sources: number;
  readonly logged_out: number;
  readonly ready: number;
  readonly ringing: number;
  readonly busy: number;
  readonly wrap_up: number;
  readonly paused: number;
  readonly not_ready: number;
  readonly unknown: number;
}

/** Groups of sources whose agents are partly the same people, as there are figures of. */
export async function readPersonGroups({ reader }: Pick<Store, 'reader'>): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('agent_days')
    .select('source_id')
    .distinct()
    .where('source_id', 'like', '%+%')
    .execute();
  return rows.map((row) => row.source_id);
}

/** Agents by state: the mean over time, added over sources, and put right by groups of them. */
export async function readAgentFigures(
  { reader }: Pick<Store, 'reader'>,
  query: Omit<FigureQuery, 'queueIds'> & { readonly sourceIds: readonly string[] },
): Promise<readonly AgentRow[]> {
  if (query.sourceIds.length === 0) return [];
  const states = agentColumns.filter((column) => column !== 'known_ms');
  const bucket = bucketOf({ ...query, queueIds: [] });
  const { rows } = await sql<AgentRow>`
    select bucket, min(at) as at, sum(case when source_id like '%+%' then 0 else 1 end) as sources,
      ${sql.join(states.map((column) => mean(column, 'known_ms', column.replace(/_ms$/, ''))))}
    from (select source_id, ${bucket} as bucket, min(at) as at, ${sql.join(agentColumns.map(aggregate('sum')))}
      from ${sql.table(`agent_${query.level}`)}
      where source_id in (${sql.join([...query.sourceIds])}) and ${during(query.range)}
      group by source_id, ${sql.ref('bucket')}) as found
    group by bucket order by bucket`.execute(reader);
  return rows;
}

/** Every queue there are or were figures of. */
export function readHistoryQueues({ reader }: Pick<Store, 'reader'>): Promise<readonly HistoryQueueRow[]> {
  return reader.selectFrom('history_queues').selectAll().orderBy('queue_id').execute();
}
