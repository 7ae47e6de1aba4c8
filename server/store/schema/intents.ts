import type { EpochMs } from '@/lib/floor/records';

export interface IntentRow {
  id: string;
  account_id: string;
  requested_at: EpochMs;
  /** Null while it is pending. */
  ended_at: EpochMs | null;
  /** JSON: the record as the floor shows it. */
  record: string;
  /** JSON: what is asked and by whom, as far as the floor does not show it. */
  asked: string;
}

/** One request of an account under an id of its own choice. */
export interface CommandRequestRow {
  account_id: string;
  request_id: string;
  at: EpochMs;
  /** Of what was asked: the same id with something else is refused. */
  digest: string;
  /** JSON. */
  answer: string;
}

export interface IntentTables {
  intents: IntentRow;
  command_requests: CommandRequestRow;
}
