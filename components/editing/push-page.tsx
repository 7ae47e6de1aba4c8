'use client';
import { useState } from 'react';
import { PageFrame, PageNote } from '@/components/form/page-frame';
import { type EditedSource, useEditors, usePlanPush } from '@/lib/queries/editors';
import { failureWords } from './failure-words';
import { configurationPlace } from './places';
import { PushPlanView } from './push-plan-view';
import { PushSource } from './push-source';
import { UnknownKind } from './unknown-kind';

/** Sends a whole configuration to a vendor, after everybody could see what it will do. */
export function PushPage({ source: sourceId }: { readonly source: string }) {
  const { data, isPending, error, refetch } = useEditors();
  const source = data?.find(({ id }) => id === sourceId);
  if (!source)
    return <UnknownKind source={sourceId} isPending={isPending} error={error} onRetry={() => void refetch()} />;
  return (
    <PageFrame
      back={configurationPlace}
      title="Push configuration"
      subtitle={`Agents, queues and who serves what, all at once, to ${source.name}`}
    >
      {source.canPush ? <Push source={source} /> : <PageNote>This source takes no whole configuration.</PageNote>}
    </PageFrame>
  );
}

function Push({ source }: { readonly source: EditedSource }) {
  const plan = usePlanPush(source.id);
  // A plan is shown once; another one begins with nothing read.
  const [round, setRound] = useState(0);
  function ask(document: string | null): void {
    plan.mutate(document, { onSettled: () => setRound((before) => before + 1) });
  }
  return (
    <div className="grid max-w-4xl gap-4">
      <PushSource isBusy={plan.isPending} onAsk={ask} onChange={plan.reset} />
      <div role="status" className="empty:hidden">
        {plan.error ? <PlanFailure error={plan.error} /> : null}
      </div>
      {plan.data && !plan.isPending ? <PushPlanView key={round} source={source} plan={plan.data} /> : null}
    </div>
  );
}

function PlanFailure({ error }: { readonly error: Error }) {
  const problems = 'problems' in error ? (error.problems as readonly { field: string; message: string }[]) : [];
  return (
    <div className="rounded-panel border border-warning bg-surface p-4 text-14">
      <p className="wrap-anywhere">{failureWords(error, 'plan')} Nothing was sent.</p>
      <ul className="mt-2 list-disc pl-5 empty:hidden">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`} className="wrap-anywhere">
            {field} {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
