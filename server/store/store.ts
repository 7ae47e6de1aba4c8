import type { Kysely } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import type { Database } from './schema';

export type Engine = 'sqlite' | 'postgres';

/** A database whose tables may not be those of this release. */
// biome-ignore lint/suspicious/noExplicitAny: there is no type for what may be there
export type BareDatabase = Kysely<any>;

/** Everything that is kept. All SQL lives in repositories that are given one of these. */
export interface Store {
  readonly db: Kysely<Database>;
  /** For reads that may take long (history, exports): never written through, and never in the way of `db`. */
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
