'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { PageFrame } from '@/components/form/page-frame';
import { SearchField } from '@/components/table/search-field';
import { useUrlState } from '@/components/table/use-url-state';
import { Button, buttonLook } from '@/components/ui/button';
import { inSentence } from '@/lib/editing/in-sentence';
import type { KindPlace } from '@/lib/queries/editors';
import { FailureNote } from './failure-note';
import { failureWords } from './failure-words';
import { ParentPicker } from './parent-picker';
import { configurationPlace, newHref } from './places';
import { RecordTable } from './record-table';
import { UnknownKind } from './unknown-kind';
import { useFoundLines } from './use-found-lines';
import { type KnownKind, useKind } from './use-kind';

/** Records of one kind at one vendor. */
export function RecordsPage(place: Pick<KindPlace, 'source' | 'kind'>) {
  const { known, ...rest } = useKind(place);
  return known ? <KnownRecords known={known} /> : <UnknownKind {...rest} source={place.source} />;
}

function KnownRecords({ known }: { readonly known: KnownKind }) {
  const { source, kind, may } = known;
  const [params, change] = useUrlState();
  const query = params.get('q') ?? '';
  const parent = kind.parent === null ? null : params.get('parent');
  const place = { source: source.id, kind: kind.id, parent };
  const hasPlace = kind.parent === null || parent !== null;
  const list = useFoundLines(hasPlace ? place : null, query, kind.canSearch);
  const onQuery = useCallback((q: string) => change({ q }), [change]);
  const canCreate = may('create') && hasPlace;
  return (
    <PageFrame
      back={configurationPlace}
      title={kind.label}
      subtitle={[source.name, kind.help].filter(Boolean).join('. ')}
      isTable
      actions={
        canCreate ? (
          <Link href={newHref(place)} prefetch={false} className={buttonLook('main')}>
            <Plus aria-hidden size={16} />
            New {kind.one}
          </Link>
        ) : null
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        {kind.parent === null ? null : (
          <ParentPicker known={known} parent={parent} onPick={(next) => change({ parent: next })} />
        )}
        <p role="status" className="text-13 text-dim tabular-nums">
          {list.words}
          <span className="sr-only">{list.words ? ' shown' : ''}</span>
        </p>
        <SearchField query={query} onQuery={onQuery} label={`Find ${inSentence(kind.label)}`} />
      </div>
      {list.isStale ? <StaleNote error={list.error} onRetry={list.refetch} /> : null}
      {list.error && !list.isStale ? (
        <FailureNote error={list.error} what="list" onRetry={list.refetch} />
      ) : (
        <RecordTable
          place={place}
          label={kind.label}
          lines={list.found}
          isLoading={list.isLoading}
          loadingWords={`Loading ${inSentence(kind.label)} from ${source.name}`}
          empty={emptyWords(known, { hasPlace, query, canCreate })}
        />
      )}
    </PageFrame>
  );
}

function StaleNote({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-3 rounded-panel border border-line bg-raised px-4 py-2 text-14"
    >
      <p className="min-w-48 flex-1 wrap-anywhere">{failureWords(error, 'list')} What is shown was read before.</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

interface Emptiness {
  readonly hasPlace: boolean;
  readonly query: string;
  readonly canCreate: boolean;
}

function emptyWords({ source, kind }: KnownKind, { hasPlace, query, canCreate }: Emptiness): string {
  const plural = inSentence(kind.label);
  if (!hasPlace) {
    const parent = source.kinds.find(({ id }) => id === kind.parent)?.one ?? 'record';
    return `Choose the ${parent} whose ${plural} you want to see.`;
  }
  if (query !== '') return `Nothing of that name. Clear the search to see all ${plural}.`;
  return `${source.name} has no ${plural} yet.${canCreate ? ` Make the first one with “New ${kind.one}”.` : ''}`;
}
