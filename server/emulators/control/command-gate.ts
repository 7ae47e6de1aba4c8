import type { IncomingMessage } from 'node:http';
import type { CentreOrder, StoredAs } from '@/server/emulators/centre-types';
import { CommandRefused } from '@/server/emulators/command-refused';
import type { Clock } from '@/server/ports';
import type { JournalEntry } from './command-journal';
import { type FaultBook, faultOf, type SetFault } from './fault-book';
import { storedAsIs, storedOtherwise } from './stored-otherwise';

type Run = (as: StoredAs) => boolean | Promise<boolean>;

/** What stands before the commands of one request; see `Centre.command`. */
export type PassCommand = (order: CentreOrder, run: Run) => boolean;

/** What becomes of the reply to a request that was a command: it goes out as it is, not at all, or as a bare status. */
export type ReplyFate = 'sent' | 'silent' | { readonly status: number };

export interface CommandGate {
  readonly pass: PassCommand;
  fate(): ReplyFate;
  /** Tells the journal what the commands of this request were answered. */
  answered(status: number): void;
}

/** The gate of one request: the faults of commands meet it once, at its first command, however many it turns out to be. */
export function createCommandGate(book: FaultBook, clock: Clock, request: IncomingMessage): CommandGate {
  const { journal } = book;
  const target = request.url ?? '/';
  const entries: JournalEntry[] = [];
  let met: readonly SetFault[] | null = null;

  function carryOut(entry: JournalEntry, run: Run): boolean {
    const settle = (isDone: boolean) => journal.settle(entry, isDone ? 'done' : 'impossible');
    const fault = faultOf(met ?? [], 'stores-otherwise');
    const result = run(fault ? storedOtherwise(fault) : storedAsIs);
    if (typeof result !== 'boolean') void result.then(settle);
    else settle(result);
    return result !== false;
  }

  return {
    pass: (order, run) => {
      met ??= book.meetCommand(target);
      const entry = journal.note(`${request.method} ${target.split('?')[0]}`, order);
      entries.push(entry);
      const refusal = faultOf(met, 'refuse-commands');
      const late = faultOf(met, 'late-deed');
      if (refusal) {
        journal.settle(entry, 'refused');
        throw new CommandRefused(refusal.words ?? null);
      }
      if (faultOf(met, 'lying-ok')) journal.settle(entry, 'ignored');
      else if (late) clock.after(late.ms, () => carryOut(entry, run));
      else return carryOut(entry, run);
      return true;
    },
    fate: () => {
      if (met && faultOf(met, 'done-then-silent')) return 'silent';
      const instead = met && faultOf(met, 'done-then-status');
      return instead ? { status: instead.status } : 'sent';
    },
    answered: (status) => {
      for (const entry of entries) entry.answered = status;
    },
  };
}
