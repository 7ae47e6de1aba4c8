import type { EditorAction, FieldValues } from '@/lib/editing/records';
import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import { Refusal } from '@/lib/protocol/refusal';
import type { Edit, FreshRecord, RecordPlace } from '@/server/vendors/editor';
import { addRow, end, type Ready, refuse, rowOf, targetOf } from './carry-out';
import { problemsOfMissing, problemsOfValues } from './check-values';
import type { EditAsker, EditingParts } from './editing-parts';
import { findKind, type KindAt, type KindPlace } from './find-editor';
import type { Outcome } from './find-outcome';
import { notingRefusals } from './note-change';
import { readFor } from './prepare';
import { digestOf, type Requests } from './requests';
import { tellAgain } from './tell-again';
import type { Turns } from './turns';
import { describeFailure } from './vendor-words';

export interface ActRequest {
  readonly action: string;
  readonly values: FieldValues;
  readonly requestId: string;
}

export type Act = (place: KindPlace & RecordPlace, request: ActRequest, asker: EditAsker) => Promise<ChangedReply>;

/** What else can be done to a record than saving it; nobody can look whether it was done but by what came of it. */
export function createAct(parts: EditingParts, once: Requests, inTurn: Turns): Act {
  return ({ id, parentId, ...place }, request, asker) => {
    const { action, values, requestId } = request;
    const target = targetOf(place.sourceId, place.kind, id);
    const digest = digestOf({ act: [place.sourceId, place.kind, id, parentId, action], values });
    return notingRefusals(parts, { act: 'act', target }, asker, async () => {
      const at = findKind(parts.sources, asker.principal, place);
      const run = async () => {
        const known = knownAction(at, action, values);
        const fresh = await readFor(at, { id, parentId }, asker, parts);
        const edit: Edit = { operation: 'update', id, parentId, values: {}, fresh, original: null };
        const label = `${known.label}: ${fresh.label}`;
        const ready = { at, edit, asker, requestId, digest, label, queueId: fresh.queueId, undoes: null, omitted: [] };
        return carryOutAct({ ...ready, act: 'act' }, request, fresh, parts);
      };
      return once({
        ...{ accountId: asker.principal.accountId, requestId, digest },
        again: (row) => tellAgain(row, at, asker, parts),
        run: () => inTurn(target, run),
      });
    });
  };
}

function knownAction({ kind, name }: KindAt, id: string, values: FieldValues): EditorAction {
  const action = kind.actions.find((one) => one.id === id);
  if (!action) throw new Refusal('not-found', { message: `${name} can do nothing of that kind to a ${kind.one}.` });
  const problems = [...problemsOfValues(action.fields, values, {}), ...problemsOfMissing(action.fields, values, {})];
  if (problems.length > 0) throw new Refusal('bad-request', { problems });
  return action;
}

async function carryOutAct(
  ready: Ready,
  request: ActRequest,
  { id }: FreshRecord,
  parts: EditingParts,
): Promise<ChangedReply> {
  const { at, edit } = ready;
  const row = rowOf(ready, parts);
  await addRow(row, parts);
  const done = await act(ready, request, parts);
  if (done instanceof Refusal) return refuse(row, done, parts);
  if (typeof done === 'string') {
    const words = `${done}: it is not known whether it was done. Look at the list.`;
    return end(ready, row, { outcome: 'unknown', id, record: null, differences: [], words }, parts);
  }
  const { words, createdId } = done;
  const place = { id: createdId ?? id, parentId: edit.parentId };
  const record = await at.editor.read(at.kind.id, place).catch(() => null);
  const operation = createdId === null ? 'update' : 'create';
  const outcome: Outcome = { outcome: 'saved', id: place.id, record, differences: [], words };
  return end({ ...ready, edit: { ...edit, operation } }, { ...row, operation }, outcome, parts);
}

/** What came of it, that it was refused, or why nobody knows. */
async function act({ at, edit }: Ready, { action, values }: ActRequest, { log }: EditingParts) {
  try {
    const done = await at.editor.act?.(at.kind.id, action, { id: edit.id ?? '', parentId: edit.parentId, values });
    return done ?? new Refusal('not-found', { message: `${at.name} cannot be asked for that.` });
  } catch (thrown) {
    const failure = describeFailure(thrown, at.name, log);
    return failure.isSure ? failure.refusal : failure.words;
  }
}
