'use client';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { RecordRead } from '@/lib/editing/records';
import { ApiError } from '@/lib/queries/call-api';
import { type ChangedReply, type OneRecord, useRemoveRecord } from '@/lib/queries/editors';
import { CallsView } from './calls-view';
import { useOnce } from './use-once';

interface DeleteRecordProps {
  readonly place: OneRecord;
  readonly one: string;
  readonly sourceName: string;
  readonly record: RecordRead;
  readonly onDeleted: (reply: ChangedReply) => void;
  /** Somebody has changed it since it was read. */
  readonly onConflict: () => void;
}

/** Deletes a record, once it was asked by name. */
export function DeleteRecord({ place, one, sourceName, record, onDeleted, onConflict }: DeleteRecordProps) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const remove = useRemoveRecord(place);
  const once = useOnce();
  const name = record.label || record.id;

  async function run(): Promise<void> {
    setProblem('');
    const { lock } = record;
    try {
      const reply = await once(lock, (requestId) => remove.mutateAsync({ requestId, lock }));
      setOpen(false);
      onDeleted(reply);
    } catch (error) {
      const isConflict = error instanceof ApiError && error.code === 'conflict';
      setProblem(
        isConflict
          ? 'It was changed meanwhile and is read again. Close this, look at what it is now, and delete it if you still want to.'
          : problemWords(error),
      );
      if (isConflict) onConflict();
    }
  }
  return (
    <>
      <Button
        onClick={() => {
          setProblem('');
          setOpen(true);
        }}
      >
        <Trash2 aria-hidden size={16} />
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${name}?`}
        action={`Delete ${name}`}
        isOpen={isOpen}
        isBusy={remove.isPending}
        problem={problem}
        onClose={() => setOpen(false)}
        onConfirm={() => void run()}
      >
        <p className="mb-3">
          The {one} “{name}” will be deleted at {sourceName}, for everybody. What it was is kept, so that it can be made
          again; the vendor may give it another ID then.
        </p>
        <CallsView place={place} operation="remove" values={noValues} />
      </ConfirmDialog>
    </>
  );
}

const noValues = {};

/** No field is shown here, so what is wrong with one is said as it is. */
function problemWords(error: unknown): string {
  const problems = error instanceof ApiError ? error.problems.map(({ message }) => message).join('; ') : '';
  return problems === '' ? saveWords(error, 'deleted') : problems;
}
