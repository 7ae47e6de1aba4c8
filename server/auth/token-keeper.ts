import { randomUUID } from 'node:crypto';
import type { EpochMs } from '@/lib/floor/records';
import { createAllowance } from '@/server/allowance';
import { stranger } from '@/server/audit/actor-of';
import type { Audit } from '@/server/audit/audit';
import { createRareNotes, linesOfStrangers } from '@/server/audit/rare-notes';
import type { Clock, Log } from '@/server/ports';
import type { StoredToken, TokensRepository } from '@/server/store/tokens-repository';
import { createWriteBehind } from '@/server/store/write-behind';
import { tokenPrefix } from './bearer';
import { callerOf } from './client-address';
import { hashSecretText, newSecretText } from './secret-text';
import { createTokenCache } from './token-cache';

/** What the single door asks of API tokens. */
export interface TokenReader {
  /** Null for a token that is unknown, expired or revoked; `address` is where that is noted to have come from. */
  read(bearer: string, address: string | null): StoredToken | null;
  isLive(id: string): boolean;
  noteUse(token: StoredToken, accountName: string, address: string | null): void;
  /** It is good, and its account is not. */
  noteRefusal(token: StoredToken, address: string | null): void;
}

export interface TokenKeeper extends TokenReader {
  of(accountId: string): readonly StoredToken[];
  /** The token's text is given once. */
  add(
    token: Pick<StoredToken, 'accountId' | 'name' | 'grants' | 'expiresAt'>,
  ): Promise<{ token: StoredToken; text: string }>;
  /** Null when the account has no such token. */
  revoke(accountId: string, id: string): Promise<StoredToken | null>;
  /** Told the account of a token that was revoked. */
  onRevoke(listener: (accountId: string) => void): () => void;
  /** Of uses that are not written down yet. */
  status: ReturnType<typeof createWriteBehind>['status'];
  close(): Promise<void>;
}

export interface TokenKeeperParts {
  readonly repository: TokensRepository;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}

const noteUseEveryMs = 60_000;
const dayMs = 24 * 60 * 60_000;

/** All tokens in memory by their hash, as every request of a program asks for one. */
export async function openTokenKeeper({ repository, audit, clock, log }: TokenKeeperParts): Promise<TokenKeeper> {
  const cache = await createTokenCache(repository, clock, log);
  const write = repository.noteUses;
  const uses = createWriteBehind<TokenUse>({ name: 'token uses', sizeOf: () => 100, write, clock, log });
  const noteUse = createUseNotes(audit, clock);
  const noteWrong = createWrongTokenNotes(audit, clock);
  const noteRarely = createRareNotes(audit, clock);
  const live = (token: StoredToken | undefined) =>
    token && (token.expiresAt === null || token.expiresAt > clock.now()) ? token : null;
  return {
    read(bearer, address) {
      const token = live(cache.byHash(hashSecretText(bearer)));
      if (!token) noteWrong(address);
      return token;
    },
    isLive: (id) => cache.all().some((token) => token.id === id && live(token) !== null),
    noteUse(token, accountName, address) {
      const at = noteUse(token, accountName, address);
      if (at === null) return;
      cache.put({ ...token, lastUsedAt: at });
      uses.add({ id: token.id, at });
    },
    noteRefusal({ id, accountId, name }, address) {
      const actor = { kind: 'token', accountId, name } as const;
      const reason = 'disabled account';
      noteRarely(id, { actor, action: 'token.use', target: id, outcome: 'refused', reason, address });
    },
    of: (accountId) => cache.all().filter((token) => token.accountId === accountId),
    async add(draft) {
      const text = `${tokenPrefix}${newSecretText()}`;
      const made = { id: randomUUID(), createdAt: clock.now(), lastUsedAt: null };
      const token: StoredToken = { ...draft, ...made, hash: hashSecretText(text) };
      await repository.insert(token);
      cache.put(token);
      return { token, text };
    },
    async revoke(accountId, id) {
      const token = cache.all().find((one) => one.id === id && one.accountId === accountId);
      if (!token) return null;
      await repository.revoke(id, clock.now());
      cache.forget(token);
      return token;
    },
    onRevoke: cache.onForget,
    status: uses.status,
    async close() {
      cache.stop();
      await uses.close();
    },
  };
}

interface TokenUse {
  readonly id: string;
  readonly at: EpochMs;
}

/** When this use is to be written down, which is at most once a minute; the first of a day goes to the audit. */
function createUseNotes(audit: Audit, clock: Clock) {
  return (token: StoredToken, accountName: string, address: string | null): EpochMs | null => {
    const [now, last] = [clock.now(), token.lastUsedAt ?? 0];
    if (now - last < noteUseEveryMs) return null;
    if (Math.floor(now / dayMs) !== Math.floor(last / dayMs)) {
      const actor = { kind: 'token', accountId: token.accountId, name: `${accountName} (${token.name})` } as const;
      audit.note({ actor, action: 'token.use', target: token.id, outcome: 'done', address });
    }
    return now;
  };
}

/** Whoever tries tokens out must not be able to fill the audit. */
function createWrongTokenNotes(audit: Audit, clock: Clock) {
  const note = createRareNotes(audit, clock, createAllowance(clock, linesOfStrangers));
  const reason = 'unknown, expired or revoked token';
  return (address: string | null) =>
    note(callerOf(address ?? 'unknown'), {
      ...{ actor: stranger, reason, address },
      ...{ action: 'token.use', target: null, outcome: 'refused' },
    });
}
