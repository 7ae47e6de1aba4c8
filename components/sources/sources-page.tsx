'use client';
import { useSourceDetails } from '@/lib/queries/sources';
import { SourceCard } from './source-card';

/** Each configured system: is it there, what is wrong, what can it tell. */
export function SourcesPage() {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <h1 className="mb-3 text-20 font-semibold">Sources</h1>
      <SourceList />
    </div>
  );
}

function SourceList() {
  const { data, isPending, isError } = useSourceDetails();
  if (isPending) return <Placeholders />;
  if (!data)
    return (
      <p className="text-14 text-dim">
        The list of sources could not be read. It is tried again by itself every two seconds.
      </p>
    );
  if (data.length === 0) return <NoSources />;
  return (
    <>
      {isError ? (
        <p role="status" className="mb-3 text-14 text-dim">
          Callboard does not answer at the moment; this is what it said last. It is tried again by itself.
        </p>
      ) : null}
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
        {data.map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
      </div>
    </>
  );
}

function Placeholders() {
  return (
    <div aria-busy="true" className="grid gap-4 xl:grid-cols-2">
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
        Write your systems into a sources file, name it with the variable CALLBOARD_SOURCES and restart Callboard.
        docs/sources.md shows an entry for each vendor.
      </p>
    </div>
  );
}
