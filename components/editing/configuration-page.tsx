'use client';
import { History } from 'lucide-react';
import Link from 'next/link';
import { PageNote } from '@/components/form/page-frame';
import { buttonLook } from '@/components/ui/button';
import { useRecords } from '@/lib/live/use-floor';
import { useEditors } from '@/lib/queries/editors';
import { FailureNote } from './failure-note';
import { changesHref } from './places';
import { SourceKinds } from './source-kinds';

/** What can be seen and changed at each vendor. */
export function ConfigurationPage() {
  return (
    <div className="relative -m-1 min-h-0 flex-1 overflow-auto p-1">
      <header className="mb-3 flex min-h-9 flex-wrap items-center gap-3">
        <h1 className="text-20 font-semibold">Configuration</h1>
        <Link href={changesHref()} prefetch={false} className={`${buttonLook()} ml-auto`}>
          <History aria-hidden size={16} />
          Changes
        </Link>
      </header>
      <p className="mb-4 max-w-prose text-14 text-dim">
        What is changed here is changed at the vendor, at once. Before anything is sent you see what it will be;
        afterwards every change can be taken back.
      </p>
      <Sources />
    </div>
  );
}

function Sources() {
  const { data, isPending, error, refetch } = useEditors();
  const silent = useRecords('sources').filter(({ id }) => data && !data.some((source) => source.id === id));
  if (isPending) return <Placeholders />;
  if (!data) return <FailureNote error={error} what="list of what can be edited" onRetry={() => void refetch()} />;
  if (data.length + silent.length === 0)
    return <PageNote>No source is configured yet, so there is nothing to edit. Add one under Sources.</PageNote>;
  const all = [...data, ...silent.map(({ id, name }) => ({ id, name, kinds: [], canPush: false }))];
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 min-[110rem]:grid-cols-3">
      {all.map((source) => (
        <SourceKinds key={source.id} source={source} />
      ))}
    </div>
  );
}

function Placeholders() {
  return (
    <div aria-busy="true" className="grid gap-4 lg:grid-cols-2 min-[110rem]:grid-cols-3">
      <span className="sr-only">Loading what can be edited</span>
      {[1, 2, 3].map((one) => (
        <div key={one} className="h-64 rounded-panel border border-line bg-surface" />
      ))}
    </div>
  );
}
