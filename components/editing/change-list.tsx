'use client';
import { Button } from '@/components/ui/button';
import type { ChangeTold, RecordField } from '@/lib/editing/records';
import { type ChangedReply, type ChangesAsked, useChanges } from '@/lib/queries/editors';
import { ChangeEntry } from './change-entry';
import { failureWords } from './failure-words';

interface ChangeListProps {
  readonly asked: ChangesAsked;
  readonly fields?: readonly RecordField[];
  /** What a record is, where changes of several are told. */
  readonly aboutOf?: (change: ChangeTold) => string;
  /** Where there are none. */
  readonly empty: string;
  readonly onUndone?: (reply: ChangedReply) => void;
}

const noFields: readonly RecordField[] = [];

/** Changes, newest first, more of them on demand. */
export function ChangeList({ asked, fields = noFields, aboutOf, empty, onUndone }: ChangeListProps) {
  const changes = useChanges(asked);
  const { data, error, isPending, hasNextPage, isFetchingNextPage } = changes;
  if (isPending)
    return (
      <div aria-busy="true" className="h-24">
        <span className="sr-only">Loading the changes</span>
      </div>
    );
  if (!data)
    return (
      <div role="status" className="grid gap-3 px-4 py-3 text-14">
        <p className="wrap-anywhere">{failureWords(error, 'list of changes')}</p>
        <div>
          <Button onClick={() => void changes.refetch()}>Try again</Button>
        </div>
      </div>
    );
  if (data.length === 0) return <p className="px-4 py-3 text-14 text-dim">{empty}</p>;
  return (
    <>
      <ol aria-label="Changes, newest first">
        {data.map((change) => (
          <ChangeEntry
            key={change.id}
            change={change}
            fields={fields}
            about={aboutOf ? aboutOf(change) : null}
            onUndone={onUndone ?? ignore}
          />
        ))}
      </ol>
      {hasNextPage ? (
        <button
          type="button"
          aria-disabled={isFetchingNextPage}
          onClick={() => isFetchingNextPage || void changes.fetchNextPage()}
          className="h-10 w-full text-14 font-medium hover:bg-raised focus-visible:-outline-offset-2"
        >
          {isFetchingNextPage ? 'Loading…' : 'Older changes'}
        </button>
      ) : null}
    </>
  );
}

const ignore = () => {};
