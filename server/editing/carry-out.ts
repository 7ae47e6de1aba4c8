import { concealAddresses } from '@/lib/conceal-addresses';
import type { FieldValues, RecordLine, RecordRead, ValueDifference } from '@/lib/editing/records';
import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import { Refusal } from '@/lib/protocol/refusal';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { StoreError } from '@/server/store/store-error';
import type { Edit, FreshRecord } from '@/server/vendors/editor';
import { type ChangeAnswer, noAnswer, refusalFrom, toJson, toldOf, wordsOf } from './change-row';
import { onlyOf, writableOf } from './check-values';
import type { EditAsker, EditingParts } from './editing-parts';
import type { KindAt } from './find-editor';
import { findOutcome, type Outcome, type Sent } from './find-outcome';
import { type Former, keepFormer, noFormer } from './kept-former';
import { type NotedAct, noteChange } from './note-change';
import { concealChange, isGivenBack } from './secret-fields';
import { labelsOf, toldFields } from './told-fields';
import { describeFailure, toRefusal } from './vendor-words';

/** A change that was looked at and may be sent. */
export interface Ready {
  readonly at: KindAt;
  readonly edit: Edit;
  readonly asker: EditAsker;
  readonly requestId: string;
  readonly digest: string;
  /** By which its scope is judged until the vendor tells. */
  readonly queueId: string | null;
  readonly label: string;
  /** The change that this one takes back. */
  readonly undoes: ConfigChangeRow | null;
  /** Fields that could not be written back, as nobody may know them. */
  readonly omitted: readonly string[];
  /** What the audit calls it, where that is not by its operation. */
  readonly act?: NotedAct;
}

/** Writes it down, sends it once, looks what came of it, writes that down too. */
export async function carryOut(ready: Ready, parts: EditingParts): Promise<ChangedReply> {
  const { at, edit } = ready;
  const linesBefore = edit.operation === 'create' ? await linesOf(ready, parts) : [];
  const row = rowOf(ready, parts);
  await addRow(row, parts);
  const sent = await send(ready, parts);
  if (sent instanceof Refusal) return refuse(row, sent, parts);
  const outcome = await findOutcome(edit, sent, { ...at, clock: parts.clock, linesBefore });
  return endFound(ready, row, outcome, parts);
}

/** Ends it as it was found, or refuses it where nothing was done. */
export async function endFound(ready: Ready, row: ConfigChangeRow, outcome: Outcome, parts: EditingParts) {
  if (outcome.outcome === 'nothing') return refuse(row, new Refusal('unavailable', { message: outcome.words }), parts);
  return end(ready, row, outcome, parts);
}

/** Nothing is sent that could not be written down first. */
export async function addRow(row: ConfigChangeRow, { repository }: Pick<EditingParts, 'repository'>): Promise<void> {
  try {
    await repository.add(row);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'duplicate') throw error;
    // Another process was asked the same a moment ago.
    throw new Refusal('busy', { message: 'It is under way already: look again in a moment.' });
  }
}

/** A new one is told from the others by not having been there. */
export async function linesOf({ at, edit }: Ready, { log }: EditingParts): Promise<readonly RecordLine[]> {
  try {
    return await at.editor.list(at.kind.id, { q: null, parentId: edit.parentId });
  } catch (error) {
    throw toRefusal(error, at.name, log);
  }
}

/** As it is written down before anything is sent. */
export function rowOf(ready: Ready, { newId }: EditingParts): ConfigChangeRow {
  const { at, edit, asker, requestId, digest, queueId, label, undoes } = ready;
  return {
    ...newId(),
    account_id: asker.principal.accountId,
    by_name: asker.principal.name,
    request_id: requestId,
    digest,
    source_id: at.sourceId,
    kind: at.kind.id,
    edit_right: at.kind.right,
    record_id: edit.id,
    parent_id: edit.parentId,
    queue_id: queueId,
    label: storable(label),
    operation: edit.operation,
    outcome: 'sent',
    reason: null,
    before_json: null,
    after_json: null,
    answer: JSON.stringify(noAnswer),
    kept: null,
    undoes: undoes?.id ?? null,
    undone_by: null,
  };
}

/** No database takes a null byte, and nobody reads more. */
const storable = (text: string) => concealAddresses(text.replaceAll('\u0000', '\ufffd')).slice(0, 500);

async function send({ at, edit }: Ready, { log }: EditingParts): Promise<Sent | Refusal> {
  try {
    return { id: await at.editor.apply(at.kind.id, edit), doubt: null };
  } catch (thrown) {
    const failure = describeFailure(thrown, at.name, log);
    return failure.isSure ? failure.refusal : { id: null, doubt: failure.words };
  }
}

/** Whoever asked has it written down, with all that was refused before. */
export async function refuse(row: ConfigChangeRow, refusal: Refusal, parts: EditingParts): Promise<never> {
  const { code } = refusal;
  const message = concealAddresses(refusal.message);
  const problems = refusal.problems.map((one) => ({ ...one, message: concealAddresses(one.message) }));
  const answer: ChangeAnswer = { ...noAnswer, refusal: { code, message, problems } };
  const reason = concealAddresses(wordsOf(refusal));
  await parts.save({ row: { ...row, outcome: 'refused', reason, answer: JSON.stringify(answer) }, undone: [] });
  throw refusalFrom(answer) ?? refusal;
}

/** Writes down what came of it, has the floor look, tells the audit, and answers. */
export async function end(
  ready: Ready,
  row: ConfigChangeRow,
  outcome: Outcome,
  parts: EditingParts,
): Promise<ChangedReply> {
  const { at, undoes } = ready;
  const { former, before, after } = changesOf(ready, outcome);
  const shown = concealChange(before, after);
  const differences = outcome.differences.map(concealDifference);
  const words = concealAddresses([outcome.words, ...omittedWords(ready, outcome)].join(' '));
  const isDone = outcome.outcome === 'saved' || outcome.outcome === 'saved-otherwise';
  const kept = isDone ? keepFormer(parts.box, row, former) : null;
  const ended: ConfigChangeRow = {
    ...row,
    record_id: outcome.id,
    queue_id: outcome.record?.queueId ?? row.queue_id,
    label: storable(outcome.record?.label ?? row.label),
    outcome: outcome.outcome,
    reason: outcome.outcome === 'saved' && ready.omitted.length === 0 ? null : words,
    before_json: toJson(shown.before),
    after_json: toJson(shown.after),
    answer: JSON.stringify({
      ...{ ...noAnswer, words, differences, isKept: isDone && isEnough(ready, former, parts) },
      fields: toldFields(formsOf(ready, outcome), [shown.before, shown.after, ...differences.flatMap(valuesIn)]),
    } satisfies ChangeAnswer),
    kept,
  };
  // What was undone is as it was before: what it had undone itself holds again.
  const again = undoes?.undoes ? [{ id: undoes.undoes, by: null }] : [];
  await parts.save({ row: ended, undone: isDone && undoes ? [{ id: undoes.id, by: row.id }, ...again] : [] });
  nudge(at, parts);
  const came = isDone ? 'done' : 'failed';
  const noted = { before: readable(ended.before_json), after: readable(ended.after_json), reason: ended.reason };
  noteChange(parts, notedOf(ready, outcome.id), ready.asker, { outcome: came, ...noted });
  return { change: toldOf(ended, at.kind), record: outcome.record && readOf(outcome.record), differences, words };
}

function concealDifference(difference: ValueDifference): ValueDifference {
  const { field, wanted, got } = difference;
  const { before, after } = concealChange({ [field]: wanted }, { [field]: got });
  return { ...difference, wanted: before?.[field] ?? null, got: after?.[field] ?? null };
}

const valuesIn = ({ field, wanted, got }: ValueDifference): FieldValues[] => [{ [field]: wanted }, { [field]: got }];

const formsOf = ({ edit }: Ready, { record }: Outcome) => [record?.fields ?? [], edit.fresh?.fields ?? []];

const omittedWords = (ready: Ready, outcome: Outcome) =>
  ready.omitted.length > 0
    ? [`Not written back, as it is not kept: ${labelsOf(formsOf(ready, outcome), ready.omitted).join(', ')}.`]
    : [];

const readable = (json: string | null) => (json === null ? null : (JSON.parse(json) as object));

/** What changed, and what it takes to undo that. */
function changesOf(
  { edit }: Ready,
  { record }: Outcome,
): {
  readonly before: FieldValues | null;
  readonly after: FieldValues | null;
  readonly former: Former;
} {
  const { fresh, values, original } = edit;
  if (edit.operation === 'remove') {
    const before = fresh && writableOf(fresh.fields, fresh.values);
    return { before, after: null, former: { ...noFormer, before, original: fresh?.original ?? original } };
  }
  const after = record ? onlyOf(record.values, Object.keys(values)) : values;
  if (edit.operation === 'update') {
    const before = onlyOf(fresh?.values ?? {}, Object.keys(values));
    return { before, after, former: { ...noFormer, before, after } };
  }
  return { before: null, after, former: { ...noFormer, after: record && writableOf(record.fields, record.values) } };
}

/** Without a key what was secret is not kept, and cannot be written back. */
function isEnough({ edit }: Ready, former: Former, { box }: EditingParts): boolean {
  if (edit.operation === 'create') return former.after !== null;
  if (edit.operation === 'remove') return former.original !== null && !lacksRequired(edit.fresh, box);
  return Object.entries(former.before ?? {}).some(([name, value]) => isGivenBack(name, value, box));
}

/** Without it the vendor would not make the record again. */
function lacksRequired(fresh: FreshRecord | null, box: EditingParts['box']): boolean {
  return (fresh?.fields ?? []).some(({ name, isRequired, isReadOnly }) => {
    const value = fresh?.values[name] ?? null;
    return isRequired && !isReadOnly && value !== null && value !== '' && !isGivenBack(name, value, box);
  });
}

function notedOf({ at, edit, undoes, act }: Ready, id: string | null) {
  const target = targetOf(at.sourceId, at.kind.id, id);
  return { act: act ?? (undoes ? ('undo' as const) : edit.operation), target };
}

/** As the audit names it: `source/kind/record`. */
export const targetOf = (sourceId: string, kind: string, id: string | null) =>
  [sourceId, kind, ...(id === null ? [] : [id])].join('/');

/** The floor is to show it soon; where it cannot, the next poll does. */
export function nudge({ sourceId }: Pick<KindAt, 'sourceId'>, { sources }: Pick<EditingParts, 'sources'>): void {
  for (const feed of ['names', 'live'] as const) sources.nudge(sourceId, feed).catch(() => {});
}

/** As it may leave: without all that the vendor said. */
export function readOf({ original: _, agentId: __, ...read }: FreshRecord): RecordRead {
  return read;
}
