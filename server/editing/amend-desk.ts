import { isRefusal, type Refusal } from '@/lib/protocol/refusal';
import type { CommandEdit } from '@/server/vendors/command';
import { type Amendment, carryAmendment, prepareEnd, prepareNew } from './carry-amendment';
import { targetOf } from './carry-out';
import { type Composed, composeChanges, type QueueUpdate } from './compose-changes';
import type { EditAsker, EditingParts } from './editing-parts';
import { findKind } from './find-editor';
import { type Amender, askerFor } from './for-a-command';
import { foreseeCalls } from './foresee-calls';
import { notingRefusals } from './note-change';
import { readFor } from './prepare';
import { lineOfQueue } from './queue-line';
import type { Turns } from './turns';

/** Changes of the configuration that commands ask for: kept, locked and taken back like those of a form. */
export interface AmendDesk {
  /**
   * Makes a change, or tells that there was none to make; throws Refusal where nothing was done. What one account asks
   * of one queue while an earlier change has the turn becomes one change.
   */
  amend(sourceId: string, edit: CommandEdit, by: Amender, requestId: string): Promise<Amendment>;
  /** The calls that these would make, without making them; those of one queue as the one change that they would be. */
  foresee(sourceId: string, edits: readonly CommandEdit[]): Promise<readonly (readonly string[] | Refusal)[]>;
}

export function createAmendDesk(parts: EditingParts, inTurn: Turns): AmendDesk {
  const join = createGathering((sourceId: string, by: Amender, requestId: string, group: Group) =>
    amendTogether(sourceId, askerFor(by), requestId, group, parts, inTurn),
  );

  /** A record of its own is made or taken away for each. */
  function amendAlone(
    sourceId: string,
    edit: Exclude<CommandEdit, QueueUpdate>,
    asker: EditAsker,
    requestId: string,
  ): Promise<Amendment> {
    const { kind, operation: act } = edit;
    const target = targetOf(sourceId, kind, act === 'remove' ? edit.id : null);
    return inTurn(target, async () => {
      const at = findKind(parts.sources, asker.principal, { sourceId, kind });
      const prepare = async () =>
        edit.operation === 'create' ? prepareNew(at, edit, parts) : prepareEnd(at, edit, asker, parts);
      return carryAmendment({ at, asker, target, act, requestId, prepare }, parts);
    });
  }

  return {
    amend: (sourceId, edit, by, requestId) =>
      edit.operation === 'update'
        ? join(sourceId, edit, by, requestId)
        : amendAlone(sourceId, edit, askerFor(by), requestId),
    foresee: (sourceId, edits) => foreseeCalls(sourceId, edits, parts),
  };
}

/** Changes of one queue that go together. */
interface Group {
  readonly edits: QueueUpdate[];
  /** From now on nothing is added. */
  close(): void;
}

type Came = (index: number) => Amendment;
type Run = (sourceId: string, by: Amender, requestId: string, group: Group) => Promise<Came>;

/** Has everything that is asked of a queue by one account go along, until its group is closed. */
function createGathering(run: Run) {
  const open = new Map<string, { readonly group: Group; readonly came: Promise<Came> }>();
  return async (sourceId: string, edit: QueueUpdate, by: Amender, requestId: string): Promise<Amendment> => {
    const key = JSON.stringify([sourceId, edit.kind, edit.queueId, by.kind, by.accountId, by.name]);
    const known = open.get(key);
    if (known) {
      const index = known.group.edits.push(edit) - 1;
      return (await known.came)(index);
    }
    const group: Group = { edits: [edit], close: () => void (open.get(key)?.group === group && open.delete(key)) };
    const came = run(sourceId, by, requestId, group).finally(group.close);
    open.set(key, { group, came });
    return (await came)(0);
  };
}

async function amendTogether(
  sourceId: string,
  asker: EditAsker,
  requestId: string,
  { edits, close }: Group,
  parts: EditingParts,
  inTurn: Turns,
): Promise<Came> {
  const [{ kind, queueId }] = edits as [QueueUpdate];
  const noted = { act: 'update', target: targetOf(sourceId, kind, null) } as const;
  const { at, id } = await notingRefusals(parts, noted, asker, async () => {
    const found = findKind(parts.sources, asker.principal, { sourceId, kind });
    return { at: found, id: (await lineOfQueue(found, queueId, parts)).id };
  });
  let each: readonly Composed[] = [];
  async function prepare() {
    const fresh = await readFor(at, { id, parentId: null }, asker, parts);
    close();
    const { edit, ...composed } = composeChanges(at, fresh, edits);
    each = composed.each;
    return edit && { edit, queueId: fresh.queueId, label: fresh.label };
  }
  const order = { at, asker, requestId, prepare, act: 'update', target: targetOf(sourceId, kind, id) } as const;
  const came = await inTurn(order.target, () => carryAmendment(order, parts)).catch((error: unknown) => ({ error }));
  return (index) => {
    const own = each[index];
    if (isRefusal(own)) throw own;
    if (own === 'as-wanted') return { outcome: 'as-wanted', words: '' };
    if ('error' in came) throw came.error;
    return came;
  };
}
