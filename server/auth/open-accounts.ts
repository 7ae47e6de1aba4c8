import { shortestPassword } from '@/lib/password-rules';
import type { WayIn } from '@/lib/protocol/way-in';
import type { Audit } from '@/server/audit/audit';
import type { Config } from '@/server/config';
import type { Clock, Log } from '@/server/ports';
import type { SourceSignIn } from '@/server/sources/source-sign-in';
import { createAccountsRepository } from '@/server/store/accounts-repository';
import { createInvitationsRepository } from '@/server/store/invitations-repository';
import type { Store } from '@/server/store/store';
import type { StoreHealth } from '@/server/store/store-health';
import { createTokensRepository } from '@/server/store/tokens-repository';
import type { Account } from './account-directory';
import { type AccountsDesk, createAccountsDesk } from './accounts-desk';
import { createAuthOptions } from './auth-options';
import { createAuthenticator } from './authenticate';
import type { EditableDirectory } from './directory';
import { createInvitationDesk, type InvitationDesk } from './invitation-desk';
import { issueSession } from './issue-session';
import { oidcId } from './oidc-provider';
import { openDirectory } from './open-directory';
import { createOwnAccountDesk, type OwnAccountDesk } from './own-account-desk';
import { sessionCookieFor } from './session-cookie';
import { createSignInLimit } from './sign-in-limit';
import { openTokenKeeper, type TokenKeeper } from './token-keeper';

/** Everything about accounts that pages and the API may ask of the running server. */
export interface Accounts {
  readonly admin: AccountsDesk;
  readonly own: OwnAccountDesk;
  readonly invitations: Pick<InvitationDesk, 'read' | 'accept'>;
  /** Ways to sign in besides a password of ours. */
  waysIn(): readonly WayIn[];
  /** A `Set-Cookie` line with a new session. */
  issueSession(account: Account): Promise<string>;
}

export interface AccountsParts {
  readonly config: Pick<Config, 'secret' | 'publicUrl' | 'dataDir' | 'admin' | 'demoAccounts' | 'oidc'>;
  readonly store: Store;
  readonly storeHealth: Pick<StoreHealth, 'follow'>;
  /** Sources whose people may sign in with what they type there. */
  readonly signIns: () => readonly SourceSignIn[];
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who may come in, how they prove it, and where that is changed. */
export async function openAccounts({ config, store, storeHealth, signIns, audit, clock, log }: AccountsParts) {
  const { secret } = config;
  warnOfShortPassword(config.admin, log);
  const cookie = sessionCookieFor(config.publicUrl);
  const directory = await openDirectory({ ...config, shelf: createAccountsRepository(store), clock, log });
  const tokens = await openTokenKeeper({ repository: createTokensRepository(store), audit, clock, log });
  storeHealth.follow(tokens);
  const limit = createSignInLimit(clock.now);
  const repository = createInvitationsRepository(store);
  const invitations = createInvitationDesk({ repository, directory, audit, clock });
  const { oidc } = config;
  const signIn = { secret, cookie, directory, limit, audit, oidc, signIns, log: log.child({ part: 'auth' }) };
  const accounts: Accounts = {
    admin: createAccountsDesk({ directory, invitations, audit }),
    own: createOwnAccountDesk({ directory, tokens, limit, audit, clock }),
    invitations,
    waysIn: () => [
      ...(oidc ? [{ id: oidcId, name: oidc.name, isElsewhere: true }] : []),
      ...signIns().map(({ id, name }) => ({ id, name, isElsewhere: false })),
    ],
    issueSession: (account) => issueSession(account, secret, cookie),
  };
  return {
    accounts,
    directory: watchBoth(directory, tokens),
    authenticator: createAuthenticator({ secret, cookie, directory, tokens, now: clock.now }),
    authOptions: (address: string | null) => createAuthOptions(signIn, address),
    async close() {
      directory.stop();
      await tokens.close();
    },
  };
}

function warnOfShortPassword(admin: Config['admin'], log: Log): void {
  if (admin && admin.password.length < shortestPassword)
    log.warn({}, `CALLBOARD_ADMIN_PASSWORD has fewer than ${shortestPassword} characters: choose a longer one`);
}

/** The directory, which is told of revoked tokens too: sockets that live by one have to go. */
function watchBoth(directory: EditableDirectory, tokens: TokenKeeper): EditableDirectory {
  return {
    ...directory,
    onChange(listener) {
      const ends = [directory.onChange(listener), tokens.onRevoke(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
