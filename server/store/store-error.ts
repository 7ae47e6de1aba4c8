import { markOutage } from '@/lib/protocol/refusal';

/**
 * `unavailable`: the database is away or does not answer, and may come back. `full`: there is no room to write.
 * `duplicate`: a row of that key is there already. `refused`: a reference or a rule of the schema does not allow it.
 */
export type StoreErrorCode = 'unavailable' | 'full' | 'duplicate' | 'refused';

const words: Readonly<Record<StoreErrorCode, string>> = {
  unavailable: 'The database does not answer',
  full: 'The disk of the database is full',
  duplicate: 'There is such a row already',
  refused: 'The database refuses this change',
};

/** What went wrong in the store, alike for both engines; the driver's own error is the cause. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    cause: unknown,
  ) {
    super(`${words[code]}${detailOf(cause)}`, { cause });
    this.name = 'StoreError';
    if (code === 'unavailable' || code === 'full') Object.assign(this, markOutage);
  }
}

/** The system's or the engine's own code, which says more than our words and holds no secret. */
function detailOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w{2,40}$/.test(code) ? ` (${code})` : '';
}
