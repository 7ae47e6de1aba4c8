'use client';
import { ConflictView } from '@/components/form/conflict-view';
import type { VendorForm } from '@/lib/protocol/source-settings';
import { differences, readable, type SourceDraft, takeFrom } from './source-draft';

interface SourceConflictProps {
  readonly form: VendorForm;
  readonly base: SourceDraft;
  readonly mine: SourceDraft;
  readonly theirs: SourceDraft;
  readonly onSettle: (merged: SourceDraft) => void;
}

/** My settings of a source beside those that somebody else has saved meanwhile. */
export function SourceConflict({ form, base, mine, theirs, onSettle }: SourceConflictProps) {
  const paths = differences(form, mine, theirs);
  // What I did not touch is theirs to begin with.
  const touched = differences(form, base, mine);
  const clashes = paths.map((path) => {
    const { label, text } = readable(form, mine, path);
    const usual = touched.includes(path) ? ('mine' as const) : ('theirs' as const);
    return { key: path, label, mine: text, theirs: readable(form, theirs, path).text, usual };
  });
  return (
    <ConflictView
      title="Somebody else has saved this source meanwhile"
      clashes={clashes}
      onSettle={(pickOf) =>
        onSettle(
          takeFrom(
            mine,
            theirs,
            paths.filter((path) => pickOf(path) === 'theirs'),
          ),
        )
      }
    >
      Nothing of yours is saved yet. Choose what holds, field by field. Secrets that you typed replace theirs; all
      others stay as they saved them.
    </ConflictView>
  );
}
