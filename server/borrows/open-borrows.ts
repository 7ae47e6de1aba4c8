import { createBorrowRepository } from '@/server/store/borrows-repository';
import type { Store } from '@/server/store/store';
import { BorrowBook, type BorrowParts } from './borrow-desk';

interface OpenParts extends Omit<BorrowParts, 'repository'> {
  readonly store: Store;
}

/** Nothing is put back before `start`. */
export function openBorrows({ store, log, ...parts }: OpenParts): BorrowBook {
  return new BorrowBook({ ...parts, log: log.child({ part: 'borrows' }), repository: createBorrowRepository(store) });
}
