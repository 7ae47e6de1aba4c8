'use client';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog';
import { guardLeaving } from './leaving';

/** Asks, while something typed is not saved, before it would be lost; stands beside a form, not in it. */
export function UnsavedGuard({ isDirty }: { readonly isDirty: boolean }) {
  const [wanted, setWanted] = useState<(() => void) | null>(null);
  useEffect(() => (isDirty ? guardLeaving((go) => setWanted(() => go)) : undefined), [isDirty]);
  const stay = () => setWanted(null);
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave without saving"
      wayOut="Go on here"
      isOpen={wanted !== null}
      isBusy={false}
      problem=""
      onClose={stay}
      onConfirm={() => {
        stay();
        wanted?.();
      }}
    >
      What you changed here is not saved yet, and would be lost.
    </ConfirmDialog>
  );
}
