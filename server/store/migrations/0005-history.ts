import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Engine } from '@/server/store/store';
import type { SchemaChange } from './schema-change';

type Columns = Readonly<Record<string, 'text' | 'bigint' | 'integer' | 'text null' | 'bigint null'>>;

// Written out here, as a migration must not change when the code does.
const queueFigures: Columns = {
  offered: 'bigint null',
  answered: 'bigint null',
  answered_in_time: 'bigint null',
  abandoned: 'bigint null',
  short_abandoned: 'bigint null',
  abandoned_in_time: 'bigint null',
  answered_wait_ms: 'bigint null',
  handling_ms: 'bigint null',
  overflowed: 'bigint null',
  waiting_ms: 'bigint null',
  serving_ms: 'bigint null',
  free_ms: 'bigint null',
  busy_ms: 'bigint null',
  wrap_up_ms: 'bigint null',
  not_ready_ms: 'bigint null',
  paused_ms: 'bigint null',
  known_ms: 'bigint',
  today_known_ms: 'bigint',
  waiting_known_ms: 'bigint',
  agents_known_ms: 'bigint',
  waiting_max: 'bigint null',
  longest_wait_ms: 'bigint null',
};
const agentFigures: Columns = {
  known_ms: 'bigint',
  logged_out_ms: 'bigint',
  ready_ms: 'bigint',
  ringing_ms: 'bigint',
  busy_ms: 'bigint',
  wrap_up_ms: 'bigint',
  paused_ms: 'bigint',
  not_ready_ms: 'bigint',
  unknown_ms: 'bigint',
};
const queue: Columns = { queue_id: 'text', source_id: 'text' };
const source: Columns = { source_id: 'text' };
const ofDay: Columns = { day: 'text', day_at: 'bigint' };
const ofMinute: Columns = { at: 'bigint', epoch: 'text', hour_at: 'bigint', ...ofDay };

/** The stream of the floor, its minute figures, and what they add up to. */
export const createHistory: SchemaChange = async (db, engine) => {
  const make = (name: string, columns: Columns, key: readonly string[]) => createTable(db, engine, name, columns, key);
  const part: Columns = { epoch: 'text', seq: 'bigint', part: 'integer', parts: 'integer', at: 'bigint' };
  await make('floor_deltas', { ...part, source_id: 'text null', text: 'text' }, ['epoch', 'seq', 'part']);
  await make('floor_keyframes', { ...part, text: 'text' }, ['epoch', 'seq', 'part']);
  await make('floor_marks', { name: 'text', at: 'bigint', text: 'text' }, ['name']);
  await make('history_queues', { ...queue, name: 'text', zone: 'text' }, ['queue_id']);
  await make('queue_minutes', { ...queue, ...ofMinute, ...queueFigures }, ['queue_id', 'at', 'epoch']);
  await make('queue_hours', { ...queue, at: 'bigint', ...ofDay, ...queueFigures }, ['queue_id', 'at']);
  await make('queue_days', { ...queue, day: 'text', at: 'bigint', ...queueFigures }, ['queue_id', 'day']);
  await make('agent_minutes', { ...source, ...ofMinute, ...agentFigures }, ['source_id', 'at', 'epoch']);
  await make('agent_hours', { ...source, at: 'bigint', ...ofDay, ...agentFigures }, ['source_id', 'at']);
  await make('agent_days', { ...source, day: 'text', at: 'bigint', ...agentFigures }, ['source_id', 'day']);
  const byTime = ['floor_deltas', 'floor_keyframes', 'queue_minutes', 'queue_hours', 'agent_minutes', 'agent_hours'];
  for (const table of byTime) await db.schema.createIndex(`${table}_at`).on(table).column('at').execute();
};

/** Short rows lie in the order of their key where the engine can do that: a series is read from one place. */
async function createTable(
  db: Kysely<unknown>,
  engine: Engine,
  name: string,
  columns: Columns,
  key: readonly string[],
): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const [base, mayBeNull] = type.split(' ') as ['text' | 'bigint' | 'integer', string | undefined];
    table = table.addColumn(column, base, (built) => (mayBeNull ? built : built.notNull()));
  }
  table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never[]);
  if (engine === 'sqlite' && !('text' in columns)) table = table.modifyEnd(sql`without rowid`);
  await table.execute();
}
