import type { RecordField } from '@/lib/editing/records';

type Rest = Partial<Omit<RecordField, 'name' | 'kind' | 'label'>>;

/** A field of a record: one that may be changed and is seen at once, unless told otherwise. */
export function editField(name: string, kind: RecordField['kind'], label: string, rest: Rest = {}): RecordField {
  return {
    name,
    kind,
    label,
    help: '',
    unit: null,
    isRequired: false,
    isReadOnly: false,
    isEssential: true,
    maxLength: null,
    picks: [],
    levels: [],
    ...rest,
  };
}

/** One that is only seen. */
export function seenField(name: string, kind: RecordField['kind'], label: string, rest: Rest = {}): RecordField {
  return editField(name, kind, label, { isReadOnly: true, ...rest });
}
