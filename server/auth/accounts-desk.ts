import type { AccountReport, ChangedAccount, InvitationReport, NewAccountDraft } from '@/lib/protocol/api/accounts-api';
import { Refusal, wrongField } from '@/lib/protocol/refusal';
import type { Audit } from '@/server/audit/audit';
import { StoreError } from '@/server/store/store-error';
import type { Account } from './account-directory';
import { accountForAudit, reportAccount } from './account-report';
import type { ChangeResult, EditableDirectory } from './directory';
import type { InvitationDesk } from './invitation-desk';
import { type Asker, actorOf, noteAct } from './note-act';

/** An account, and the link that was made for its owner. */
export interface Invited {
  readonly account: AccountReport;
  readonly invitation: InvitationReport;
}

/** Where accounts are made and changed by admins; refuses by throwing Refusal. Who may ask is judged by the caller. */
export interface AccountsDesk {
  list(): Promise<readonly AccountReport[]>;
  invite(draft: NewAccountDraft, by: Asker): Promise<Invited>;
  change(id: string, changes: ChangedAccount, by: Asker): Promise<AccountReport>;
  /** Takes the password away; the link is the way to a new one. */
  reset(id: string, by: Asker): Promise<Invited>;
}

export interface AccountsDeskParts {
  readonly directory: EditableDirectory;
  readonly invitations: InvitationDesk;
  readonly audit: Audit;
}

export function createAccountsDesk({ directory, invitations, audit }: AccountsDeskParts): AccountsDesk {
  const act = (action: string, target: string | null, { principal, address }: Asker) => ({
    action,
    target,
    actor: actorOf(principal),
    address,
  });

  return {
    async list() {
      const until = await invitations.openUntil().catch(() => new Map<string, number>());
      return directory.list().map((account) => reportAccount(account, until.get(account.id) ?? null));
    },

    invite: (draft, by) =>
      noteAct(audit, act('account.invite', null, by), async () => {
        const account = await addAccount(directory, draft);
        const invitation = await invitations.make(account.id, by.principal.name);
        const value = { account: reportAccount(account, invitation.expiresAt), invitation };
        return { value, target: account.id, after: accountForAudit(account) };
      }),

    change: (id, { revision, ...changes }, by) =>
      noteAct(audit, act('account.change', id, by), async () => {
        const before = existing(await directory.find(id));
        refuseForProvider(before, changes);
        if (id === by.principal.accountId && (changes.disabled || (changes.role && changes.role !== before.role)))
          throw new Refusal('not-allowed', { message: 'Your own role and access are another admin’s to change.' });
        const done = orRefusal(await directory.change(id, revision, definedOf(changes)));
        if (changes.disabled) await invitations.withdraw(id);
        return {
          value: reportAccount(done.account, null),
          before: accountForAudit(done.before),
          after: accountForAudit(done.account),
        };
      }),

    reset: (id, by) =>
      noteAct(audit, act('account.reset-password', id, by), async () => {
        const before = existing(await directory.find(id));
        if (id === by.principal.accountId)
          throw new Refusal('not-allowed', { message: 'Change your own password on the page of your account.' });
        if (!before.hasPassword && before.provider !== null)
          throw new Refusal('not-allowed', { message: 'This account has no password here: it signs in elsewhere.' });
        if (before.disabled) throw new Refusal('not-allowed', { message: 'Enable the account first.' });
        const { account } = orRefusal(await directory.change(id, null, { password: null }));
        const invitation = await invitations.make(id, by.principal.name);
        return { value: { account: reportAccount(account, invitation.expiresAt), invitation } };
      }),
  };
}

async function addAccount(directory: EditableDirectory, draft: NewAccountDraft): Promise<Account> {
  refuseEmptyScope(draft.scope);
  try {
    return await directory.add({ ...draft, password: null });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'duplicate')
      throw wrongField('username', 'must be another one: there is an account of that name already');
    throw error;
  }
}

function refuseEmptyScope(scope: Account['scope'] | undefined): void {
  if (scope === undefined || scope === 'all') return;
  if (scope.sources.length + scope.queues.length + scope.teams.length === 0)
    throw wrongField('scope', 'must hold at least one source, queue or team, or be everything');
}

/** What their provider says at each sign-in would undo it. */
function refuseForProvider({ provider, hasPassword, role }: Account, changes: Omit<ChangedAccount, 'revision'>): void {
  refuseEmptyScope(changes.scope);
  if (provider !== null && !hasPassword && changes.role !== undefined && changes.role !== role)
    throw wrongField('role', 'must be changed where this person signs in: it is taken from there each time');
}

function existing(account: Account | null): Account {
  if (account) return account;
  throw new Refusal('not-found', { message: 'There is no such account.' });
}

/** Only what is really given: an absent field stays as it is. */
function definedOf<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}

/** Turns what the directory refused into words. */
export function orRefusal(result: ChangeResult): Extract<ChangeResult, { ok: true }> {
  if (result.ok) return result;
  if (result.reason === 'unknown') throw new Refusal('not-found', { message: 'There is no such account.' });
  if (result.reason === 'last-admin')
    throw new Refusal('not-allowed', {
      message: 'This is the last admin who can sign in: make another one first.',
    });
  throw new Refusal('conflict', { message: 'Somebody else changed this account meanwhile.' });
}
