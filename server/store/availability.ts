import type { Clock, Log } from '@/server/ports';
import type { StoreStatus } from './store';
import type { StoreError } from './store-error';

/** Follows whether the database can be used; tells the log when that changes, not on every call. */
export interface Availability {
  /** A call failed; only outages and full disks count. */
  failed(error: StoreError): void;
  /** `write`: something was really changed, which a full disk would not have allowed. */
  worked(kind: 'read' | 'write'): void;
  status(): StoreStatus;
  stop(): void;
}

/** For work that tells of its failures itself. */
export const unwatched: Availability = {
  failed() {},
  worked() {},
  status: () => ({ problem: null, since: null }),
  stop() {},
};

const probeEveryMs = 5000;

/** While the database is away `probe` is called again and again, so that its return is noticed even if nobody asks. */
export function createAvailability(clock: Clock, log: Log, probe: () => Promise<unknown>): Availability {
  let trouble: { readonly error: StoreError; readonly since: number } | null = null;
  let cancelProbe: (() => void) | null = null;
  let isStopped = false;

  function planProbe(): void {
    if (isStopped || trouble?.error.code !== 'unavailable') return;
    cancelProbe ??= clock.after(probeEveryMs, () => {
      const again = () => {
        cancelProbe = null;
        planProbe();
      };
      probe().then(again, again);
    });
  }

  return {
    failed(error) {
      if (error.code !== 'unavailable' && error.code !== 'full') return;
      if (trouble?.error.code === error.code) return;
      trouble = { error, since: trouble?.since ?? clock.now() };
      log.error({ code: error.code }, error.message);
      planProbe();
    },
    worked(kind) {
      if (!trouble || (trouble.error.code === 'full' && kind === 'read')) return;
      log.info({ awayMs: clock.now() - trouble.since }, 'The database can be used again');
      trouble = null;
    },
    status: () => ({ problem: trouble?.error.message ?? null, since: trouble?.since ?? null }),
    stop() {
      isStopped = true;
      cancelProbe?.();
    },
  };
}
