import type { IntentRepository } from '@/server/store/intents-repository';
import type { CommandRequestRow, IntentRow } from '@/server/store/schema/intents';
import { StoreError } from '@/server/store/store-error';

/** A place for intents that lasts as long as a test, and can be away. */
export function memoryIntents() {
  const rows = new Map<string, IntentRow>();
  const requests = new Map<string, CommandRequestRow>();
  const keyOf = (account: string, request: string) => JSON.stringify([account, request]);
  const state = { isAway: false };
  const ready = async () => {
    if (state.isAway) throw new StoreError('unavailable', null);
  };
  const repository: IntentRepository = {
    async add(request, intents) {
      await ready();
      requests.set(keyOf(request.account_id, request.request_id), request);
      for (const row of intents) rows.set(row.id, row);
    },
    async findRequest(account, request) {
      await ready();
      return requests.get(keyOf(account, request)) ?? null;
    },
    async find(ids) {
      await ready();
      return ids.flatMap((id) => rows.get(id) ?? []);
    },
    async pending() {
      await ready();
      return [...rows.values()].filter((row) => row.ended_at === null);
    },
    async save(changed) {
      await ready();
      for (const row of changed) rows.set(row.id, row);
    },
    async prune(before) {
      await ready();
      for (const [id, row] of rows) if (row.ended_at !== null && row.ended_at < before) rows.delete(id);
      for (const [key, request] of requests) if (request.at < before) requests.delete(key);
    },
  };
  return { ...repository, rows, state };
}
