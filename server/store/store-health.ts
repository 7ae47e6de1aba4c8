import type { StoreReport } from '@/lib/protocol/reports';
import type { Store } from './store';
import type { WriteBehindStatus } from './write-behind';

/** What an operator is told of the store and of all that waits to be written. */
export interface StoreHealth {
  /** Lets a queue count too. */
  follow(queue: { status(): WriteBehindStatus }): void;
  report(): StoreReport;
}

export function createStoreHealth(store: Pick<Store, 'status'>): StoreHealth {
  const queues: { status(): WriteBehindStatus }[] = [];
  return {
    follow: (queue) => void queues.push(queue),
    report() {
      const statuses = queues.map((queue) => queue.status());
      const sum = (key: 'waiting' | 'lost') => statuses.reduce((total, status) => total + status[key], 0);
      const waiting = statuses.find(({ lastError }) => lastError !== null)?.lastError ?? null;
      const problem = store.status().problem ?? waiting;
      return { ok: problem === null, problem, waitingWrites: sum('waiting'), lostWrites: sum('lost') };
    },
  };
}
