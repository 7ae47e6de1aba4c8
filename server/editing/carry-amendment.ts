import { isRefusal } from '@/lib/protocol/refusal';
import type { CommandEdit } from '@/server/vendors/command';
import { carryOut, type Ready } from './carry-out';
import type { EditAsker, EditingParts } from './editing-parts';
import type { KindAt } from './find-editor';
import { inSentence } from './for-a-command';
import { notingRefusals } from './note-change';
import { asked, labelIn, newEdit, readFor, removeEdit, requireCan, requireParent } from './prepare';
import { digestOf } from './requests';

/** What a change came to; `as-wanted`: it was so already, and nothing was sent. */
export interface Amendment {
  readonly outcome: 'saved' | 'saved-otherwise' | 'unknown' | 'as-wanted';
  readonly words: string;
}

/** What of a change is ready to be sent; null where there is nothing to change. */
export type Prepared = Pick<Ready, 'edit' | 'queueId' | 'label'> | null;

export interface AmendOrder {
  readonly at: KindAt;
  readonly asker: EditAsker;
  /** As the audit names it. */
  readonly target: string;
  readonly act: CommandEdit['operation'];
  readonly requestId: string;
  /** Reads what is to change afresh. */
  prepare(): Promise<Prepared>;
}

/** Goes the way of every change. Where somebody else was faster nothing was done: then once more, over what they left. */
export async function carryAmendment(order: AmendOrder, parts: EditingParts): Promise<Amendment> {
  try {
    return await attempt(order, order.requestId, parts);
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'conflict') throw error;
    return attempt(order, `${order.requestId} again`, parts);
  }
}

function attempt(order: AmendOrder, requestId: string, parts: EditingParts): Promise<Amendment> {
  const { at, asker, act, target, prepare } = order;
  return notingRefusals(parts, { act, target }, asker, async () => {
    const prepared = await prepare();
    if (!prepared) return { outcome: 'as-wanted', words: '' };
    const { id, parentId, values } = prepared.edit;
    const digest = digestOf({ command: [at.sourceId, at.kind.id, id, parentId], values });
    const ready = { at, asker, requestId, digest, undoes: null, omitted: [], ...prepared };
    const { change, words } = await carryOut(ready, parts);
    // What was refused was thrown.
    return { outcome: change.outcome as Amendment['outcome'], words };
  });
}

type Making = Extract<CommandEdit, { readonly operation: 'create' }>;
type Ending = Extract<CommandEdit, { readonly operation: 'remove' }>;

/** A record of its own, for an agent of a queue or the like. */
export async function prepareNew(at: KindAt, edit: Making, parts: EditingParts): Promise<NonNullable<Prepared>> {
  const { parentId, values, queueId } = edit;
  requireParent(at, parentId);
  requireCan(at, 'create', null);
  const blank = await asked(at, parts, () => at.editor.blank(at.kind.id, parentId));
  try {
    return { edit: newEdit(at, parentId, values, blank), queueId, label: labelIn(values, at) };
  } catch (error) {
    throw isRefusal(error) ? inSentence(error, blank.fields) : error;
  }
}

/** The end of one. What is gone already is as it is wanted. */
export async function prepareEnd(
  at: KindAt,
  { id, parentId, queueId }: Ending,
  asker: EditAsker,
  parts: EditingParts,
): Promise<Prepared> {
  const place = { id, parentId };
  try {
    const fresh = await readFor(at, place, asker, parts);
    requireCan(at, 'remove', fresh);
    return { edit: removeEdit(at, place, fresh), queueId: fresh.queueId ?? queueId, label: fresh.label };
  } catch (error) {
    if (isRefusal(error) && error.code === 'not-found') return null;
    throw error;
  }
}
