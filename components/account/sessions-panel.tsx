'use client';
import { Button } from '@/components/ui/button';
import { useEndSessions, wordsOfError } from '@/lib/queries/accounts';
import { Panel } from './panel';

/** For whoever forgot a screen somewhere. */
export function SessionsPanel() {
  const end = useEndSessions();
  return (
    <Panel title="Elsewhere">
      <p className="text-13 text-dim">Signs you out of every other browser and screen. Your API tokens go on.</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button isBusy={end.isPending} onClick={() => end.mutate()}>
          Sign out everywhere else
        </Button>
        <p role="status">{end.isSuccess ? 'Done: you are signed in only here.' : ''}</p>
      </div>
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {wordsOfError(end.error)}
      </p>
    </Panel>
  );
}
