import type { FloorKind } from '@/lib/floor/kinds';
import { type RecordOf, recordSchemas } from '@/lib/floor/records';

/** For tests: records with as little in them as their schema allows, checked against it. */
export function sample<K extends FloorKind>(kind: K, id: string, fields: Partial<RecordOf[K]> = {}): RecordOf[K] {
  const empty = Object.fromEntries(Object.keys(recordSchemas[kind].shape).map((field) => [field, null]));
  const record = { ...empty, ...defaults[kind], sourceId: id.split('/')[0], id, ...fields };
  if (kind === 'sources') delete (record as { sourceId?: unknown }).sourceId;
  return recordSchemas[kind].parse(record) as unknown as RecordOf[K];
}

const defaults: { readonly [K in FloorKind]: Partial<RecordOf[K]> } = {
  sources: { vendor: 'queuemetrics', name: 'Milan', link: 'up', suspect: false },
  queues: { name: 'Support', todayPartial: false },
  agents: {
    name: 'Ada',
    readiness: 'ready',
    state: 'ready',
    stateSinceIsReceipt: false,
  },
  memberships: {},
  contacts: { state: 'waiting' },
  groups: { name: 'Group' },
  groupQueues: {},
  intents: { targetKind: 'agent', action: 'pause', status: 'requested', by: 'Ada', requestedAt: 0 },
};
