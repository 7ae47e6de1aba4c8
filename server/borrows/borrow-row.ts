import { type Borrow, borrow } from '@/lib/protocol/api/borrows-api';
import type { BorrowClaim } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';

export function rowOf(record: Borrow, claim: BorrowClaim): BorrowRow {
  const { id, byId, dueAt, endedAt } = record;
  return { id, account_id: byId, due_at: dueAt, ended_at: endedAt, record: JSON.stringify(record), ...claim };
}

/** Null for one that this release cannot read. */
export function parseBorrow(row: BorrowRow): Borrow | null {
  try {
    return borrow.safeParse(JSON.parse(row.record)).data ?? null;
  } catch {
    return null;
  }
}
