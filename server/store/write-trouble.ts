import type { EpochMs } from '@/lib/floor/records';
import type { Clock, Log } from '@/server/ports';

/** What goes wrong with writing: counted, and told to the log on the edges only. */
export interface WriteTrouble {
  /** A write failed and will be tried again. */
  note(error: Error): void;
  /** A write went well. */
  over(): void;
  /** Entries are given up for want of time or memory. */
  lose(count: number): void;
  /** An entry is given up because the database will never take it. */
  refuse(error: unknown): void;
  status(): { readonly lost: number; readonly lastError: string | null; readonly since: EpochMs | null };
}

export function createWriteTrouble(name: string, clock: Clock, log: Log): WriteTrouble {
  let current: { readonly error: string; readonly since: EpochMs; readonly lostBefore: number } | null = null;
  let lost = 0;
  let isTold = false;
  function tell(fields: object, words: string): void {
    if (!isTold) log.error({ queue: name, ...fields }, words);
    isTold = true;
  }
  return {
    note(error) {
      if (!current) log.warn({ queue: name, err: error.message }, 'What cannot be written is kept in memory');
      current = { lostBefore: lost, since: clock.now(), ...current, error: error.message };
    },
    over() {
      isTold = false;
      if (!current) return;
      const fields = { queue: name, awayMs: clock.now() - current.since, lost: lost - current.lostBefore };
      log.info(fields, 'What was kept in memory is written');
      current = null;
    },
    lose(count) {
      lost += count;
      if (count > 0) tell({ lost: count }, 'Entries are lost: they could not be written in time');
    },
    refuse(error) {
      lost += 1;
      tell({ err: error }, 'An entry is lost: the database refuses it');
    },
    status: () => ({ lost, lastError: current?.error ?? null, since: current?.since ?? null }),
  };
}
