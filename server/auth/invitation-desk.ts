import { randomUUID } from 'node:crypto';
import type { EpochMs } from '@/lib/floor/records';
import { passwordProblem } from '@/lib/password-rules';
import type { InvitationReport } from '@/lib/protocol/api/accounts-api';
import { Refusal, wrongField } from '@/lib/protocol/refusal';
import { stranger } from '@/server/audit/actor-of';
import type { Audit } from '@/server/audit/audit';
import type { Clock } from '@/server/ports';
import type { InvitationsRepository, StoredInvitation } from '@/server/store/invitations-repository';
import type { Account } from './account-directory';
import { orRefusal } from './accounts-desk';
import type { EditableDirectory } from './directory';
import { noteAct } from './note-act';
import { hashSecretText, newSecretText } from './secret-text';

export interface InvitationFacts {
  readonly username: string;
  readonly name: string;
  /** They signed in before and only choose a new password. */
  readonly isReset: boolean;
  readonly expiresAt: EpochMs;
}

/** Links by which somebody chooses a password; each works once. */
export interface InvitationDesk {
  /** In place of older links of the same account. */
  make(accountId: string, createdBy: string): Promise<InvitationReport>;
  /** When the open link of each account ends, by account. */
  openUntil(): Promise<ReadonlyMap<string, EpochMs>>;
  withdraw(accountId: string): Promise<void>;
  /** Throws a Refusal that says what to do with a link that is used, expired or forged. */
  read(token: string): Promise<InvitationFacts>;
  accept(
    typed: { readonly token: string; readonly name: string; readonly password: string },
    address: string | null,
  ): Promise<{ readonly username: string }>;
}

export interface InvitationDeskParts {
  readonly repository: InvitationsRepository;
  readonly directory: EditableDirectory;
  readonly audit: Audit;
  readonly clock: Clock;
}

const livesMs = 7 * 24 * 60 * 60_000;

export function createInvitationDesk({ repository, directory, audit, clock }: InvitationDeskParts): InvitationDesk {
  async function lookUp(token: string): Promise<{ invitation: StoredInvitation; account: Account }> {
    const invitation = await repository.find(hashSecretText(token));
    const account = invitation && (await directory.find(invitation.accountId));
    if (!invitation || !account) throw gone(words.unknown);
    if (invitation.usedAt !== null) throw gone(words.used);
    if (invitation.expiresAt <= clock.now()) throw gone(words.expired);
    if (account.disabled) throw gone(words.disabled);
    return { invitation, account };
  }

  return {
    async make(accountId, createdBy) {
      const token = newSecretText();
      const now = clock.now();
      const expiresAt = now + livesMs;
      const fresh = { id: randomUUID(), hash: hashSecretText(token), createdAt: now, usedAt: null };
      await repository.put({ ...fresh, accountId, expiresAt, createdBy });
      return { path: `/invite/${token}`, expiresAt };
    },
    async openUntil() {
      const open = (await repository.listOpen()).filter(({ expiresAt }) => expiresAt > clock.now());
      return new Map(open.map(({ accountId, expiresAt }) => [accountId, expiresAt]));
    },
    withdraw: repository.withdraw,
    async read(token) {
      const { invitation, account } = await lookUp(token);
      const { username, name, lastSignInAt } = account;
      return { username, name, isReset: lastSignInAt !== null, expiresAt: invitation.expiresAt };
    },
    async accept({ token, name, password }, address) {
      return noteAct(audit, { action: 'invitation.accept', target: null, actor: stranger, address }, async () => {
        const { invitation, account } = await lookUp(token);
        const problem = passwordProblem(password, account.username);
        if (problem) throw wrongField('password', problem);
        const changes = { name, password, mustChangePassword: false };
        const result = await directory.change(account.id, null, changes, (next, revision) =>
          repository.use(invitation.id, clock.now(), next, revision),
        );
        if (!result.ok && result.reason === 'stale') throw gone(words.used);
        return { value: { username: orRefusal(result).account.username }, target: account.id };
      });
    },
  };
}

const words = {
  unknown: 'This link is not one of ours: check that it was copied whole, or ask an admin for a new one.',
  used: 'This link was used already. Sign in with the password that was chosen, or ask an admin for a new link.',
  expired: 'This link is too old: ask an admin for a new one.',
  disabled: 'This account is disabled: ask an admin.',
};

function gone(message: string): Refusal {
  return new Refusal('not-found', { message });
}
