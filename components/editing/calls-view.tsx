'use client';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import type { EditOperation, FieldValues } from '@/lib/editing/records';
import { type OneRecord, useTellCalls } from '@/lib/queries/editors';
import { failureWords } from './failure-words';

interface CallsViewProps {
  readonly place: OneRecord;
  readonly operation: EditOperation;
  readonly values: FieldValues;
}

/** What would be sent to the vendor, to be looked at before it is. */
export function CallsView(props: CallsViewProps) {
  // Another draft makes other calls.
  return <Calls key={JSON.stringify(props.values)} {...props} />;
}

function Calls({ place, operation, values }: CallsViewProps) {
  const titleId = useId();
  const tell = useTellCalls(place);
  const calls = tell.data?.calls;
  return (
    <div className="grid gap-2">
      {calls ? null : (
        <div>
          <Button isBusy={tell.isPending} onClick={() => tell.mutate({ operation, values })}>
            {tell.isPending ? 'Asking…' : 'Show the calls'}
          </Button>
        </div>
      )}
      <div role="status" className="empty:hidden">
        {tell.error ? <p className="text-13 wrap-anywhere">{failureWords(tell.error, 'list of calls')}</p> : null}
        {calls ? (
          <>
            <p id={titleId} className="mb-1 text-13 text-dim">
              {calls.length === 0 ? 'Nothing would be sent.' : 'Would be sent to the vendor, in this order:'}
            </p>
            <ol aria-labelledby={titleId} className="grid gap-1 empty:hidden">
              {calls.map((call, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they are sent in this order
                <li key={index} className="rounded-small border border-line bg-raised px-2 py-1">
                  <code className="font-sans text-13 wrap-anywhere whitespace-pre-wrap">{call}</code>
                </li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </div>
  );
}
