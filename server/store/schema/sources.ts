import type { EpochMs } from '@/lib/floor/records';
import type { Flag } from './flag';

export interface SourceRow {
  id: string;
  name: string;
  vendor: string;
  /** Null: the vendor's own default. */
  poll_every_seconds: number | null;
  /** JSON. */
  settings: string;
  /** JSON, encrypted. */
  secrets: string;
  paused: Flag;
  version: number;
  created_at: EpochMs;
  updated_at: EpochMs;
}

export interface SourceTables {
  sources: SourceRow;
}
