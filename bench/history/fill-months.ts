import type { Transaction } from 'kysely';
import { seededRandom } from '@/bench/floor-fixture';
import { createFakeLog } from '@/server/fake-log';
import { businessDayOf } from '@/server/history/business-days';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';
import type { Database } from '@/server/store/schema';
import type { QueueFigures } from '@/server/store/schema/history';

const hourMs = 3_600_000;
export const zone = { timeZone: 'Europe/Rome', startHour: 4 };

export interface Filled {
  readonly queues: number;
  readonly days: number;
  /** The last whole business day. */
  readonly lastDay: string;
}

/** Fills an empty store with hours and days of many queues, as two months of watching would have left them. */
export async function fillMonths(dataDir: string, { queues, days }: Omit<Filled, 'lastDay'>): Promise<Filled> {
  const store = await openStore({ dataDir, databaseUrl: null, clock: systemClock, log: createFakeLog().log });
  const random = seededRandom(7);
  const today = businessDayOf(Date.now(), zone, null);
  const ids = Array.from({ length: queues }, (_, at) => `site-${at % 5}/${300 + at}`);
  await store.db
    .insertInto('history_queues')
    .values(ids.map((id) => ({ queue_id: id, source_id: sourceOf(id), name: `Queue ${id}`, zone: zone.timeZone })))
    .execute();
  let lastDay = today.day;
  let at = today.from - 12 * hourMs;
  for (let back = 1; back <= days; back += 1) {
    const day = businessDayOf(at, zone, null);
    if (back === 1) lastDay = day.day;
    await store.db.transaction().execute((within) => fillDay(within, ids, day, random));
    at = day.from - 12 * hourMs;
  }
  await store.close();
  return { queues, days, lastDay };
}

const sourceOf = (id: string) => id.slice(0, id.indexOf('/'));

async function fillDay(
  db: Transaction<Database>,
  ids: readonly string[],
  { day, from, to }: ReturnType<typeof businessDayOf>,
  random: () => number,
): Promise<void> {
  const hours = Array.from({ length: Math.round((to - from) / hourMs) }, (_, hour) => from + hour * hourMs);
  const queueRows = ids.flatMap((queue_id) =>
    hours.map((at) => ({ queue_id, source_id: sourceOf(queue_id), at, day, day_at: from, ...figures(random) })),
  );
  for (let row = 0; row < queueRows.length; row += 500)
    await db
      .insertInto('queue_hours')
      .values(queueRows.slice(row, row + 500))
      .execute();
  const dayRows = ids.map((queue_id) => {
    return { queue_id, source_id: sourceOf(queue_id), day, at: from, ...figures(random, 24) };
  });
  await db.insertInto('queue_days').values(dayRows).execute();
  const sources = [...new Set(ids.map(sourceOf))];
  const agents = { known_ms: hourMs, logged_out_ms: 0, ready_ms: 8 * hourMs, ringing_ms: 0, busy_ms: 30 * hourMs };
  const more = { wrap_up_ms: 4 * hourMs, paused_ms: 6 * hourMs, not_ready_ms: 0, unknown_ms: 0 };
  const agentRows = sources.flatMap((source_id) =>
    hours.map((at) => ({ source_id, at, day, day_at: from, ...agents, ...more })),
  );
  await db.insertInto('agent_hours').values(agentRows).execute();
  await db
    .insertInto('agent_days')
    .values(sources.map((source_id) => ({ source_id, day, at: from, ...agents, ...more })))
    .execute();
}

function figures(random: () => number, times = 1): QueueFigures {
  const answered = Math.floor(random() * 40) * times;
  const known = hourMs * times;
  return {
    ...{ offered: answered + 3, answered, answered_in_time: Math.floor(answered * 0.8), abandoned: 3 },
    ...{ short_abandoned: 1, abandoned_in_time: null, answered_wait_ms: answered * 14_000 },
    ...{ handling_ms: answered * 280_000, overflowed: null, waiting_ms: Math.floor(random() * 4 * known) },
    ...{ serving_ms: 20 * known, free_ms: 4 * known, busy_ms: 12 * known, wrap_up_ms: known },
    ...{ not_ready_ms: 0, paused_ms: 2 * known, waiting_max: 4, longest_wait_ms: Math.floor(random() * 300_000) },
    ...{ known_ms: known, today_known_ms: known, waiting_known_ms: known, agents_known_ms: known },
  };
}
