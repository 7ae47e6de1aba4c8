import type { RecordLine } from '@/lib/editing/records';
import { Refusal } from '@/lib/protocol/refusal';
import type { EditingParts } from './editing-parts';
import type { KindAt } from './find-editor';
import { asked } from './prepare';

/** Of all records of a kind the one that is this queue of the floor. */
export async function lineOfQueue(at: KindAt, queueId: string, parts: Pick<EditingParts, 'log'>): Promise<RecordLine> {
  const lines = await asked(at, parts, () => at.editor.list(at.kind.id, { q: null, parentId: null }));
  const line = lines.find((one) => one.queueId === queueId);
  if (line) return line;
  const message = `The lists of ${at.name} have no such ${at.kind.one}: nothing was sent. It may have been deleted there meanwhile.`;
  throw new Refusal('not-found', { message });
}
