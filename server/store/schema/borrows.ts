import type { EpochMs } from '@/lib/floor/records';

/** Memberships that were changed for a while. */
export interface BorrowRow {
  id: string;
  account_id: string;
  due_at: EpochMs;
  /** Null while there is something to put back. */
  ended_at: EpochMs | null;
  /** JSON: as the API tells it. */
  record: string;
  /** The process that puts it back; null for one of before there were several. */
  owner: string | null;
  /** From then on another process may take it. */
  owned_until: EpochMs | null;
}

export interface BorrowTables {
  borrows: BorrowRow;
}
