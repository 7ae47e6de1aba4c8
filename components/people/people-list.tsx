'use client';
import type { Person } from '@/lib/protocol/api/people-api';
import { ApiError } from '@/lib/queries/call-api';
import { type usePeople, useSplitPerson } from '@/lib/queries/people';
import { AgentLine } from './agent-line';

interface PeopleListProps {
  readonly people: ReturnType<typeof usePeople>;
  readonly isFiltered: boolean;
}

/** Who was said to be one person, with a way to take that back. */
export function PeopleList({ people, isFiltered }: PeopleListProps) {
  const { data, isPending } = people;
  return (
    <section aria-labelledby="confirmed" className="rounded-panel border border-line bg-surface">
      <h2 id="confirmed" className="border-b border-line px-4 py-4 text-16 font-semibold">
        Confirmed
      </h2>
      {isPending ? <div aria-busy="true" className="h-36" /> : null}
      {!isPending && !data ? (
        <p className="p-4 text-14">
          The list could not be read.{' '}
          <button type="button" className="underline underline-offset-4" onClick={() => void people.refetch()}>
            Try again
          </button>
        </p>
      ) : null}
      {data?.people.length === 0 ? (
        <p className="p-4 text-14 text-dim">
          {isFiltered ? 'Nobody is called that.' : 'Nobody was confirmed yet: tick suggestions and confirm them.'}
        </p>
      ) : null}
      <ul aria-label="People">
        {data?.people.map((person) => (
          <Confirmed key={person.id} person={person} />
        ))}
      </ul>
      {people.hasNextPage ? (
        <button
          type="button"
          onClick={() => void people.fetchNextPage()}
          className="h-10 w-full text-14 font-medium hover:bg-raised"
        >
          {people.isFetchingNextPage ? 'Loading…' : 'More people'}
        </button>
      ) : null}
    </section>
  );
}

const small = 'min-h-6 shrink-0 text-13 underline underline-offset-4 aria-disabled:opacity-60';

function Confirmed({ person: { id, name, agents } }: { readonly person: Person }) {
  const split = useSplitPerson();
  const error = split.error instanceof ApiError ? split.error.words : '';
  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0">
      <div className="flex items-baseline gap-3">
        <h3 className="min-w-0 flex-1 text-14 font-semibold wrap-anywhere">
          <bdi>{name}</bdi>
        </h3>
        <button
          type="button"
          aria-disabled={split.isPending}
          className={small}
          onClick={() => split.isPending || split.mutate({ id })}
        >
          Split<span className="sr-only"> {name} into agents again</span>
        </button>
      </div>
      <ul className="mt-1 flex flex-col gap-0.5 text-14">
        {agents.map((agent) => (
          <li key={agent.id} className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1">
              <AgentLine agent={agent} />
            </span>
            {agents.length > 2 ? (
              <button
                type="button"
                aria-disabled={split.isPending}
                className={small}
                onClick={() => split.isPending || split.mutate({ id, agentId: agent.id })}
              >
                Take out<span className="sr-only"> {agent.name ?? agent.id}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {split.isError ? (
        <p role="status" className="mt-1 text-13">
          {error || 'That could not be saved. Try it again.'}
        </p>
      ) : null}
    </li>
  );
}
