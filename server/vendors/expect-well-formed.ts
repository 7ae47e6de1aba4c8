import { expect } from 'vitest';
import { sliceKinds } from '@/lib/floor/kinds';
import { recordSchemas } from '@/lib/floor/records';
import type { Slices } from './vendor';

/** Rules R1, R3, P1: schemas hold, ids are of this source and unique, references lead somewhere. */
export function expectWellFormed(slices: Slices, sourceId = 'site'): void {
  for (const kind of sliceKinds) {
    const records = slices[kind] ?? [];
    for (const record of records) {
      const parsed = recordSchemas[kind].safeParse(record);
      expect(parsed.error?.issues ?? [], `${kind} ${record.id}`).toEqual([]);
      expect(record.sourceId).toBe(sourceId);
      expect(record.id).toMatch(new RegExp(`^${sourceId}/[^/]+$`));
    }
    const ids = records.map((record) => record.id);
    expect(new Set(ids).size, `ids of ${kind} are unique`).toBe(ids.length);
  }
  const queues = new Set(slices.queues?.map((queue) => queue.id));
  const agents = new Set(slices.agents?.map((agent) => agent.id));
  for (const member of slices.memberships ?? [])
    expect([queues.has(member.queueId), agents.has(member.agentId)], member.id).toEqual([true, true]);
}
