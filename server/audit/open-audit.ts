import type { EpochMs } from '@/lib/floor/records';
import type { AuditItem, AuditList } from '@/lib/protocol/api/audit-api';
import { Refusal } from '@/lib/protocol/refusal';
import type { Clock, Log } from '@/server/ports';
import { type AuditSearch, createAuditRepository } from '@/server/store/audit-repository';
import type { AuditRow } from '@/server/store/schema/audit';
import type { Store } from '@/server/store/store';
import { createWriteBehind, type WriteBehindStatus } from '@/server/store/write-behind';
import type { Audit, AuditEntry } from './audit';
import { itemOf, rowOf } from './audit-row';
import { createRefusedCalls, type RefusedCalls } from './refused-calls';
import { createTimeIds, firstIdAt } from './time-ids';

/** What somebody looks for; what is left out is not asked for. */
export interface AuditQuery {
  readonly from?: EpochMs | undefined;
  /** Up to and without this instant. */
  readonly to?: EpochMs | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly outcome?: AuditItem['outcome'] | undefined;
  readonly text?: string | undefined;
}

/** The audit with what is read from it; nothing in it can be changed. */
export interface AuditDesk extends Audit {
  /** Somebody tried to change what they may not; however often, it is a line a minute. */
  readonly noteRefusedCall: RefusedCalls['note'];
  /** Newest first, those before the id `before`; rejects with a refusal while the store is away. */
  list(query: AuditQuery, before: string | undefined, most: number): Promise<AuditList>;
  count(query: AuditQuery): Promise<number>;
  /** Everything that matches as of now, newest first, some at a time. */
  walk(query: AuditQuery): AsyncGenerator<readonly AuditItem[]>;
  status(): WriteBehindStatus;
  close(): Promise<void>;
}

interface AuditParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

const rowsAtOnce = 1000;

/** Writes what is noted behind the hot path, and keeps it while the store is away; what is lost is counted and told. */
export function openAudit({ store, clock, log }: AuditParts): AuditDesk {
  const repository = createAuditRepository(store);
  const nextId = createTimeIds(clock.now);
  const queue = createWriteBehind<AuditRow>({
    name: 'audit',
    write: (rows) => repository.add(rows),
    sizeOf: (row) => 400 + (row.before_json?.length ?? 0) + (row.after_json?.length ?? 0),
    clock,
    log,
  });

  function note(entry: AuditEntry): void {
    try {
      queue.add(rowOf(entry, nextId()));
    } catch (error) {
      log.error({ err: error, action: entry.action }, 'An entry of the audit could not be made');
    }
  }

  /** A write that is under way took what waited when it began; the second one takes the rest. */
  async function writeOut(): Promise<void> {
    await queue.flush();
    if (queue.status().waiting > 0) await queue.flush();
  }

  async function find(query: AuditQuery, before: string | undefined, most: number): Promise<AuditItem[]> {
    return (await readable(repository.find(searchOf(query, before), most))).map(itemOf);
  }

  async function* walk(query: AuditQuery): AsyncGenerator<readonly AuditItem[]> {
    await writeOut();
    let before: string | undefined;
    for (;;) {
      const items = await find(query, before, rowsAtOnce);
      if (items.length > 0) yield items;
      before = items.at(-1)?.id;
      if (items.length < rowsAtOnce) return;
    }
  }

  return {
    note,
    noteRefusedCall: createRefusedCalls({ note }, clock).note,
    async list(query, before, most) {
      // Who just did something wants to see it.
      await writeOut();
      const items = await find(query, before, most + 1);
      const entries = items.slice(0, most);
      return { entries, next: items.length > most ? (entries.at(-1)?.id ?? null) : null };
    },
    async count(query) {
      await writeOut();
      return readable(repository.count(searchOf(query, undefined)));
    },
    walk,
    status: queue.status,
    close: queue.close,
  };
}

function searchOf({ from, to, text, ...rest }: AuditQuery, before: string | undefined): AuditSearch {
  const ends = [before, to === undefined ? undefined : firstIdAt(to)].filter((end) => end !== undefined);
  return {
    ...rest,
    fromId: from === undefined ? undefined : firstIdAt(from),
    beforeId: ends.sort()[0],
    words: text?.split(/\s+/).filter(Boolean),
  };
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'unavailable') throw error;
    throw new Refusal('unavailable', {
      message: 'The database does not answer, so the audit cannot be read. What happens meanwhile is kept in memory.',
    });
  }
}
