import type { EpochMs } from '@/lib/floor/records';

export interface AuditRow {
  /** In the order of time. */
  id: string;
  at: EpochMs;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  target: string | null;
  outcome: string;
  reason: string | null;
  address: string | null;
  before_json: string | null;
  after_json: string | null;
}

export interface AuditTables {
  audit: AuditRow;
}
