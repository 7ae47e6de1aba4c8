import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** Argon2id, as OWASP's password storage cheat sheet asks for: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * How many are worked on at once. The work is done in threads that also read files and resolve names: a storm of
 * sign-ins must leave some of them free.
 */
const atOnce = 2;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** With `null` the same work for nothing, so that the time taken does not tell who exists. */
  fits(passwordHash: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const limit = pLimit(atOnce);
  const decoy = hash(randomUUID(), cost);
  return {
    hash: (password) => limit(() => hash(password, cost)),
    fits: (passwordHash, password) =>
      limit(async () => (await verify(passwordHash ?? (await decoy), password)) && passwordHash !== null),
  };
}
