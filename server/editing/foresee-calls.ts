import { isRefusal, type Refusal } from '@/lib/protocol/refusal';
import type { CommandEdit } from '@/server/vendors/command';
import { groupBy } from '@/server/vendors/group-by';
import { prepareEnd, prepareNew } from './carry-amendment';
import { composeChanges, type QueueUpdate } from './compose-changes';
import type { EditingParts } from './editing-parts';
import { findKind } from './find-editor';
import { askerFor } from './for-a-command';
import { readFor } from './prepare';
import { lineOfQueue } from './queue-line';

type Told = readonly string[] | Refusal;

const nobody = askerFor({ kind: 'user', accountId: '', name: 'Callboard', address: null });

/** The calls that these changes would make, in their order, with each record as it is now. */
export async function foreseeCalls(
  sourceId: string,
  edits: readonly CommandEdit[],
  parts: EditingParts,
): Promise<readonly Told[]> {
  const told = new Map<CommandEdit, Told>();
  const updates = edits.flatMap((edit) => (edit.operation === 'update' ? edit : []));
  const byQueue = groupBy(updates, ({ kind, queueId }) => JSON.stringify([kind, queueId]));
  const together = [...byQueue.values()].map((some) => foreseeTogether(sourceId, some, parts));
  for (const answers of await Promise.all(together)) for (const [edit, one] of answers) told.set(edit, one);
  // One after the other: each asks the vendor for what it would change.
  for (const edit of edits)
    if (edit.operation !== 'update') told.set(edit, await orRefusal(foreseeAlone(sourceId, edit, parts)));
  return edits.map((edit) => told.get(edit) ?? []);
}

async function foreseeTogether(
  sourceId: string,
  edits: readonly QueueUpdate[],
  parts: EditingParts,
): Promise<readonly (readonly [QueueUpdate, Told])[]> {
  const [{ kind, queueId }] = edits as readonly [QueueUpdate];
  const answers = await orRefusal(
    (async () => {
      const at = findKind(parts.sources, nobody.principal, { sourceId, kind });
      const { id } = await lineOfQueue(at, queueId, parts);
      const fresh = await readFor(at, { id, parentId: null }, nobody, parts);
      const { edit, each } = composeChanges(at, fresh, edits);
      const calls = edit ? at.editor.calls(kind, edit) : [];
      return each.map((one) => (isRefusal(one) ? one : one === 'taken' ? calls : []));
    })(),
  );
  return edits.map((edit, index) => [edit, isRefusal(answers) ? answers : (answers[index] ?? [])]);
}

async function foreseeAlone(
  sourceId: string,
  edit: Exclude<CommandEdit, QueueUpdate>,
  parts: EditingParts,
): Promise<readonly string[]> {
  const { kind } = edit;
  const at = findKind(parts.sources, nobody.principal, { sourceId, kind });
  const prepared = await (edit.operation === 'create'
    ? prepareNew(at, edit, parts)
    : prepareEnd(at, edit, nobody, parts));
  return prepared ? at.editor.calls(kind, prepared.edit) : [];
}

async function orRefusal<T>(asked: Promise<T>): Promise<T | Refusal> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}
