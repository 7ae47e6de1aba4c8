import type { FloorKind } from '@/lib/floor/kinds';
import { makeRecord } from '@/lib/floor/make-record';
import type { RecordOf } from '@/lib/floor/records';

/** For tests: a record whose source is the one its id names. */
export function sample<K extends FloorKind>(kind: K, id: string, fields: Partial<RecordOf[K]> = {}): RecordOf[K] {
  const source = kind === 'sources' ? {} : { sourceId: id.split('/')[0] };
  return makeRecord(kind, { ...source, id, ...fields } as unknown as Partial<RecordOf[K]>);
}
