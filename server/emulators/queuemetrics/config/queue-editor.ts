import { EditFailure } from './edit-failure';
import type { Book, Columns, EditorShape, StoredRecord } from './editor-shape';
import { checkMembers, entriesOf, memberColumns, memberFields, membersIn, tidyMembers } from './members';

/** Queues: a record of one part is a queue of the centre, one of several parts only looks at them. */
export const queueEditor: EditorShape = {
  idField: 'id_coda',
  firstId: 101,
  title: 'nome_coda',
  columns: {
    ...{ nome_coda: '', composizione_coda: '', q_direction: 'inbound', visibility_key: '' },
    ...{ agenti_membri: '', agenti_spilloff_1: '', agenti_spilloff_2: '', rsa_sla: '20', req_sla: '90' },
    ...{ report_to: '', chat_group: '', agaw_enabled: '0', agaw_lookback_min: '', queue_url: '', wrapup_time: '0' },
  },
  listed: ['nome_coda', 'composizione_coda', 'q_direction', 'visibility_key'],
  required: ['nome_coda', 'composizione_coda'],
  unique: { nome_coda: (name) => `A queue named '${name}' already exists` },
  numbers: ['rsa_sla', 'req_sla', 'agaw_lookback_min', 'wrapup_time'],
  choices: { q_direction: ['inbound', 'outbound'] },
  tidy: (columns) => tidyMembers({ ...columns, composizione_coda: entriesOf(columns.composizione_coda).join('|') }),
  check: (book, columns) => {
    checkMembers(book, columns);
    if (Number(columns.rsa_sla) === 0) throw new EditFailure('Field rsa_sla must be at least one second');
  },
  pull: takeInQueues,
  isThere: ({ centre }) => {
    const ids = new Set(centre.queues.map(({ id }) => id));
    return ({ columns }) => !isAtomic(columns) || ids.has(columns.composizione_coda ?? '');
  },
  seen: ({ centre }, columns) =>
    isAtomic(columns) || !hasOwnMembers(columns) ? { ...columns, ...memberColumns(centre, partsOf(columns)) } : columns,
  afterSave: saveQueue,
  afterDelete: (book, { columns }) => {
    if (isAtomic(columns)) closeUnlessTold(book, columns.composizione_coda ?? '');
  },
};

/** The queues of the PBX that a record stands for. */
export const partsOf = (columns: Columns): readonly string[] => entriesOf(columns.composizione_coda);

const isAtomic = (columns: Columns): boolean => partsOf(columns).length === 1;

/** Until somebody saves it, a composite is served by whoever serves its parts. */
const hasOwnMembers = (columns: Columns): boolean => columns._own === '1';

/** The level of an agent on a composite queue, 0 the best; null when not on it. */
export function compositeLevel(book: Book, columns: Columns, code: string): number | null {
  const seen = queueEditor.seen?.(book, columns) ?? columns;
  const level = memberFields.findIndex((field) => entriesOf(seen[field]).includes(code));
  return level === -1 ? null : level;
}

/** Records of several parts. */
export const compositesIn = (book: Book): readonly StoredRecord[] =>
  book.records('queue').filter(({ columns }) => !isAtomic(columns));

function takeInQueues(book: Book): void {
  const kept = book.kept('queue');
  const known = new Set(kept.map(({ columns }) => columns.composizione_coda));
  for (const { id, name, outbound, answerWithinMs } of book.centre.queues) {
    if (known.has(id)) continue;
    const q_direction = outbound ? 'outbound' : 'inbound';
    const rsa_sla = String(Math.round(answerWithinMs / 1000));
    book.adopt('queue', { nome_coda: name, composizione_coda: id, q_direction, rsa_sla });
  }
  if (kept.length === 0)
    for (const { name, queueIds } of book.settings.composites)
      book.adopt('queue', { nome_coda: name, composizione_coda: queueIds.join('|') });
}

function saveQueue(book: Book, before: StoredRecord | null, after: StoredRecord): void {
  const { centre } = book;
  const { columns } = after;
  const part = before && isAtomic(before.columns) ? partsOf(before.columns)[0] : undefined;
  if (part !== undefined && !partsOf(columns).includes(part)) closeUnlessTold(book, part);
  if (!isAtomic(columns)) {
    book.adjust('queue', after.id, { _own: '1' });
    return;
  }
  const { composizione_coda: id = '', nome_coda: name = '' } = columns;
  const answerWithinMs = (Number(columns.rsa_sla) || 20) * 1000;
  const change = { name, outbound: columns.q_direction === 'outbound', answerWithinMs };
  if (!centre.changeQueue(id, change)) centre.addQueue({ id, number: id, ...change });
  centre.setMembers(id, membersIn(columns));
}

/** A queue that no record stands for any more is closed. */
function closeUnlessTold(book: Book, queueId: string): void {
  const isTold = book.kept('queue').some(({ columns }) => isAtomic(columns) && columns.composizione_coda === queueId);
  if (!isTold) book.centre.removeQueue(queueId);
}
