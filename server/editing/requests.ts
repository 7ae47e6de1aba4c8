import { createHash } from 'node:crypto';
import { concealAddresses } from '@/lib/conceal-addresses';
import { isSecretField } from '@/lib/editing/secret-field';
import { Refusal } from '@/lib/protocol/refusal';
import type { ConfigChangeLine, ConfigChangeRepository } from '@/server/store/config-changes-repository';

interface Asked<T> {
  readonly accountId: string;
  readonly requestId: string;
  readonly digest: string;
  /** Answers a request that was carried out before. */
  again(row: ConfigChangeLine): Promise<T>;
  run(): Promise<T>;
}

/** Carries out what is asked, or answers as it was answered before. */
export type Requests = <T>(asked: Asked<T>) => Promise<T>;

/** Has every request of an account carried out once, however often it comes: it is answered alike. */
export function createRequests({ findRequest }: Pick<ConfigChangeRepository, 'findRequest'>): Requests {
  const running = new Map<string, { readonly digest: string; readonly told: Promise<unknown> }>();

  async function answer<T>({ accountId, requestId, digest, again, run }: Asked<T>): Promise<T> {
    const row = await findRequest(accountId, requestId);
    if (!row) return run();
    requireSame(row.digest, digest);
    if (row.outcome === 'sent')
      throw new Refusal('busy', { message: 'It is still under way: look again in a moment.' });
    return again(row);
  }

  return async function once<T>(asked: Asked<T>): Promise<T> {
    const key = JSON.stringify([asked.accountId, asked.requestId]);
    const current = running.get(key);
    if (current) {
      requireSame(current.digest, asked.digest);
      return current.told as Promise<T>;
    }
    const told = answer(asked);
    running.set(key, { digest: asked.digest, told });
    try {
      return await told;
    } finally {
      running.delete(key);
    }
  };
}

/** Refuses a request id that was used for something else. */
export function requireSame(before: string, now: string): void {
  if (before === now) return;
  throw new Refusal('conflict', {
    problems: [{ field: 'requestId', message: 'was used for something else: choose a new one' }],
  });
}

/** Of what is asked; secrets leave no trace in it. A whole `document` counts as it is. */
export function digestOf(asked: object): string {
  const text = JSON.stringify(asked, (name, value) => {
    if (isSecretField(name)) return '';
    return typeof value === 'string' && name !== 'document' ? concealAddresses(value) : value;
  });
  return createHash('sha256').update(text).digest('hex');
}
