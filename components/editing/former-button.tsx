'use client';
import { Download } from 'lucide-react';
import { useViewer } from '@/components/shell/viewer';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { can } from '@/lib/can';
import type { ChangeTold } from '@/lib/editing/records';
import { useFormerConfiguration } from '@/lib/queries/editors';
import { failureWords } from './failure-words';

/** The way back from a push: the configuration that was there before it, to be pushed again. */
export function FormerButton({ change: { id, sourceId } }: { readonly change: ChangeTold }) {
  const { role } = useViewer();
  const former = useFormerConfiguration();
  if (!can({ role }, 'edit-system')) return null;
  const save = (document: string) =>
    saveFile(new Blob([document], { type: 'application/json' }), `${sourceId}-before.json`);
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Button
        isBusy={former.isPending}
        onClick={() => former.mutate(id, { onSuccess: ({ document }) => save(document) })}
      >
        <Download aria-hidden size={16} />
        Download what was there before
      </Button>
      <span role="alert" className="text-14 wrap-anywhere text-alarm empty:hidden">
        {former.error ? failureWords(former.error, 'configuration') : ''}
      </span>
    </span>
  );
}
