import type { EpochMs } from '@/lib/floor/records';
import type { CentreOrder } from '@/server/emulators/centre-types';
import type { Clock } from '@/server/ports';

/** `pending`: not done yet; `impossible`: there was no such agent, queue or contact; `ignored`: a lie; `refused`: a fault. */
export type CommandOutcome = 'pending' | 'done' | 'impossible' | 'ignored' | 'refused';

/** One command a source received and what it did of it. */
export interface JournalEntry {
  readonly at: EpochMs;
  /** Method and path, without the query. */
  readonly request: string;
  readonly deed: string;
  readonly agentId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  outcome: CommandOutcome;
  doneAt: EpochMs | null;
  /** Status of the reply; null as long as there is none. */
  answered: number | null;
}

export interface CommandJournal {
  note(request: string, order: CentreOrder): JournalEntry;
  settle(entry: JournalEntry, outcome: CommandOutcome): void;
  /** Oldest first; the last thousand. */
  read(): readonly JournalEntry[];
}

const mostEntries = 1000;

/** An empty journal of one source. */
export function createCommandJournal(clock: Pick<Clock, 'now'>): CommandJournal {
  const entries: JournalEntry[] = [];
  return {
    note: (request, { deed, agentId, details = {} }) => {
      const about = { at: clock.now(), request, deed, agentId, details };
      const entry: JournalEntry = { ...about, outcome: 'pending', doneAt: null, answered: null };
      entries.push(entry);
      if (entries.length > mostEntries) entries.shift();
      return entry;
    },
    settle: (entry, outcome) => {
      entry.outcome = outcome;
      entry.doneAt = outcome === 'done' ? clock.now() : null;
    },
    read: () => entries.map((entry) => ({ ...entry })),
  };
}
