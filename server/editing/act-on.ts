import type { EditorAction, FieldValues, RecordLine } from '@/lib/editing/records';
import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import { Refusal } from '@/lib/protocol/refusal';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import type { ActDone, Edit, FreshRecord, RecordPlace } from '@/server/vendors/editor';
import { addRow, end, endFound, linesOf, type Ready, refuse, rowOf, targetOf } from './carry-out';
import { onlyOf, problemsOfMissing, problemsOfValues } from './check-values';
import type { EditAsker, EditingParts } from './editing-parts';
import { findKind, type KindAt, type KindPlace } from './find-editor';
import { findOutcome } from './find-outcome';
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

/** What else can be done to a record than saving it; what came of it is looked at where it makes another one. */
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
        run: () => inTurn(turnOf(at, id, action), run),
      });
    });
  };
}

/** New ones of a kind are told apart by coming one after the other, those that are created among them. */
const turnOf = ({ sourceId, kind, editor }: KindAt, id: string, action: string) =>
  targetOf(sourceId, kind.id, editor.makes(kind.id, action) ? null : id);

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
  fresh: FreshRecord,
  parts: EditingParts,
): Promise<ChangedReply> {
  const { at } = ready;
  const isMaking = at.editor.makes(at.kind.id, request.action);
  const linesBefore = isMaking ? await linesOf(ready, parts) : [];
  const row = rowOf(ready, parts);
  await addRow(row, parts);
  const acted = await act(ready, request, parts);
  if (acted instanceof Refusal) return refuse(row, acted, parts);
  if (isMaking) return endMaking(ready, row, { acted, linesBefore, fresh, values: request.values }, parts);
  return endActing(ready, row, acted, parts);
}

interface Making {
  readonly acted: Acted;
  readonly linesBefore: readonly RecordLine[];
  /** The one it was made from. */
  readonly fresh: FreshRecord;
  readonly values: FieldValues;
}

/** What came of it is a record, which can be looked for as any new one can. */
async function endMaking(
  ready: Ready,
  row: ConfigChangeRow,
  { acted, linesBefore, fresh, values }: Making,
  parts: EditingParts,
): Promise<ChangedReply> {
  const { at, edit } = ready;
  const known = fresh.fields.map(({ name }) => name).filter((name) => name in values);
  const making: Edit = { ...edit, operation: 'create', id: null, values: onlyOf(values, known), fresh: null };
  const sent = { id: acted.createdId, doubt: acted.doubt };
  const found = await findOutcome(making, sent, { ...at, clock: parts.clock, linesBefore });
  const isPlain = found.outcome === 'saved' && found.record !== null && acted.doubt === null;
  const words = isPlain ? acted.words : found.words;
  if (found.id === null) return endFound(ready, row, { ...found, id: edit.id, words }, parts);
  return endFound({ ...ready, edit: making }, { ...row, operation: 'create' }, { ...found, words }, parts);
}

/** Nobody can look whether it was done. */
async function endActing(
  ready: Ready,
  row: ConfigChangeRow,
  { doubt, words }: Acted,
  parts: EditingParts,
): Promise<ChangedReply> {
  const { at, edit } = ready;
  const { id, parentId } = edit;
  const shared = { id, differences: [] };
  if (doubt !== null) {
    const unsure = `${doubt}: it is not known whether it was done. Look at the list.`;
    return end(ready, row, { ...shared, outcome: 'unknown', record: null, words: unsure }, parts);
  }
  const record = await at.editor.read(at.kind.id, { id: id ?? '', parentId }).catch(() => null);
  return end(ready, row, { ...shared, outcome: 'saved', record, words }, parts);
}

/** What the vendor said to it; `doubt`: why nobody knows whether it was done, as the beginning of a sentence. */
interface Acted extends ActDone {
  readonly doubt: string | null;
}

async function act(
  { at, edit }: Ready,
  { action, values }: ActRequest,
  { log }: EditingParts,
): Promise<Acted | Refusal> {
  try {
    const done = await at.editor.act?.(at.kind.id, action, { id: edit.id ?? '', parentId: edit.parentId, values });
    return done
      ? { ...done, doubt: null }
      : new Refusal('not-found', { message: `${at.name} cannot be asked for that.` });
  } catch (thrown) {
    const failure = describeFailure(thrown, at.name, log);
    return failure.isSure ? failure.refusal : { words: '', createdId: null, doubt: failure.words };
  }
}
