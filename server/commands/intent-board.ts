import type { IntentRecord } from '@/lib/floor/records';
import { type FloorKeeper, intentsOf } from '@/server/floor/floor-keeper';

/** The intents that are on the floor; what changes within one turn is told as one step. */
export interface IntentBoard {
  set(record: IntentRecord): void;
  drop(id: string): void;
}

export function createIntentBoard(keeper: Pick<FloorKeeper, 'commit'>): IntentBoard {
  const records = new Map<string, IntentRecord>();
  let isPlanned = false;

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    // Never at once: whoever follows the floor must not change it while it is told.
    queueMicrotask(() => {
      isPlanned = false;
      keeper.commit(intentsOf, { intents: new Map(records) });
    });
  }

  return {
    set(record) {
      records.set(record.id, record);
      plan();
    },
    drop(id) {
      records.delete(id);
      plan();
    },
  };
}
