'use client';
import { FilterBar } from '@/components/table/filter-bar';
import { useUrlState } from '@/components/table/use-url-state';
import { formatCount } from '@/components/ui/format';
import { usePeople } from '@/lib/queries/people';
import { PeopleList } from './people-list';
import { Suggestions } from './suggestions';

/** Which agents of several sources are one person: suggested, said, and taken back. */
export function PeoplePage() {
  const [params, change] = useUrlState();
  const query = params.get('q') ?? '';
  const people = usePeople(query.trim().slice(0, 200));
  return (
    <div className="relative -m-1 min-h-0 flex-1 overflow-auto p-1">
      <FilterBar
        title="People"
        count={people.data ? formatCount(people.data.total) : ''}
        filterKey={query}
        query={query}
        onQuery={(q) => change({ q })}
        placeholder="Find a person or an agent"
        onClear={query === '' ? null : () => change({ q: null })}
      />
      <p className="mb-4 max-w-prose text-14 text-dim">
        Somebody who works on several systems is one person in every total, once you say which agents belong together.
      </p>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <Suggestions />
        <PeopleList people={people} isFiltered={query !== ''} />
      </div>
    </div>
  );
}
