import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import type { Database } from './schema';
import { agentColumns, knownTimeColumns, queueMaxColumns, queueSumColumns } from './schema/history-columns';

interface Level {
  readonly from: 'queue_minutes' | 'queue_hours' | 'agent_minutes' | 'agent_hours';
  readonly into: 'queue_hours' | 'queue_days' | 'agent_hours' | 'agent_days';
  readonly id: 'queue_id' | 'source_id';
  /** Of what period a row of the coarser table is: its column there, and here. */
  readonly period: readonly [there: string, here: string];
  /** Columns that are alike in all rows of the period; the least, should a setting have changed in between. */
  readonly alike: Readonly<Record<string, string>>;
  readonly sums: readonly string[];
  readonly maxima: readonly string[];
}

const queueFigures = { sums: [...queueSumColumns, ...knownTimeColumns], maxima: queueMaxColumns };
const agentFigures = { sums: agentColumns, maxima: [] };
const ofQueue = { id: 'queue_id', alike: { source_id: 'source_id' } } as const;
const ofSource = { id: 'source_id', alike: {} } as const;
const ofDay = { day: 'day', day_at: 'day_at' };
const hour = { period: ['at', 'hour_at'] } as const;
const day = { period: ['day', 'day'] } as const;

const hours: readonly Level[] = [
  {
    ...{ from: 'queue_minutes', into: 'queue_hours', ...ofQueue, ...hour, ...queueFigures },
    alike: { ...ofQueue.alike, ...ofDay },
  },
  { from: 'agent_minutes', into: 'agent_hours', ...ofSource, ...hour, ...agentFigures, alike: ofDay },
];
const days: readonly Level[] = [
  {
    ...{ from: 'queue_hours', into: 'queue_days', ...ofQueue, ...day, ...queueFigures },
    alike: { ...ofQueue.alike, at: 'day_at' },
  },
  { from: 'agent_hours', into: 'agent_days', ...ofSource, ...day, ...agentFigures, alike: { at: 'day_at' } },
];

/**
 * Adds up anew the hours and days that the given minutes belong to. Always from the rows below, never by adding to a sum:
 * done twice it is the same, and what came late is in it.
 */
export async function rollUp(within: Transaction<Database>, minutes: readonly EpochMs[]): Promise<void> {
  if (minutes.length === 0) return;
  const touched = await hoursOf(within, [Math.min(...minutes), Math.max(...minutes)]);
  for (const { hour_at: hour, day_at: dayAt, day } of touched) {
    const inHour = sql`at >= ${hour} and at < ${hour + hourMs} and hour_at = ${hour}`;
    for (const level of hours) await addUp(within, level, inHour);
    // No day is longer than 25 hours.
    const inDay = sql`at >= ${dayAt} and at < ${dayAt + 26 * hourMs} and day = ${day}`;
    for (const level of days) await addUp(within, level, inDay);
  }
}

const hourMs = 3_600_000;

interface Touched {
  readonly hour_at: EpochMs;
  readonly day_at: EpochMs;
  readonly day: string;
}

/** Sources of several zones have hours and days of their own. */
async function hoursOf(within: Transaction<Database>, [from, to]: [EpochMs, EpochMs]): Promise<readonly Touched[]> {
  const hoursIn = (table: 'queue_minutes' | 'agent_minutes') =>
    within
      .selectFrom(table)
      .select(['hour_at', 'day_at', 'day'])
      .distinct()
      .where('at', '>=', from)
      .where('at', '<=', to)
      .execute();
  const found = [...(await hoursIn('queue_minutes')), ...(await hoursIn('agent_minutes'))];
  return [...new Map(found.map((one) => [`${one.hour_at} ${one.day}`, one])).values()];
}

async function addUp(within: Transaction<Database>, level: Level, where: RawBuilder<unknown>): Promise<void> {
  const [there, here] = level.period;
  const figures = [
    ...Object.entries(level.alike).map(([into, from]) => [into, sql`min(${sql.ref(from)})`] as const),
    ...level.sums.map((column) => [column, sql`sum(${sql.ref(column)})`] as const),
    ...level.maxima.map((column) => [column, sql`max(${sql.ref(column)})`] as const),
  ];
  const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
  const replaced = figures.map(([column]) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  await sql`insert into ${sql.table(level.into)} (${refs([level.id, there, ...figures.map(([column]) => column)])})
    select ${refs([level.id, here])}, ${sql.join(figures.map(([, figure]) => figure))}
    from ${sql.table(level.from)} where ${where} group by ${refs([level.id, here])}
    on conflict (${refs([level.id, there])}) do update set ${sql.join(replaced)}`.execute(within);
}
