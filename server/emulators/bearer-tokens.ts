import { createHash } from 'node:crypto';
import type { Centre } from './centre-types';

/** Access tokens that a vendor has given out. */
export interface BearerTokens {
  issue(): string;
  /** Whether an `Authorization` header carries a token of ours that has not run out. */
  admits(authorization: string | undefined): boolean;
}

/** Tokens that live `lifeMs` from the moment they are issued, by the centre's clock. */
export function createBearerTokens(centre: Centre, lifeMs: number): BearerTokens {
  const issuedAt = new Map<string, number>();
  let serial = 0;
  const isAlive = (at: number | undefined) => at !== undefined && centre.now() - at < lifeMs;
  return {
    issue: () => {
      serial += 1;
      for (const [token, at] of issuedAt) if (!isAlive(at)) issuedAt.delete(token);
      const seed = `${centre.siteId}/${centre.now()}/${serial}`;
      const token = createHash('sha256').update(seed).digest('hex');
      issuedAt.set(token, centre.now());
      return token;
    },
    admits: (authorization) => {
      const [scheme, token = ''] = (authorization ?? '').split(' ');
      return scheme?.toLowerCase() === 'bearer' && isAlive(issuedAt.get(token));
    },
  };
}
