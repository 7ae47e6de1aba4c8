'use client';
import { useViewer } from '@/components/shell/viewer';
import { can } from '@/lib/can';
import type { SourceDetail } from '@/lib/protocol/reports';
import { useRetrySource } from '@/lib/queries/sources';

interface SourceProblemProps {
  readonly source: SourceDetail;
  readonly problem: string;
}

/** What is wrong with a source, and what happens next: by itself, or by somebody who may. */
export function SourceProblem({ source, problem }: SourceProblemProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-raised px-4 py-2 text-14">
      <p className="min-w-48 flex-1 wrap-anywhere">{problem}</p>
      {source.link === 'needs-attention' ? <Mend source={source} /> : null}
      {source.link === 'retrying' ? <p className="text-13 text-dim">Tried again by itself</p> : null}
    </div>
  );
}

function Mend({ source }: { readonly source: SourceDetail }) {
  const retry = useRetrySource();
  const { role } = useViewer();
  if (!can({ role }, 'retry-sources'))
    return <p className="text-13 text-dim">A supervisor or administrator can have it tried again.</p>;
  return (
    <>
      <button
        type="button"
        aria-disabled={retry.isPending}
        onClick={() => retry.isPending || retry.mutate(source.id)}
        className="h-8 shrink-0 rounded-small border border-line bg-surface px-3 text-13 font-medium hover:border-dim aria-disabled:opacity-60"
      >
        {retry.isPending ? 'Trying…' : 'Try again now'}
        <span className="sr-only"> {source.name}</span>
      </button>
      <p role="status" className="w-full text-13 text-dim empty:hidden">
        {retry.isError ? 'That could not be asked for. Try once more, or look into Callboard’s log.' : null}
        {retry.isSuccess ? 'Asked again just now. If this stays, the answer was the same.' : null}
      </p>
    </>
  );
}
