import type { ConfigChangeRepository } from '@/server/store/config-changes-repository';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { StoreError } from '@/server/store/store-error';

/** A place for changes that lasts as long as a test, and can be away. */
export function memoryChanges() {
  const rows = new Map<string, ConfigChangeRow>();
  const state = { isAway: false };
  const ready = async () => {
    if (state.isAway) throw new StoreError('unavailable', null);
  };
  const lineOf = ({ kept: _, ...line }: ConfigChangeRow) => line;
  const repository: ConfigChangeRepository = {
    async add(row) {
      await ready();
      const isSame = (one: ConfigChangeRow) => one.account_id === row.account_id && one.request_id === row.request_id;
      if ([...rows.values()].some(isSame)) throw new StoreError('duplicate', null);
      rows.set(row.id, row);
    },
    async save(steps) {
      await ready();
      for (const { row, undone } of steps) {
        rows.set(row.id, { ...row, undone_by: rows.get(row.id)?.undone_by ?? row.undone_by });
        for (const { id, by } of undone) {
          const other = rows.get(id);
          if (other) rows.set(id, { ...other, undone_by: by });
        }
      }
    },
    async get(id) {
      await ready();
      return rows.get(id) ?? null;
    },
    async findRequest(accountId, requestId) {
      await ready();
      const isIt = (row: ConfigChangeRow) => row.account_id === accountId && row.request_id === requestId;
      const row = [...rows.values()].find(isIt);
      return row ? lineOf(row) : null;
    },
    async list({ sourceId, kind, recordId, beforeId, within }, most) {
      await ready();
      return [...rows.values()]
        .filter((row) => (sourceId ?? row.source_id) === row.source_id && (kind ?? row.kind) === row.kind)
        .filter((row) => recordId === undefined || recordId === row.record_id)
        .filter(({ id }) => beforeId === undefined || id < beforeId)
        .filter(
          (row) =>
            within === undefined ||
            within.sources.includes(row.source_id) ||
            within.queues.includes(row.queue_id ?? ''),
        )
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, most)
        .map(lineOf);
    },
    async giveUpSent({ fromId = '', beforeId = '~' }, reason) {
      await ready();
      for (const row of rows.values())
        if (row.outcome === 'sent' && row.id >= fromId && row.id < beforeId)
          rows.set(row.id, { ...row, outcome: 'unknown', reason });
    },
    prune: ready,
    listKept: async () => [],
    replaceKept: async () => false,
  };
  return { ...repository, rows, state };
}
