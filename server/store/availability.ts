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
  /** Calls `probe` every now and then, so that the database is known to be away, or back, though nobody asks. */
  watch(probe: () => Promise<unknown>): void;
  stop(): void;
}

/** For work that tells of its failures itself. */
export const unwatched: Availability = {
  failed() {},
  worked() {},
  status: () => ({ problem: null, since: null }),
  watch() {},
  stop() {},
};

const probeEveryMs = 5000;

export function createAvailability(clock: Clock, log: Log): Availability {
  let trouble: { readonly error: StoreError; readonly since: number } | null = null;
  let cancelProbe: (() => void) | null = null;
  let isStopped = false;

  function watch(probe: () => Promise<unknown>): void {
    if (isStopped) return;
    const again = () => watch(probe);
    cancelProbe = clock.after(probeEveryMs, () => void probe().then(again, again));
  }

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
    watch,
    stop() {
      isStopped = true;
      cancelProbe?.();
    },
  };
}
