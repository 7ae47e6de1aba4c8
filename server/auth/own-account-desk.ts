import { can } from '@/lib/can';
import { passwordProblem } from '@/lib/password-rules';
import type { Principal } from '@/lib/principal';
import type { NewTokenDraft, OwnAccount, OwnChanges, TokenReport } from '@/lib/protocol/api/accounts-api';
import { Refusal, wrongField } from '@/lib/protocol/refusal';
import type { Audit } from '@/server/audit/audit';
import type { Clock } from '@/server/ports';
import type { Account } from './account-directory';
import { accountForAudit, reportOwn, reportToken } from './account-report';
import { orRefusal } from './accounts-desk';
import type { EditableDirectory } from './directory';
import { actorOf, noteAct } from './note-act';
import type { SignInLimit } from './sign-in-limit';
import type { TokenKeeper } from './token-keeper';

export interface Self {
  readonly principal: Principal;
  readonly address: string | null;
}

/** What people do with their own account; refuses by throwing Refusal. */
export interface OwnAccountDesk {
  read(self: Self): Promise<OwnAccount>;
  change(changes: OwnChanges, self: Self): Promise<OwnAccount>;
  /** Resolves with the account as it is now: its older sessions have ended, the caller is to be given a new one. */
  changePassword(typed: { readonly current: string; readonly next: string }, self: Self): Promise<Account>;
  /** The same. */
  endSessions(self: Self): Promise<Account>;
  tokens(self: Self): readonly TokenReport[];
  addToken(draft: NewTokenDraft, self: Self): Promise<{ readonly token: TokenReport; readonly text: string }>;
  revokeToken(id: string, self: Self): Promise<void>;
}

export interface OwnAccountDeskParts {
  readonly directory: EditableDirectory;
  readonly tokens: TokenKeeper;
  readonly limit: SignInLimit;
  readonly audit: Audit;
  readonly clock: Clock;
}

const dayMs = 24 * 60 * 60_000;
const mostTokens = 50;

export function createOwnAccountDesk(parts: OwnAccountDeskParts): OwnAccountDesk {
  const { directory, tokens, audit, clock } = parts;
  const act = (action: string, { principal, address }: Self, target: string | null = principal.accountId) => ({
    action,
    target,
    actor: actorOf(principal),
    address,
  });
  return {
    read: async ({ principal }) => reportOwn(existing(await directory.find(principal.accountId))),
    change: ({ revision, ...changes }, self) =>
      noteAct(audit, act('account.change', self), async () => {
        const { account, before } = orRefusal(await directory.change(self.principal.accountId, revision, changes));
        return { value: reportOwn(account), before: accountForAudit(before), after: accountForAudit(account) };
      }),
    changePassword: (typed, self) =>
      noteAct(audit, act('account.change-password', self), async () => ({
        value: await setPassword(typed, self, parts),
      })),
    endSessions: (self) =>
      noteAct(audit, act('account.end-sessions', self), async () => ({
        value: orRefusal(await directory.endSessions(self.principal.accountId)).account,
      })),
    tokens: ({ principal }) => tokens.of(principal.accountId).map(reportToken),
    addToken: ({ name, grants, days }, self) =>
      noteAct(audit, act('token.create', self, null), async () => {
        const { accountId } = self.principal;
        refuseGrants(grants, self.principal);
        if (tokens.of(accountId).length >= mostTokens)
          throw new Refusal('not-allowed', { message: `You have ${mostTokens} tokens: revoke one first.` });
        const expiresAt = days === null ? null : clock.now() + days * dayMs;
        const { token, text } = await tokens.add({ accountId, name, grants: [...new Set(grants)], expiresAt });
        return { value: { token: reportToken(token), text }, target: token.id, after: { name, grants, expiresAt } };
      }),
    async revokeToken(id, self) {
      await noteAct(audit, act('token.revoke', self, id), async () => {
        const token = await tokens.revoke(self.principal.accountId, id);
        if (!token) throw new Refusal('not-found', { message: 'You have no such token.' });
        return { value: null, before: { name: token.name } };
      });
    },
  };
}

async function setPassword(
  { current, next }: { readonly current: string; readonly next: string },
  { principal, address }: Self,
  { directory, limit }: OwnAccountDeskParts,
): Promise<Account> {
  const account = existing(await directory.find(principal.accountId));
  if (!account.hasPassword)
    throw new Refusal('not-allowed', { message: 'You sign in elsewhere: your password is changed there.' });
  const problem = passwordProblem(next, account.username);
  if (problem) throw wrongField('next', problem);
  if (next === current) throw wrongField('next', 'must be another one than now');
  const caller = address ?? 'unknown';
  const attempt = limit.attempt(account.username, caller);
  if (!attempt.ok) {
    const minutes = Math.ceil(attempt.waitMs / 60_000);
    throw new Refusal('too-many', { message: `Too many attempts. Try again in ${minutes} minutes.` });
  }
  if (!(await directory.verify(account.username, current))) throw wrongField('current', 'must be your password of now');
  limit.forgive(account.username, caller);
  return orRefusal(await directory.change(account.id, null, { password: next, mustChangePassword: false })).account;
}

/** A token can be made for what its owner may do, no more. */
function refuseGrants(grants: NewTokenDraft['grants'], principal: Principal): void {
  const tooMuch = grants.filter((action) => !can(principal, action));
  if (tooMuch.length > 0)
    throw wrongField('grants', `must be among what you may do yourself, unlike ${tooMuch.join(', ')}`);
}

function existing(account: Account | null): Account {
  if (account) return account;
  throw new Refusal('not-found', { message: 'There is no such account.' });
}
