import type { Clock } from '@/server/ports';
import type { BorrowClaim, BorrowRepository } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';

/** Who of several processes on one store puts a borrow back: one of them, and the next when that one is gone. */
export interface Ownership {
  /** Whether it is this process's, for certain. */
  has(id: string): boolean;
  /** This process has begun it. */
  begin(id: string): void;
  /** As it is written with what is this process's. */
  claim(): BorrowClaim;
  /** Takes it from whoever has it, with how it stands; null where there is none. */
  take(id: string): Promise<BorrowRow | null>;
  /** All that there are: those that have become this process's, and those of others. */
  look(since: number): Promise<{ readonly taken: readonly BorrowRow[]; readonly others: readonly BorrowRow[] }>;
  /** Leaves what it has to whoever comes first. */
  release(): Promise<void>;
}

interface OwnershipParts {
  readonly repository: Pick<BorrowRepository, 'since' | 'take' | 'renew'>;
  readonly clock: Clock;
  /** Of this process; another one at every start. */
  readonly processId: string;
  /** Other processes may use the same store; else whatever has another owner has none. */
  readonly isShared: boolean;
}

/** So long others leave a process that does not show any more alone with what it has. */
export const claimMs = 60_000;

export function createOwnership({ repository, clock, processId, isShared }: OwnershipParts): Ownership {
  const own = new Set<string>();
  let isUntil = 0;
  let isRead = false;
  const claim = (): BorrowClaim => ({ owner: processId, owned_until: clock.now() + claimMs });

  /** Those it has lost, as it was not heard of for a while, are not renewed. */
  async function renew(): Promise<void> {
    const renewed = claim();
    await repository.renew(renewed);
    isUntil = renewed.owned_until;
  }

  return {
    has: (id) => own.has(id) && (!isShared || clock.now() < isUntil),
    begin: (id) => void own.add(id),
    claim,
    async take(id) {
      const row = await repository.take(id, claim());
      if (row) own.add(id);
      return row;
    },
    async look(since) {
      const now = clock.now();
      // Alone on its store a process reads it once.
      if (isRead && !isShared) return { taken: [], others: [] };
      await renew();
      const [taken, others]: [BorrowRow[], BorrowRow[]] = [[], []];
      for (const row of await repository.since(since)) {
        const isMine = row.owner === processId;
        if (isMine && own.has(row.id)) continue;
        own.delete(row.id);
        const isFree = row.ended_at === null && (isMine || !isShared || (row.owned_until ?? 0) <= now);
        const mine = isFree ? await repository.take(row.id, claim(), isShared ? now : undefined) : null;
        if (mine) own.add(row.id);
        if (mine) taken.push(mine);
        else others.push(row);
      }
      isRead = true;
      return { taken, others };
    },
    async release() {
      own.clear();
      await repository.renew({ owner: processId, owned_until: 0 });
    },
  };
}
