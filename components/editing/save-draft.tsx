'use client';
import { Button } from '@/components/ui/button';
import type { RecordEditorState } from './use-record-editor';

interface SaveDraftProps {
  readonly state: RecordEditorState;
  readonly one: string;
}

/** Stays in view below a long form: save, put everything back, and what came of the last attempt. */
export function SaveDraft({ state, one }: SaveDraftProps) {
  const { record, isBusy, isDirty, changed, meeting, said, sorted, discard } = state;
  const isNew = record === null;
  // Saving from here would pass over what is chosen above.
  const mustChoose = meeting !== null && meeting.merged.clashes.length > 0;
  const words = mustChoose ? 'Choose above what holds, and save it there' : isNew ? '' : countWords(changed.length);
  return (
    <div className="sticky -bottom-1 z-10 flex flex-wrap items-center gap-3 rounded-panel border border-line bg-surface px-4 py-3">
      <Button type="submit" tone="main" isBusy={isBusy || mustChoose || (!isNew && !isDirty)}>
        {isBusy ? 'Saving…' : isNew ? `Create this ${one}` : 'Save'}
      </Button>
      <Button isBusy={isBusy || !isDirty} onClick={discard}>
        Discard
      </Button>
      <p role="status" className="min-w-0 flex-1 text-14 wrap-anywhere">
        {said || words}
      </p>
      <ul className="w-full text-13 wrap-anywhere text-alarm empty:hidden">
        {sorted.stray.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field} {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function countWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 field changed, not saved yet' : `${count} fields changed, not saved yet`;
}
