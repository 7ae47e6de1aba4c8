import { DateTime } from 'luxon';
import type { Centre } from '@/server/emulators/centre-types';
import type { QmSettings } from '@/server/emulators/queuemetrics/settings';
import { allEditors } from './all-editors';
import type { Author, Book, Columns, EditorShape, StoredRecord } from './editor-shape';
import { seedPeople } from './people-editors';

/** Opens the configuration of an emulated QueueMetrics: what its centre has, and what such a system has besides. */
export function openBook(centre: Centre, settings: QmSettings, robotLogin: string): Book {
  const { tableOf, freeId, keep } = createTables();
  const robot = { id: '33', login: robotLogin };
  const somebody = { id: '32', login: 'demoadmin' };
  const now = (by: Author) => ({ at: centre.now(), by });
  const past = (text: string) => ({ at: DateTime.fromISO(text, { zone: centre.timeZone }).toMillis(), by: somebody });
  const book: Book = {
    ...{ centre, settings, robot, somebody },
    shape: shapeOf,
    records: (editor) => {
      const shape = shapeOf(editor);
      shape?.pull?.(book);
      const all = book.kept(editor);
      return shape?.isThere ? all.filter(shape.isThere(book)) : all;
    },
    kept: (editor) => [...tableOf(editor).values()],
    find: (editor, id) => book.records(editor).find((record) => record.id === id) ?? null,
    findBy: (editor, column, value) => {
      const wanted = value.toLowerCase();
      return book.records(editor).find(({ columns }) => columns[column]?.toLowerCase() === wanted) ?? null;
    },
    insert: (editor, columns, by) => {
      const stamps = { created: now(by), changed: now(by) };
      const record = keep(editor, { id: freeId(editor), columns, lock: firstLock, ...stamps });
      shapeOf(editor)?.afterSave?.(book, null, record);
      return tableOf(editor).get(record.id) ?? record;
    },
    update: (editor, id, columns, by) => {
      const before = tableOf(editor).get(id);
      if (!before) return null;
      const record = keep(editor, { ...before, columns, lock: lockAfter(before.lock), changed: now(by) });
      shapeOf(editor)?.afterSave?.(book, before, record);
      return tableOf(editor).get(id) ?? record;
    },
    remove: (editor, id) => {
      const record = tableOf(editor).get(id);
      if (!record) return null;
      tableOf(editor).delete(id);
      shapeOf(editor)?.afterDelete?.(book, record);
      return record;
    },
    adjust: (editor, id, columns) => {
      const record = tableOf(editor).get(id);
      if (record) tableOf(editor).set(id, { ...record, columns: { ...record.columns, ...columns } });
    },
    adopt: (editor, columns, id) => {
      const stamps = { created: past('2007-06-18T22:28:20'), changed: past('2014-05-05T12:56:33') };
      const whole: Columns = { ...shapeOf(editor)?.columns, ...columns };
      return keep(editor, { id: id ?? freeId(editor), columns: whole, lock: firstLock, ...stamps });
    },
  };
  seed(book);
  return book;
}

const firstLock = '63943';
const lockAfter = (lock: string): string => String((Number(lock) + 7_919) % 100_000);

function shapeOf(editor: string): EditorShape | null {
  return Object.hasOwn(allEditors, editor) ? (allEditors[editor] ?? null) : null;
}

function seed(book: Book): void {
  for (const [editor, { seeds }] of Object.entries(allEditors))
    for (const columns of seeds ?? []) book.adopt(editor, columns);
  seedPeople(book);
  book.adopt('cfgProp', { prop_key: 'default.synchronizer_mode', prop_value: book.settings.synchronizerMode });
}

/** Records by editor and id; an id that was given is never given again. */
function createTables() {
  const tables = new Map(Object.keys(allEditors).map((editor) => [editor, new Map<string, StoredRecord>()]));
  const nextIds = new Map<string, number>();
  const tableOf = (editor: string) => tables.get(editor) ?? new Map<string, StoredRecord>();
  return {
    tableOf,
    freeId: (editor: string): string => {
      let id = nextIds.get(editor) ?? shapeOf(editor)?.firstId ?? 1;
      while (tableOf(editor).has(String(id))) id += 1;
      nextIds.set(editor, id + 1);
      return String(id);
    },
    keep: (editor: string, record: StoredRecord): StoredRecord => {
      if (shapeOf(editor)?.isAppended) tableOf(editor).delete(record.id);
      tableOf(editor).set(record.id, record);
      return record;
    },
  };
}
