'use client';
import { ConflictView } from '@/components/form/conflict-view';
import { Serious } from '@/components/form/serious';
import { Button } from '@/components/ui/button';
import { tellMoves, tellValue } from '@/lib/editing/tell-value';
import type { Meeting, RecordEditorState } from './use-record-editor';

interface RecordMeetingProps {
  readonly one: string;
  readonly meeting: Meeting;
  readonly state: RecordEditorState;
}

/** Mine, theirs and what was before both, where somebody else has changed the record meanwhile. */
export function RecordMeeting({ one, meeting, state }: RecordMeetingProps) {
  const { kept, draft, touched, changed, isBusy, save } = state;
  const { before, merged } = meeting;
  const title = `Somebody else has changed this ${one} meanwhile`;
  const labels = (names: readonly string[]) =>
    kept.fields.flatMap(({ name, label }) => (names.includes(name) ? [label] : [])).join(', ');
  const settled = [
    merged.taken.length > 0 ? `Theirs is kept where only they changed something: ${labels(merged.taken)}.` : '',
    merged.joined.length > 0 ? `What both added or took out stands side by side: ${labels(merged.joined)}.` : '',
  ].filter(Boolean);
  if (merged.clashes.length === 0)
    return (
      <Serious title={title} told={JSON.stringify(merged)}>
        {settled.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {changed.length === 0 ? (
          <p>They have saved what you wanted to: there is nothing left to save.</p>
        ) : (
          <>
            <p>Nothing of yours is saved yet, and nothing of it clashes: {labels(changed.map(({ name }) => name))}.</p>
            <div>
              <Button tone="main" isBusy={isBusy} onClick={() => void save()}>
                Save mine upon it
              </Button>
            </div>
          </>
        )}
      </Serious>
    );
  const clashes = kept.fields
    .filter(({ name }) => merged.clashes.includes(name))
    .map((field) => {
      const { name: key, label } = field;
      const [was, theirs, mine] = [before[key] ?? null, kept.values[key] ?? null, draft[key] ?? null];
      return {
        ...{ key, label, before: tellValue(field, was), usual: 'mine' as const },
        mine: tellMoves(field, was, mine) ?? tellValue(field, mine),
        theirs: tellMoves(field, was, theirs) ?? tellValue(field, theirs),
      };
    });
  return (
    <ConflictView
      title={title}
      clashes={clashes}
      isBusy={isBusy}
      onSettle={(pickOf) =>
        void save(Object.fromEntries(Object.entries(touched).filter(([name]) => pickOf(name) !== 'theirs')))
      }
    >
      <p>Nothing of yours is saved yet. Choose what holds, field by field. {settled.join(' ')}</p>
    </ConflictView>
  );
}
