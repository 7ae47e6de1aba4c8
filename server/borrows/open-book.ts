import type { CommandAsker } from '@/server/commands/command-desk';
import { bea, openDesk } from '@/server/commands/open-desk';
import { createFakeLog } from '@/server/fake-log';
import type { BorrowRepository } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';
import { StoreError } from '@/server/store/store-error';
import { BorrowBook, type BorrowInput } from './borrow-desk';
import { createOwnership } from './ownership';

/** A store of borrows in memory, for tests. */
export function memoryBorrows() {
  const rows = new Map<string, BorrowRow>();
  const state = { isAway: false };
  const requireThere = () => {
    if (state.isAway) throw new StoreError('unavailable', null);
  };
  const repository: BorrowRepository = {
    async add(row) {
      requireThere();
      if (rows.has(row.id)) throw new StoreError('duplicate', null);
      rows.set(row.id, row);
    },
    async save(some) {
      requireThere();
      for (const row of some) {
        const { owner = null } = rows.get(row.id) ?? {};
        if (owner === null || owner === row.owner) rows.set(row.id, row);
      }
    },
    async since() {
      requireThere();
      return [...rows.values()];
    },
    async take(id, claim, lapsedAt) {
      requireThere();
      const row = rows.get(id);
      if (!row) return null;
      const isFree =
        row.owner === null || row.owner === claim.owner || (row.owned_until ?? 0) <= (lapsedAt ?? Infinity);
      if (!isFree) return null;
      rows.set(id, { ...row, ...claim });
      return { ...row, ...claim };
    },
    async renew({ owner, owned_until }) {
      requireThere();
      for (const row of rows.values())
        if (row.owner === owner && row.ended_at === null) rows.set(row.id, { ...row, owned_until });
    },
    prune: async () => {},
  };
  return { ...repository, rows, state };
}

type Floor = Pick<Awaited<ReturnType<typeof openDesk>>, 'keeper' | 'desk' | 'clock' | 'noted' | 'registry'>;

/** A process with its book, over a floor that others may share. */
export async function openBook(
  floor: Floor,
  { repository = memoryBorrows(), processId = 'one', isShared = false } = {},
) {
  const { keeper, desk, clock, noted, registry } = floor;
  const writes: BorrowRow[] = [];
  const audit = { note: (entry: (typeof noted)[number]) => void noted.push(entry) };
  const ownership = createOwnership({ repository, clock, processId, isShared });
  const book = new BorrowBook({
    keeper,
    commands: desk,
    commandsOf: registry.commandsOf,
    repository,
    ownership,
    saveLater(row) {
      writes.push(row);
      void repository.save([row]);
    },
    audit,
    clock,
    log: createFakeLog().log,
  });
  await book.start();
  return { book, repository, writes, ownership };
}

export const join = { agentId: 'milan/bob', queueId: 'milan/sales', does: 'join' } as const;

/** One process over a floor of its own. */
export async function openBorrowed(more: Omit<Parameters<typeof openBook>[1], 'repository'> = {}) {
  const floor = await openDesk();
  const opened = await openBook(floor, more);
  const { book } = opened;
  const begin = async (input: Partial<BorrowInput> = {}, by: CommandAsker = bea) => {
    const asked = book.begin({ requestId: 'r', minutes: 30, moves: [join], ...input }, by);
    asked.catch(() => {});
    await floor.clock.advance(0);
    return asked;
  };
  const stand = () => book.list(bea)[0];
  const close = () => {
    book.stop();
    return floor.close();
  };
  return { ...floor, ...opened, begin, stand, close };
}
