'use client';
import { useId, useState } from 'react';
import { controlLook, FieldNotes } from '@/components/ui/field';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import type { FloorStore } from '@/lib/live/floor-store';
import { useFloorSelector, useRecords } from '@/lib/live/use-floor';
import type { AccessScope } from '@/lib/principal';

type Narrow = Exclude<AccessScope, 'all'>;
const nothing: Narrow = { sources: [], queues: [], teams: [] };

interface ScopePickerProps {
  readonly scope: AccessScope;
  readonly problem: string | null;
  readonly onScope: (scope: AccessScope) => void;
}

/** Everything, or whole sources, single queues and teams, from those on the floor now. */
export function ScopePicker({ scope, problem, onScope }: ScopePickerProps) {
  const id = useId();
  const isAll = scope === 'all';
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className="mb-1 text-13 text-dim">Sees</legend>
      <label className="flex items-center gap-2">
        <input type="radio" className={tick} checked={isAll} onChange={() => onScope('all')} name={id} />
        Everything
      </label>
      <label className="flex items-center gap-2">
        <input type="radio" className={tick} checked={!isAll} onChange={() => onScope(nothing)} name={id} />
        Only these
      </label>
      {isAll ? null : <Places scope={scope} onScope={onScope} />}
      <FieldNotes problem={problem} helpId={`${id}-help`} problemId={`${id}-problem`} />
    </fieldset>
  );
}

const tick = 'h-4 w-4 shrink-0 accent-focus';

interface Place {
  readonly kind: keyof Narrow;
  readonly id: string;
  readonly name: string;
  readonly site: string;
}

const kindWords = { sources: 'Whole sources', queues: 'Queues', teams: 'Teams' } as const;

function Places({ scope, onScope }: { readonly scope: Narrow; readonly onScope: (scope: AccessScope) => void }) {
  const [query, setQuery] = useState('');
  const places = usePlaces(scope);
  const words = wordsOf(query);
  const found = places.filter(({ name, site }) => words.every((word) => foldText(`${name} ${site}`).includes(word)));
  function toggle({ kind, id }: Place, isOn: boolean): void {
    onScope({ ...scope, [kind]: isOn ? [...scope[kind], id] : scope[kind].filter((one) => one !== id) });
  }
  return (
    <div className="grid gap-2 rounded-small border border-line p-3">
      <input
        type="search"
        aria-label="Find sources, queues and teams"
        placeholder="Find sources, queues and teams"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        className={`${controlLook} h-9 rounded-small px-2.5 text-14`}
      />
      {(['sources', 'queues', 'teams'] as const).map((kind) => {
        const ofKind = found.filter((place) => place.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <fieldset key={kind} className="grid min-w-0 gap-1">
            <legend className="py-1 text-13 font-semibold">{kindWords[kind]}</legend>
            <div className="grid max-h-48 gap-1 overflow-y-auto">
              {ofKind.map((place) => (
                <label key={place.id} className="flex min-h-6 items-center gap-2">
                  <input
                    type="checkbox"
                    className={tick}
                    checked={scope[kind].includes(place.id)}
                    onChange={(event) => toggle(place, event.target.checked)}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    {place.name} <span className="text-13 text-dim">{place.site}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
      {found.length === 0 ? <p className="text-13 text-dim">Nothing of that name is on the floor now.</p> : null}
    </div>
  );
}

const teamsOf = (store: FloorStore) => [
  ...new Set(
    store.list('agents').flatMap(({ sourceId, team }) => (team ? [`${sourceId}/${encodeURIComponent(team)}`] : [])),
  ),
];

/** What can be picked, and what was picked before and is not on the floor any more. */
function usePlaces(scope: Narrow): readonly Place[] {
  const sources = useRecords('sources');
  const queues = useRecords('queues');
  const teams = useFloorSelector(teamsOf, ['agents']);
  const siteOf = (sourceId: string) => sources.find(({ id }) => id === sourceId)?.name ?? sourceId;
  const places: Place[] = [
    ...sources.map(({ id, name }) => ({ kind: 'sources' as const, id, name, site: '' })),
    ...queues.map(({ id, name, sourceId }) => ({
      kind: 'queues' as const,
      id,
      name: name ?? id,
      site: siteOf(sourceId),
    })),
    ...teams.map((id) => ({ kind: 'teams' as const, id, ...splitTeam(id, siteOf) })),
  ];
  const known = new Set(places.map(({ kind, id }) => `${kind} ${id}`));
  const gone = (['sources', 'queues', 'teams'] as const).flatMap((kind) =>
    scope[kind]
      .filter((id) => !known.has(`${kind} ${id}`))
      .map((id) => ({ kind, id, name: id, site: 'not on the floor now' })),
  );
  return [...places.sort((a, b) => a.site.localeCompare(b.site) || a.name.localeCompare(b.name)), ...gone];
}

function splitTeam(id: string, siteOf: (sourceId: string) => string) {
  const slash = id.indexOf('/');
  return { name: decodeURIComponent(id.slice(slash + 1)), site: siteOf(id.slice(0, slash)) };
}
