'use client';
import { useId, useState } from 'react';
import { PageFrame } from '@/components/form/page-frame';
import { useUrlState } from '@/components/table/use-url-state';
import type { ChangeTold } from '@/lib/editing/records';
import { type ChangedReply, type EditedSource, useEditors } from '@/lib/queries/editors';
import { ChangeList } from './change-list';
import { OutcomeNote } from './outcome-note';
import { configurationPlace, recordHref } from './places';

/** Everything that was changed at vendors from here. */
export function ChangesPage() {
  const [params, change] = useUrlState();
  const { data: sources = none } = useEditors();
  const source = params.get('source');
  const [undone, setUndone] = useState<ChangedReply | null>(null);
  return (
    <PageFrame
      back={configurationPlace}
      title="Changes"
      subtitle="Who changed what at a vendor from here, and the way back"
      actions={<SourceFilter sources={sources} source={source} onPick={(next) => change({ source: next })} />}
    >
      {undone ? (
        <div className="mb-4 max-w-4xl">
          <OutcomeNote reply={undone} otherHref={hrefOf(undone)} onUndone={setUndone} onRead={null} />
        </div>
      ) : null}
      <section aria-label="Changes" className="max-w-4xl rounded-panel border border-line bg-surface">
        <ChangeList
          onUndone={setUndone}
          asked={source === null ? {} : { source }}
          aboutOf={(told) => aboutWords(sources, told)}
          empty={
            source === null ? 'Nothing has been changed from here yet.' : 'Nothing has been changed there from here.'
          }
        />
      </section>
    </PageFrame>
  );
}

const none: readonly EditedSource[] = [];

function hrefOf({ record, change: { sourceId: source, kind, parentId: parent } }: ChangedReply): string | null {
  return record && recordHref({ source, kind, parent }, record.id);
}

function aboutWords(sources: readonly EditedSource[], { sourceId, kind }: ChangeTold): string {
  const source = sources.find(({ id }) => id === sourceId);
  const known = source?.kinds.find(({ id }) => id === kind);
  return [known?.one, `at ${source?.name ?? sourceId}`].filter(Boolean).join(' ');
}

interface SourceFilterProps {
  readonly sources: readonly EditedSource[];
  readonly source: string | null;
  readonly onPick: (source: string | null) => void;
}

function SourceFilter({ sources, source, onPick }: SourceFilterProps) {
  const id = useId();
  const isListed = source === null || sources.some((one) => one.id === source);
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-13 text-dim">
        Source
      </label>
      <select
        id={id}
        value={source ?? ''}
        onChange={(event) => onPick(event.target.value || null)}
        className="h-9 max-w-64 rounded-small border border-stale bg-surface px-2 text-14"
      >
        <option value="">All</option>
        {isListed ? null : <option value={source ?? ''}>{source}</option>}
        {sources.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}
