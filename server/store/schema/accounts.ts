import type { EpochMs } from '@/lib/floor/records';
import type { Flag } from './flag';

export interface AccountRow {
  id: string;
  username: string;
  /** The username in lower case: two that differ in case only are one. */
  username_key: string;
  name: string;
  role: string;
  /** Null: signs in through a provider, or has not chosen a password yet. */
  password_hash: string | null;
  /** Goes up with what ends the sessions of the account. */
  version: number;
  /** Goes up with every change. */
  revision: number;
  disabled: Flag;
  must_change_password: Flag;
  email: string | null;
  extension: string | null;
  /** JSON of an AccessScope. */
  scope: string;
  /** JSON: ids of agents on the floor. */
  agents: string;
  provider: string | null;
  subject: string | null;
  created_at: EpochMs;
  updated_at: EpochMs;
  last_sign_in_at: EpochMs | null;
}

export interface InvitationRow {
  id: string;
  token_hash: string;
  account_id: string;
  expires_at: EpochMs;
  created_by: string;
  created_at: EpochMs;
  used_at: EpochMs | null;
}

export interface ApiTokenRow {
  id: string;
  account_id: string;
  name: string;
  token_hash: string;
  /** JSON: a list of grants, or null where the token is not limited. */
  grants: string;
  expires_at: EpochMs | null;
  created_at: EpochMs;
  last_used_at: EpochMs | null;
  revoked_at: EpochMs | null;
}

export interface AccountTables {
  accounts: AccountRow;
  invitations: InvitationRow;
  api_tokens: ApiTokenRow;
}
