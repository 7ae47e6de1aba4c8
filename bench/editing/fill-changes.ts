import { firstIdAt } from '@/server/audit/time-ids';
import { systemClock } from '@/server/ports';

import type { Store } from '@/server/store/store';

const queuesPerSource = 100;
const sources = ['milan', 'helsinki', 'lucca'];
const rowsAtOnce = 500;

/** Fills an empty store with changes of queues, as years of editing would have left them. */
export async function fillChanges({ db }: Pick<Store, 'db'>, count: number): Promise<void> {
  const now = systemClock.now();
  const rows = Array.from({ length: count }, (_, index) => rowOf(index, now - (count - index) * 60_000));
  await db.transaction().execute(async (within) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce)
      await within
        .insertInto('config_changes')
        .values(rows.slice(from, from + rowsAtOnce))
        .execute();
  });
}

function rowOf(index: number, at: number) {
  const source = sources[index % sources.length] ?? '';
  const queue = Math.floor(index / sources.length) % queuesPerSource;
  return {
    ...{ id: `${firstIdAt(at)}0000${index.toString(16).padStart(16, '0')}`, at, account_id: 'ada', by_name: 'Ada' },
    ...{ request_id: `r${index}`, digest: 'd', source_id: source, kind: 'queue', edit_right: 'edit-queues' },
    ...{ record_id: String(queue), parent_id: null, queue_id: `${source}/${300 + queue}`, label: `Queue ${queue}` },
    ...{ operation: 'update', outcome: 'saved', reason: null, undoes: null, undone_by: null },
    before_json: JSON.stringify({ rsa_sla: index, name: `Queue ${queue}` }),
    after_json: JSON.stringify({ rsa_sla: index + 1, name: `Queue ${queue}, later` }),
    answer: JSON.stringify({ words: 'Saved.', differences: [], refusal: null, isKept: true }),
    kept: 'x'.repeat(2000),
  };
}
