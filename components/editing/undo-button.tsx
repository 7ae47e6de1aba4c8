'use client';
import { Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { ChangeTold } from '@/lib/editing/records';
import { ApiError } from '@/lib/queries/call-api';
import { type ChangedReply, useUndoChange } from '@/lib/queries/editors';
import { changeTitle } from './change-words';

interface UndoButtonProps {
  readonly change: ChangeTold;
  readonly onUndone: (reply: ChangedReply) => void;
}

/** Takes a change back, by writing what was there before; says why where that is not possible any more. */
export function UndoButton({ change, onUndone }: UndoButtonProps) {
  const undo = useUndoChange();
  if (!change.canUndo) return null;
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Button isBusy={undo.isPending} onClick={() => undo.mutate(change.id, { onSuccess: onUndone })}>
        <Undo2 aria-hidden size={16} />
        {undo.isPending ? 'Taking back…' : 'Undo'}
        <span className="sr-only"> ({changeTitle(change)})</span>
      </Button>
      <span role="alert" className="text-14 wrap-anywhere text-alarm empty:hidden">
        {undo.error ? undoWords(undo.error) : ''}
      </span>
    </span>
  );
}

function undoWords(error: Error): string {
  if (!(error instanceof ApiError)) return 'Callboard could not be reached. Check your connection and try again.';
  if (error.words) return error.words;
  if (error.code === 'conflict')
    return 'It was changed again since, so nothing was taken back. Look at what it is now and change it by hand.';
  return 'It could not be taken back. Try again; Callboard’s log says more.';
}
