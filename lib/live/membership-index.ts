import type { Delta } from '@/lib/floor/delta';
import type { MembershipRecord } from '@/lib/floor/records';
import { GroupIndex } from './group-index';

type Table = ReadonlyMap<string, MembershipRecord>;

/** Memberships by agent and by queue, kept up row by row: on a large floor building it anew takes half a frame. */
export class MembershipIndex {
  private agents: GroupIndex<MembershipRecord, 'agentId'> | null = null;
  private queues: GroupIndex<MembershipRecord, 'queueId'> | null = null;

  constructor(private readonly table: Table) {}

  ofAgent(agentId: string): readonly MembershipRecord[] {
    this.agents ??= new GroupIndex('agentId', this.table.values());
    return this.agents.of(agentId);
  }

  ofQueue(queueId: string): readonly MembershipRecord[] {
    this.queues ??= new GroupIndex('queueId', this.table.values());
    return this.queues.of(queueId);
  }

  /** The table has become another one: start afresh when somebody next asks. */
  reset(): void {
    this.agents = null;
    this.queues = null;
  }

  /** Looks at what a delta is about to change; the returned function, called after, takes the changes over. */
  follow(delta: Delta): () => void {
    if (!this.agents && !this.queues) return () => {};
    const ids = changedIds(delta);
    const before = ids.map((id) => this.table.get(id));
    return () => {
      ids.forEach((id, i) => {
        const after = this.table.get(id);
        this.agents?.replace(before[i], after);
        this.queues?.replace(before[i], after);
      });
    };
  }
}

function changedIds({ put, patch, drop }: Delta): string[] {
  return [
    ...new Set([
      ...(put?.memberships ?? []).map((record) => record.id),
      ...Object.keys(patch?.memberships ?? {}),
      ...(drop?.memberships ?? []),
    ]),
  ];
}
