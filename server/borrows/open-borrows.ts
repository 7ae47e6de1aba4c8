import { randomUUID } from 'node:crypto';
import { repeat } from '@/server/repeat';
import { createBorrowRepository } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';
import type { Store } from '@/server/store/store';
import { createWriteBehind, type WriteBehindStatus } from '@/server/store/write-behind';
import { BorrowBook, type BorrowDesk, type BorrowParts, keepMs } from './borrow-desk';
import { createOwnership } from './ownership';

export interface Borrows {
  readonly desk: BorrowDesk;
  /** Its writes that wait, for health. */
  status(): WriteBehindStatus;
  /** Takes up what was to be put back when Callboard stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface OpenParts extends Omit<BorrowParts, 'repository' | 'ownership' | 'saveLater'> {
  readonly store: Store;
}

const pruneEveryMs = 3_600_000;

/** Nothing is put back before `start`. */
export function openBorrows({ store, ...parts }: OpenParts): Borrows {
  const { clock } = parts;
  const log = parts.log.child({ part: 'borrows' });
  const repository = createBorrowRepository(store);
  const queue = createWriteBehind<BorrowRow>({
    name: 'borrows',
    write: repository.save,
    sizeOf: ({ record }) => 200 + record.length,
    clock,
    log,
  });
  const isShared = store.engine === 'postgres';
  const ownership = createOwnership({ repository, clock, isShared, processId: randomUUID() });
  const desk = new BorrowBook({ ...parts, log, repository, ownership, saveLater: queue.add });
  let stopPruning = () => {};

  async function prune(): Promise<void> {
    try {
      await repository.prune(clock.now() - keepMs);
    } catch (error) {
      log.warn({ err: error }, 'Old borrows could not be deleted: tried again in an hour');
    }
  }

  return {
    desk,
    status: queue.status,
    async start() {
      await desk.start();
      stopPruning = repeat(clock, pruneEveryMs, () => void prune());
    },
    async stop() {
      stopPruning();
      desk.stop();
      await queue.close();
      await ownership.release().catch((error: unknown) => {
        log.warn({ err: error }, 'What is borrowed could not be left to other processes: they take it in a minute');
      });
    },
  };
}
