import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import type { ConfigChangeLine } from '@/server/store/config-changes-repository';
import { readOf } from './carry-out';
import { answerOf, refusalFrom, toldOf } from './change-row';
import type { EditAsker, EditingParts } from './editing-parts';
import { type KindAt, noSuchRecord } from './find-editor';
import { isSeen } from './list-changes';
import { readFor } from './prepare';

/** The same answer as the first time, with the record as it is now; nothing is sent. */
export async function tellAgain(
  row: ConfigChangeLine,
  at: KindAt,
  asker: EditAsker,
  parts: EditingParts,
): Promise<ChangedReply> {
  if (!isSeen(asker.principal, row)) throw noSuchRecord(at);
  const answer = answerOf(row);
  const refusal = refusalFrom(answer);
  if (refusal) throw refusal;
  const { words, differences } = answer;
  const change = toldOf(row, at.kind);
  const id = row.operation === 'remove' ? null : row.record_id;
  const place = { id: id ?? '', parentId: row.parent_id };
  const record = id === null ? null : await readFor(at, place, asker, parts).catch(() => null);
  return { change, record: record && readOf(record), differences, words: words || (row.reason ?? '') };
}
