import type { EpochMs } from '@/lib/floor/records';

/** A change of a record at a vendor; written before the vendor is asked, and again when it answered. */
export interface ConfigChangeRow {
  /** In the order of time. */
  id: string;
  at: EpochMs;
  account_id: string;
  by_name: string;
  /** Chosen by whoever asked: the same one again is answered alike. */
  request_id: string;
  /** Of what was asked, without secrets. */
  digest: string;
  source_id: string;
  kind: string;
  /** The right that its kind asks for. */
  edit_right: string;
  record_id: string | null;
  parent_id: string | null;
  /** Of the queue on the floor it is about, by which scopes are judged. */
  queue_id: string | null;
  label: string;
  operation: string;
  outcome: string;
  reason: string | null;
  /** JSON: fields that changed, without secrets. */
  before_json: string | null;
  after_json: string | null;
  /** JSON: what else it was answered. */
  answer: string;
  /** What it takes to undo it; sealed where there is a key, else without secrets. */
  kept: string | null;
  undoes: string | null;
  undone_by: string | null;
}

export interface ConfigChangeTables {
  config_changes: ConfigChangeRow;
}
