import type { Clock, Log } from '@/server/ports';
import type { StoreStatus } from './store';
import type { StoreError } from './store-error';

/** Follows whether the database can be used; tells the log when that changes, not on every call. */
export interface Availability {
  /** A call failed for a reason that lies with the database or its disk. */
  failed(error: StoreError): void;
  /** `write`: something was really changed, which a full disk would not have allowed. */
  worked(kind: 'read' | 'write'): void;
  status(): StoreStatus;
}

export function createAvailability(clock: Clock, log: Log): Availability {
  let trouble: { readonly error: StoreError; readonly since: number } | null = null;
  return {
    failed(error) {
      if (error.code !== 'unavailable' && error.code !== 'full') return;
      if (trouble?.error.code === error.code) return;
      trouble = { error, since: trouble?.since ?? clock.now() };
      log.error({ code: error.code }, error.message);
    },
    worked(kind) {
      if (!trouble || (trouble.error.code === 'full' && kind === 'read')) return;
      log.info({ awayMs: clock.now() - trouble.since }, 'The database can be used again');
      trouble = null;
    },
    status: () => ({ problem: trouble?.error.message ?? null, since: trouble?.since ?? null }),
  };
}
