import type { RecordLine } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { joinQueues, splitQueues } from '@/server/vendors/queuemetrics/codes';
import { codePatterns, namePatterns } from '@/server/vendors/queuemetrics/editors';
import { plainText, scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { bestKey } from './hand-made-forms';
import type { KindId } from './kinds';
import { entriesOf, isDecoration, isStructure, ownIdKey, secretKeys } from './raw-record';

/** How a record is told from others, from its short or its full form. */
export function lineOf(sourceId: string, kind: KindId, id: string, record: EditorRecord): RecordLine {
  const { label, note } = namesOf(kind, id, record);
  return { id, label: label || id, note: note === label ? '' : note, queueId: queueIdOf(sourceId, kind, record) };
}

/** The queue on the floor that a record is; a composite is none. */
function queueIdOf(sourceId: string, kind: KindId, record: EditorRecord): string | null {
  if (kind !== 'queue') return null;
  const [queue, ...more] = partsOf(record);
  return queue !== undefined && more.length === 0 ? recordId(sourceId, queue) : null;
}

const partsOf = (record: EditorRecord): string[] =>
  splitQueues(plainText(entriesOf(record.composizione_coda).join('|')));

function namesOf(kind: KindId, id: string, record: EditorRecord): { readonly label: string; readonly note: string } {
  const read = (key: string | null) => (key === null ? '' : (scalarText(record[key]) ?? ''));
  const first = (...keys: string[]) => keys.map(read).find((text) => text !== '') ?? '';
  const joined = (...texts: string[]) => texts.filter((text) => text !== '').join(' · ');
  if (kind === 'queue') return { label: read('nome_coda'), note: joinQueues(partsOf(record)) };
  if (kind === 'agent') {
    const group = first('group_name', 'group_by__DECODED');
    const location = first('loc_name', 'location__DECODED');
    return { label: first('descr_agente', 'nome_agente'), note: joined(read('nome_agente'), group, location) };
  }
  if (kind === 'pause' || kind === 'outcome') {
    const code = bestKey(record, codePatterns);
    return { label: read(bestKey(record, namePatterns, code)) || read(code), note: read(code) };
  }
  return plainNames(id, record);
}

const naming = [
  /^(real_|group_|loc_)?name$|^nome/i,
  /name|nome|label|title/i,
  /desc/i,
  /login|number|phone|prop|key|chiave|cod/i,
];

/** What names a record of which nothing is known: the texts of the likeliest columns, else of the first ones. */
function plainNames(id: string, record: EditorRecord): { readonly label: string; readonly note: string } {
  const hidden = [ownIdKey(record, id), ...secretKeys(record)];
  const keys = Object.keys(record).filter(
    (key) => !isDecoration(key) && !hidden.includes(key) && !isStructure(record[key]) && !/^id_/i.test(key),
  );
  const likely = naming.flatMap((pattern) => keys.filter((key) => pattern.test(key)));
  const texts = [...new Set([...likely, ...keys])].map((key) => scalarText(record[key]) ?? '');
  const [label = '', note = ''] = [...new Set(texts)].filter((text) => text !== '' && text !== id);
  return { label: label.slice(0, 200), note: note.slice(0, 200) };
}
