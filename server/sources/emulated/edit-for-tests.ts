import { expect } from 'vitest';
import type { EditOperation, FieldValues, RecordLine } from '@/lib/editing/records';
import type { SourceEditor } from '@/server/sources/source-editor';
import { type Edit, type EditRefused, type FreshRecord, isEditRefused } from '@/server/vendors/editor';

/** Edits as the desk sends them, without what it does besides; tests only. */
export function editForTests(editor: () => SourceEditor) {
  const list = (kind: string, parentId: string | null = null): Promise<readonly RecordLine[]> =>
    editor().list(kind, { q: null, parentId });
  const read = (kind: string, id: string, parentId: string | null = null): Promise<FreshRecord> =>
    editor().read(kind, { id, parentId });

  /** Sends what nothing is against; the record's id. */
  async function send(kind: string, edit: Edit): Promise<string> {
    expect(editor().check(kind, edit)).toEqual([]);
    return (await editor().apply(kind, edit)) ?? '';
  }

  return {
    list,
    read,
    send,
    async first(kind: string, parentId: string | null = null): Promise<string> {
      const [line] = await list(kind, parentId);
      if (!line) throw new Error(`There is no ${kind}`);
      return line.id;
    },
    /** Sends a change; resolves with what is read of it then, or null once it is deleted. */
    async change(
      operation: EditOperation,
      kind: string,
      id: string | null,
      values: FieldValues = {},
      parentId: string | null = null,
    ): Promise<FreshRecord | null> {
      const fresh = id === null ? null : await read(kind, id, parentId);
      const got = await send(kind, { operation, id, parentId, values, fresh, original: null });
      return operation === 'remove' ? null : read(kind, got, parentId);
    },
  };
}

export async function editRefusalOf(asked: Promise<unknown>): Promise<EditRefused> {
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  if (isEditRefused(error)) return error;
  throw error;
}
