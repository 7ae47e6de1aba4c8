import type { RecordLine } from '@/lib/editing/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { type Editor, EditRefused, type FreshRecord, type ListAsk } from '@/server/vendors/editor';
import type { Context, EditorRecord } from '@/server/vendors/queuemetrics/client';
import type { Secrets, Settings } from '@/server/vendors/queuemetrics/settings';
import { blankOf } from './blank-record';
import { checkEdit } from './check-edit';
import { commitEdit } from './commit';
import { drawForm } from './draw-form';
import { listRecords, readRecord } from './exchange';
import { keepRecord, lockOf } from './kept-record';
import { kindNamed, kinds } from './kinds';
import { orNull, readPicks } from './picks';
import { push } from './push';
import { idOf } from './raw-record';
import { lineOf } from './record-lines';
import { tellCalls } from './tell-calls';

/** The configuration API as one editor: every form is drawn from the record itself. */
export const editor: Editor<Settings, Secrets> = {
  kinds: () => kinds,
  list: listLines,
  async read(context, kindId, { id, parentId }): Promise<FreshRecord> {
    const kind = kindNamed(kindId);
    const record = await readRecord(context, kind, id, parentId);
    const picks = await readPicks(context, kind.id, record);
    return {
      ...lineOf(context.sourceId, kind.id, id, record),
      ...drawForm(record, { kind: kind.id, settings: context.settings, picks, id }),
      lock: lockOf(record),
      can: kind.can,
      original: keepRecord(id, record),
    };
  },
  blank(context, kindId, parentId) {
    const kind = kindNamed(kindId);
    needParent(kind.parent, parentId);
    return blankOf(context, kind, parentId);
  },
  check: (kindId, edit, settings) => checkEdit(kindNamed(kindId).id, edit, settings),
  calls: (kindId, edit, settings) => tellCalls(kindNamed(kindId), edit, settings),
  apply: (context, kindId, edit) => commitEdit(context, kindNamed(kindId), edit),
  push,
};

async function listLines(context: Context, kindId: string, { q, parentId }: ListAsk): Promise<RecordLine[]> {
  const kind = kindNamed(kindId);
  needParent(kind.parent, parentId);
  const listed = await listRecords(context, kind, { q, parentId });
  const records = kind.id === 'queue' ? await withComposition(context, listed) : listed;
  return records.flatMap((record) => {
    const id = idOf(record);
    return id === null ? [] : [lineOf(context.sourceId, kind.id, id, record)];
  });
}

function needParent(parent: string | null, parentId: string | null): void {
  if (parent !== null && parentId === null)
    throw new EditRefused('refused', `Choose the ${kindNamed(parent).one} first: these are listed for one of them`);
}

/** Rights are judged by which queue it is: where the list does not tell, the records do. */
async function withComposition(context: Context, records: readonly EditorRecord[]): Promise<EditorRecord[]> {
  const known = context.memory.get('queue-editor-records') as ReadonlyMap<string, EditorRecord> | undefined;
  const untold = records.filter((record) => !('composizione_coda' in record));
  const wanted = untold.flatMap((record) => idOf(record) ?? []).filter((id) => !known?.has(id));
  const read = wanted.slice(0, context.settings.detailsPerRefresh).map((id) => async (signal: AbortSignal) => {
    const record = await orNull(readRecord({ ...context, signal }, kindNamed('queue'), id, null));
    return [id, record ?? {}] as const;
  });
  const wholes = new Map([...(known ?? []), ...(await allOrNone(context.signal, read))]);
  return records.map((record) => ({ ...wholes.get(idOf(record) ?? ''), ...record }));
}
