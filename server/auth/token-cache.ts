import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import type { StoredToken, TokensRepository } from '@/server/store/tokens-repository';

/** API tokens in memory, by their hash. */
export interface TokenCache {
  byHash(hash: string): StoredToken | undefined;
  all(): readonly StoredToken[];
  put(token: StoredToken): void;
  forget(token: StoredToken): void;
  /** Told the account of a token that was forgotten. */
  onForget(listener: (accountId: string) => void): () => void;
  stop(): void;
}

/** How soon a token that was made or revoked through another process is noticed here. */
const lookAgainMs = 5000;

export async function createTokenCache(repository: TokensRepository, clock: Clock, log: Log): Promise<TokenCache> {
  const tokens = new Map((await repository.list()).map((token) => [token.hash, token]));
  const listeners = new Set<(accountId: string) => void>();
  let stamp = await repository.stamp();

  function forget(token: StoredToken): void {
    tokens.delete(token.hash);
    for (const listener of listeners) listener(token.accountId);
  }

  async function reread(): Promise<void> {
    const seen = await repository.stamp();
    if (seen === stamp) return;
    const kept = await repository.list();
    stamp = seen;
    const hashes = new Set(kept.map(({ hash }) => hash));
    for (const token of kept) if (!tokens.has(token.hash)) tokens.set(token.hash, token);
    for (const token of tokens.values()) if (!hashes.has(token.hash)) forget(token);
  }

  const stop = repeat(clock, lookAgainMs, () => {
    reread().catch(() => log.debug({}, 'API tokens could not be read again'));
  });
  return {
    byHash: (hash) => tokens.get(hash),
    all: () => [...tokens.values()],
    put: (token) => void tokens.set(token.hash, token),
    forget,
    onForget(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}
