import type { FieldValues } from '@/lib/editing/records';
import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import { Refusal } from '@/lib/protocol/refusal';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import type { RecordPlace } from '@/server/vendors/editor';
import { carryOut, type Ready, targetOf } from './carry-out';
import type { EditAsker, EditingParts } from './editing-parts';
import { findKind, type KindAt, type KindPlace } from './find-editor';
import { isSeen } from './list-changes';
import { type NotedAct, notingRefusals } from './note-change';
import { prepareNew, readFor, removeEdit, requireCan, requireLock, updateEdit } from './prepare';
import { digestOf, type Requests } from './requests';
import { tellAgain } from './tell-again';
import type { Turns } from './turns';
import { refusePush, undoEdit } from './undo-change';

interface Saving {
  readonly values: FieldValues;
  readonly requestId: string;
}
interface Locked {
  readonly lock: string;
  readonly requestId: string;
}
type RecordAt = KindPlace & RecordPlace;

/** Changes of one record each; the same request again is answered alike, and acts once. */
export interface ChangeDesk {
  create(place: KindPlace, saving: Saving & Pick<RecordPlace, 'parentId'>, asker: EditAsker): Promise<ChangedReply>;
  update(place: RecordAt, saving: Saving & Locked, asker: EditAsker): Promise<ChangedReply>;
  remove(place: RecordAt, locked: Locked, asker: EditAsker): Promise<ChangedReply>;
  undo(changeId: string, asker: EditAsker): Promise<ChangedReply>;
}

type Prepared = Pick<Ready, 'edit' | 'queueId' | 'label'> & Partial<Pick<Ready, 'undoes' | 'omitted'>>;

interface Order {
  readonly act: NotedAct;
  readonly place: KindPlace & { readonly id: string | null };
  /** Asked again under this id it is answered alike. */
  readonly requestId: string;
  /** Under which it is written down, where that is another one. */
  readonly keptAs?: string;
  readonly digest: string;
  prepare(at: KindAt): Promise<Prepared>;
}

export function createChangeDesk(parts: EditingParts, once: Requests, inTurn: Turns): ChangeDesk {
  function perform({ act, place, prepare, ...order }: Order, asker: EditAsker): Promise<ChangedReply> {
    const target = targetOf(place.sourceId, place.kind, place.id);
    const { requestId, digest, keptAs = requestId } = order;
    return notingRefusals(parts, { act, target }, asker, async () => {
      const at = findKind(parts.sources, asker.principal, place);
      const run = async () => {
        const prepared = { undoes: null, omitted: [], ...(await prepare(at)) };
        return carryOut({ at, asker, requestId: keptAs, digest, ...prepared }, parts);
      };
      return once({
        ...{ accountId: asker.principal.accountId, requestId, digest },
        again: (row) => tellAgain(row, at, asker, parts),
        // New ones of a kind are told apart by coming one after the other.
        run: () => inTurn(target, run),
      });
    });
  }

  async function undo(changeId: string, asker: EditAsker): Promise<ChangedReply> {
    const find = async () => {
      const row = await parts.repository.get(changeId);
      if (!row || !isSeen(asker.principal, row))
        throw new Refusal('not-found', { message: 'There is no such change.' });
      refusePush(row);
      return row;
    };
    const row = await notingRefusals(parts, { act: 'undo', target: changeId }, asker, find);
    const order = { act: 'undo', place: placeOf(row), requestId: `undo ${changeId}`, digest: changeId } as const;
    const keptAs = `undo ${changeId} ${parts.newId().id}`;
    // Looked up again in its turn: somebody else may have taken it back meanwhile.
    const prepare = async (at: KindAt) => prepareUndo(at, await find(), asker, parts);
    return perform({ ...order, keptAs, prepare }, asker);
  }

  return {
    create: (place, { parentId, values, requestId }, asker) =>
      perform(
        {
          ...{ act: 'create', place: { ...place, id: null }, requestId },
          digest: digestOf({ create: [place.sourceId, place.kind, parentId], values }),
          prepare: (at) => prepareNew(at, parentId, values, asker, parts),
        },
        asker,
      ),
    update: (place, { values, lock, requestId }, asker) =>
      perform(
        {
          ...{ act: 'update', place, requestId },
          digest: digestOf({ update: idsOf(place), lock: [lock], values }),
          async prepare(at) {
            const fresh = await freshUnder(at, place, lock, asker, parts);
            requireCan(at, 'update', fresh);
            const edit = updateEdit(at, { id: place.id, parentId: place.parentId }, values, fresh);
            return { edit, queueId: fresh.queueId, label: fresh.label };
          },
        },
        asker,
      ),
    remove: (place, { lock, requestId }, asker) =>
      perform(
        {
          ...{ act: 'remove', place, requestId },
          digest: digestOf({ remove: idsOf(place), lock: [lock] }),
          async prepare(at) {
            const fresh = await freshUnder(at, place, lock, asker, parts);
            requireCan(at, 'remove', fresh);
            const edit = removeEdit(at, { id: place.id, parentId: place.parentId }, fresh);
            return { edit, queueId: fresh.queueId, label: fresh.label };
          },
        },
        asker,
      ),
    undo,
  };
}

const idsOf = ({ sourceId, kind, id, parentId }: RecordAt) => [sourceId, kind, id, parentId];

/** A new one has a turn with all of its kind. */
const placeOf = ({ source_id: sourceId, kind, operation, record_id }: ConfigChangeRow) => ({
  ...{ sourceId, kind, id: operation === 'remove' ? null : record_id },
});

async function freshUnder(
  at: KindAt,
  { id, parentId }: RecordPlace,
  lock: string,
  asker: EditAsker,
  parts: EditingParts,
) {
  const fresh = await readFor(at, { id, parentId }, asker, parts);
  requireLock(at, fresh, lock);
  return fresh;
}

async function prepareUndo(
  at: KindAt,
  undoes: ConfigChangeRow,
  asker: EditAsker,
  parts: EditingParts,
): Promise<Prepared> {
  const { edit, omitted } = await undoEdit(at, undoes, asker, parts);
  return { edit, omitted, queueId: edit.fresh?.queueId ?? undoes.queue_id, label: undoes.label, undoes };
}
