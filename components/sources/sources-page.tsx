'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import { useViewer } from '@/components/shell/viewer';
import { buttonLook } from '@/components/ui/button';
import { formatMoment } from '@/components/ui/format-clock';
import { can } from '@/lib/can';
import { useNow } from '@/lib/live/use-floor';
import { useSourceDetails } from '@/lib/queries/sources';
import { SourceCard } from './source-card';

/** Each configured system: is it there, what is wrong, what can it tell. */
export function SourcesPage() {
  return (
    <div className="relative -m-1 min-h-0 flex-1 overflow-auto p-1">
      <header className="mb-3 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h1 className="text-20 font-semibold">Sources</h1>
        <AddLink />
      </header>
      <SourceList />
    </div>
  );
}

function AddLink() {
  const { role } = useViewer();
  if (!can({ role }, 'edit-sources')) return null;
  return (
    <Link href="/sources/new" prefetch={false} className={buttonLook()}>
      Add a source
    </Link>
  );
}

function SourceList() {
  const { data, isPending, isError, dataUpdatedAt } = useSourceDetails();
  const now = useNow(60_000);
  useLinkedCard(data !== undefined);
  if (isPending) return <Placeholders />;
  if (!data)
    return (
      <p role="status" className="text-14 text-dim">
        The list of sources could not be read. It is tried again by itself every two seconds.
      </p>
    );
  if (data.length === 0) return <NoSources />;
  return (
    <>
      {isError ? (
        <p role="status" className="mb-3 rounded-panel border border-line bg-raised px-4 py-2 text-14">
          Callboard does not answer at the moment. This is what it said at {formatMoment(dataUpdatedAt, now)}; it is
          asked again by itself.
        </p>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2 min-[110rem]:grid-cols-3">
        {data.map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
      </div>
    </>
  );
}

/** A link to one source is followed once the cards are there. */
function useLinkedCard(areThere: boolean): void {
  useEffect(() => {
    if (!areThere || window.location.hash === '') return;
    const card = document.getElementById(window.location.hash.slice(1));
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }, [areThere]);
}

function Placeholders() {
  return (
    <div aria-busy="true" className="grid gap-4 xl:grid-cols-2 min-[110rem]:grid-cols-3">
      <span className="sr-only">Loading the sources</span>
      {[1, 2, 3].map((one) => (
        <div key={one} className="h-80 rounded-panel border border-line bg-surface" />
      ))}
    </div>
  );
}

function NoSources() {
  return (
    <div className="max-w-prose rounded-panel border border-line bg-surface p-4 text-14">
      <p className="font-medium">No source is configured yet.</p>
      <p className="mt-1 text-dim">
        An administrator adds your systems here, or writes them into a sources file that the variable CALLBOARD_SOURCES
        names; docs/sources.md shows an entry for each vendor.
      </p>
    </div>
  );
}
