import type { EpochMs } from '@/lib/floor/records';
import type { AccountReport, OwnAccount, TokenReport } from '@/lib/protocol/api/accounts-api';
import type { StoredToken } from '@/server/store/tokens-repository';
import type { Account } from './account-directory';
import { demoProvider } from './open-directory';

/** An account as admins see it. */
export function reportAccount(account: Account, invitedUntil: EpochMs | null): AccountReport {
  const { id, username, name, role, email, extension, scope, agentIds, lastSignInAt, createdAt, revision } = account;
  const plain = { id, username, name, role, email, extension, scope, agentIds, lastSignInAt, createdAt, revision };
  return { ...plain, provider: providerOf(account), status: statusOf(account), invitedUntil };
}

/** An account as its owner sees it. */
export function reportOwn(account: Account): OwnAccount {
  const { id, username, name, role, email, extension, scope, revision, hasPassword, mustChangePassword } = account;
  const plain = { id, username, name, role, email, extension, scope, revision, hasPassword, mustChangePassword };
  return { ...plain, provider: providerOf(account) };
}

export function reportToken({ id, name, grants, expiresAt, createdAt, lastUsedAt }: StoredToken): TokenReport {
  return { id, name, grants, expiresAt, createdAt, lastUsedAt };
}

/** What the audit may know of an account. */
export function accountForAudit(account: Account): object {
  const { username, name, role, email, extension, scope, agentIds, disabled, hasPassword, provider } = account;
  return { username, name, role, email, extension, scope, agentIds, disabled, hasPassword, provider };
}

function providerOf({ provider }: Account): string | null {
  return provider === demoProvider ? null : provider;
}

function statusOf({ disabled, hasPassword, provider }: Account): AccountReport['status'] {
  if (disabled) return 'disabled';
  return hasPassword || provider !== null ? 'active' : 'invited';
}
