import type { Kysely } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import type { Database } from './schema';

export type Engine = 'sqlite' | 'postgres';

/** Everything that is kept. All SQL lives in repositories that are given one of these. */
export interface Store {
  readonly db: Kysely<Database>;
  /** For reads that may take long (history, exports): read only, and never in the way of `db`. */
  readonly reader: Kysely<Database>;
  readonly engine: Engine;
  /** How the last calls went. */
  status(): StoreStatus;
  close(): Promise<void>;
}

export interface StoreStatus {
  /** Why the store cannot be used, in words; null while it can. */
  readonly problem: string | null;
  readonly since: EpochMs | null;
}
