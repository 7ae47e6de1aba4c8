import { expect, test } from 'vitest';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { listChanges } from './list-changes';
import { memoryChanges } from './memory-changes';
import { ada, lea } from './open-desk';

const row = (index: number, queue: string): ConfigChangeRow => ({
  ...{ id: String(index).padStart(6, '0'), at: index, account_id: 'ada', by_name: 'Ada', request_id: `r${index}` },
  ...{ digest: 'd', source_id: 'milan', kind: 'queue', edit_right: 'edit-queues', record_id: queue, parent_id: null },
  ...{ queue_id: `milan/${queue}`, label: queue, operation: 'update', outcome: 'saved', reason: null },
  ...{ before_json: '{}', after_json: '{}', answer: '{}', kept: null, undoes: null, undone_by: null },
});

test('who leads one queue finds its changes behind thousands of others’', async () => {
  const repository = memoryChanges();
  for (let index = 0; index < 2600; index += 1) await repository.add(row(index, index < 60 ? 'sales' : 'support'));
  const parts = { repository, sources: { commandsOf: () => null, list: () => [], nudge: async () => false } };
  const first = await listChanges(parts, lea.principal, {});
  expect([first.changes.length, first.more, first.changes[0]?.recordId]).toEqual([50, true, 'sales']);
  const rest = await listChanges(parts, lea.principal, { beforeId: first.changes.at(-1)?.id });
  expect([rest.changes.length, rest.more]).toEqual([10, false]);
  expect((await listChanges(parts, ada.principal, {})).changes[0]?.recordId).toBe('support');
});
