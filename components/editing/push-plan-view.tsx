'use client';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { ApiError } from '@/lib/queries/call-api';
import { type EditedSource, type PushPlan, useSendPush } from '@/lib/queries/editors';
import { changesHref } from './places';
import { PushLines } from './push-lines';
import { sortPlan } from './sort-plan';
import { useOnce } from './use-once';

interface PushPlanProps {
  readonly source: EditedSource;
  readonly plan: PushPlan;
}

/** What a push would do, what cannot be overlooked in it first; and the button that does it. */
export function PushPlanView({ source, plan }: PushPlanProps) {
  const { deleted, newUsers, created, updated } = sortPlan(plan.lines);
  const [hasRead, setRead] = useState({ deleted: false, newUsers: false });
  const isRead = (deleted.length === 0 || hasRead.deleted) && (newUsers.length === 0 || hasRead.newUsers);
  return (
    <section aria-label="What it would do" className="grid gap-4">
      <ModeNote plan={plan} />
      <PushLines
        title="Deleted"
        lines={deleted}
        isGrave
        read={{
          isRead: hasRead.deleted,
          words: `I have read what is deleted (${deleted.length})`,
          onRead: (is) => setRead({ ...hasRead, deleted: is }),
        }}
      />
      <PushLines
        title="New users who may sign in"
        lines={newUsers}
        isGrave
        read={{
          isRead: hasRead.newUsers,
          words: `I have read which users are new (${newUsers.length})`,
          onRead: (is) => setRead({ ...hasRead, newUsers: is }),
        }}
      />
      <PushLines title="Created" lines={created} />
      <PushLines title="Changed" lines={updated} />
      {plan.lines.length === 0 ? (
        <p className="rounded-panel border border-line bg-surface px-4 py-3 text-14">
          {source.name} has all of this already: nothing would change.
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => saveFile(new Blob([plan.document], { type: 'application/json' }), `${source.id}.json`)}>
          <Download aria-hidden size={16} />
          Download the document
        </Button>
      </div>
      {plan.lines.length === 0 ? null : <SendPush source={source} plan={plan} isRead={isRead} />}
    </section>
  );
}

function ModeNote({ plan: { mode, modeWords, lines } }: Pick<PushPlanProps, 'plan'>) {
  const { deleted, newUsers, created, updated } = sortPlan(lines);
  const counts = [
    [created.length, 'created'],
    [updated.length, 'changed'],
    [deleted.length, 'deleted'],
    [newUsers.length, 'new users'],
  ] as const;
  return (
    <div className="grid gap-3 rounded-panel border border-line bg-surface px-4 py-3 text-14">
      <p className="wrap-anywhere">
        <span className="text-dim">Mode: </span>
        <span className="font-medium">{mode ?? 'not known'}</span>. {modeWords}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {counts.map(([count, label]) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-13 text-dim">{label}</dt>
            <dd className="text-20 font-semibold tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function SendPush({ source, plan, isRead }: PushPlanProps & { readonly isRead: boolean }) {
  const push = useSendPush(source.id);
  const once = useOnce();
  const [problem, setProblem] = useState('');
  const { document, digest } = plan;
  async function send(): Promise<void> {
    if (!isRead) {
      setProblem('Read what is deleted and which users are new above, and tick that you have.');
      return;
    }
    setProblem('');
    try {
      await once(digest, (requestId) => push.mutateAsync({ requestId, document, digest }));
    } catch (error) {
      const isOld = error instanceof ApiError && error.code === 'conflict';
      setProblem(
        isOld
          ? 'Something changed at the vendor since this was compared, so nothing was sent. Have it compared again.'
          : saveWords(error, 'pushed'),
      );
    }
  }
  if (push.data)
    return (
      <div role="status" className="grid gap-2 rounded-panel border border-line bg-surface p-4 text-14">
        <p className="text-16 font-semibold">
          {resultTitle[push.data.change.outcome] ?? 'It is not known what came of it'}
        </p>
        <p className="wrap-anywhere">{push.data.words}</p>
        <Link href={changesHref(source.id)} prefetch={false} className="underline underline-offset-4">
          All changes at {source.name}
        </Link>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        tone={plan.lines.some(({ does }) => does === 'delete') ? 'danger' : 'main'}
        isBusy={push.isPending}
        onClick={() => void send()}
      >
        {push.isPending ? 'Pushing…' : `Push to ${source.name}`}
      </Button>
      <p role="alert" className="min-w-0 flex-1 text-14 wrap-anywhere text-alarm empty:hidden">
        {isRead && problem.startsWith('Read') ? '' : problem}
      </p>
    </div>
  );
}

const resultTitle: Readonly<Record<string, string>> = {
  saved: 'The configuration was pushed',
  'saved-otherwise': 'The configuration was pushed, and the vendor kept something else in part',
  refused: 'The vendor refused it',
};
