'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { SourceSettings } from '@/lib/protocol/source-settings';
import { useDeleteSource, usePauseSource } from '@/lib/queries/source-settings';

type Asked = 'pause' | 'delete';

/** Pause, resume and delete, each naming the source before it is done. */
export function SourceActions({ kept }: { readonly kept: SourceSettings }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const pause = usePauseSource(kept.id);
  const isOfFile = kept.origin === 'file';
  const close = () => setAsked(null);
  return (
    <>
      {isOfFile ? null : (
        <Button isBusy={pause.isPending} onClick={() => (kept.isPaused ? pause.mutate(false) : setAsked('pause'))}>
          {kept.isPaused ? 'Resume' : 'Pause'}
        </Button>
      )}
      {kept.version === null ? null : (
        <Button onClick={() => setAsked('delete')}>
          {isOfFile ? 'Delete the one added in the browser' : 'Delete'}
        </Button>
      )}
      <p role="alert" className="w-full text-right text-13 text-alarm empty:hidden">
        {pause.isError && asked === null ? saveWords(pause.error, 'changed') : ''}
      </p>
      <ConfirmDialog
        title={`Pause ${kept.name}?`}
        action={`Pause ${kept.name}`}
        isFinal={false}
        isBusy={pause.isPending}
        problem={pause.isError ? saveWords(pause.error, 'paused') : ''}
        isOpen={asked === 'pause'}
        onClose={close}
        onConfirm={() => pause.mutate(true, { onSuccess: close })}
      >
        Callboard stops asking it, and its queues, agents and contacts leave every wall and page until it is resumed.
      </ConfirmDialog>
      <DeleteDialog kept={kept} isOpen={asked === 'delete'} onClose={close} />
    </>
  );
}

interface DeleteDialogProps {
  readonly kept: SourceSettings;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function DeleteDialog({ kept, isOpen, onClose }: DeleteDialogProps) {
  const removal = useDeleteSource(kept.id);
  const router = useRouter();
  return (
    <ConfirmDialog
      title={`Delete ${kept.name}?`}
      action={`Delete ${kept.name}`}
      isFinal
      isBusy={removal.isPending}
      problem={removal.isError ? saveWords(removal.error, 'deleted') : ''}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => removal.mutate(kept.version ?? 0, { onSuccess: () => router.push('/sources') })}
    >
      Its settings and secrets are deleted, and its queues, agents and contacts leave the floor. This cannot be undone.
    </ConfirmDialog>
  );
}
