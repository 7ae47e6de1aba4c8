import { expect, it } from 'vitest';
import type { EditOperation } from '@/lib/editing/records';
import type { EditorFixtures, EditorStage } from './describe-editor';
import type { Edit } from './editor';

/** What a driver's editor must say where a record is not as it was when it was read. */
export function describeMeanwhile(stage: EditorStage, operation: EditOperation, fixtures: EditorFixtures): void {
  const { kind, site, changes, editFor, spoil } = stage;
  const { gone = () => ({ status: 404 }), vanished = gone, conflict } = fixtures;
  const refusalOf = async (edit: Edit) => site().editRefusalOf(site().editor().apply(kind, edit));

  it('says that the record is gone', async () => {
    const edit = await editFor(operation);
    spoil(gone);
    expect((await refusalOf(edit)).reason).toBe('gone');
  });

  it('says so of one that vanished between being read and being changed, and sends no more than once', async () => {
    const edit = await editFor(operation);
    site().http.answer(vanished);
    expect((await refusalOf(edit)).reason).toBe('gone');
    expect(changes().length).toBeLessThanOrEqual(1);
  });

  it.runIf(conflict)('says that the record changed meanwhile', async () => {
    const edit = await editFor(operation);
    if (conflict) spoil(conflict);
    expect((await refusalOf(edit)).reason).toBe('conflict');
    expect(changes()).toHaveLength(1);
  });
}
