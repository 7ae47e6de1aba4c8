import type { EpochMs } from '@/lib/floor/records';
import type { Centre } from '@/server/emulators/centre-types';
import type { QmSettings } from '@/server/emulators/queuemetrics/settings';

/** What a record holds, everything as text: `1` and `0` for yes and no, `|` between entries. */
export type Columns = Readonly<Record<string, string>>;

/** Who saves: a record of the editor `user`. */
export interface Author {
  readonly id: string;
  readonly login: string;
}

export interface Stamp {
  readonly at: EpochMs;
  readonly by: Author;
}

export interface StoredRecord {
  readonly id: string;
  readonly columns: Columns;
  /** `sys_optilock`; another one after every save. */
  readonly lock: string;
  readonly created: Stamp;
  readonly changed: Stamp;
}

/** The configuration of one emulated QueueMetrics; what the centre lives on is written through to it. */
export interface Book {
  readonly centre: Centre;
  readonly settings: QmSettings;
  /** The user of the interface, and one who works on the vendor's own pages. */
  readonly robot: Author;
  readonly somebody: Author;
  shape(editor: string): EditorShape | null;
  records(editor: string): readonly StoredRecord[];
  /** The same without a look at the centre. */
  kept(editor: string): readonly StoredRecord[];
  find(editor: string, id: string): StoredRecord | null;
  /** The record with this value in this column, capitals or not. */
  findBy(editor: string, column: string, value: string): StoredRecord | null;
  insert(editor: string, columns: Columns, by: Author): StoredRecord;
  update(editor: string, id: string, columns: Columns, by: Author): StoredRecord | null;
  remove(editor: string, id: string): StoredRecord | null;
  /** Columns of a record that follow from another's change: no save of its own, the lock stays. */
  adjust(editor: string, id: string, columns: Columns): void;
  /** Takes in what is there without anybody's having saved it. */
  adopt(editor: string, columns: Columns, id?: string): StoredRecord;
}

/** One editor: what its records hold and what saving one does. */
export interface EditorShape {
  /** What a full record calls its id. */
  readonly idField: string;
  /** What can be saved, with what a new record has. */
  readonly columns: Columns;
  /** The column by which other records name one of these. */
  readonly title: string;
  /** Columns of the list; all unless told otherwise. */
  readonly listed?: readonly string[];
  /** Columns that hold the id of another editor's record. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Of these, the one that says under which record they are listed. */
  readonly parent?: string;
  readonly required?: readonly string[];
  readonly unique?: Readonly<Record<string, (value: string) => string>>;
  readonly numbers?: readonly string[];
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Never told; blank leaves them as they are. */
  readonly secrets?: readonly string[];
  readonly isReadOnly?: boolean;
  /** The key without which nothing is saved. */
  readonly key?: string;
  /** What is saved moves to the end. */
  readonly isAppended?: boolean;
  readonly firstId?: number;
  readonly seeds?: readonly Columns[];
  /** Brings what was sent into the form it is kept in. */
  readonly tidy?: (columns: Columns) => Columns;
  readonly check?: (book: Book, columns: Columns) => void;
  /** Takes in what the centre has and the configuration does not know yet. */
  readonly pull?: (book: Book) => void;
  /** Which records are to be seen, where not all of them are. */
  readonly isThere?: (book: Book) => (record: StoredRecord) => boolean;
  /** The columns as a read finds them, where the centre knows better. */
  readonly seen?: (book: Book, columns: Columns) => Columns;
  readonly decorateList?: (book: Book, record: StoredRecord) => Readonly<Record<string, unknown>>;
  readonly decorateFull?: (book: Book, record: StoredRecord) => Readonly<Record<string, unknown>>;
  readonly afterSave?: (book: Book, before: StoredRecord | null, after: StoredRecord) => void;
  readonly afterDelete?: (book: Book, record: StoredRecord) => void;
}
