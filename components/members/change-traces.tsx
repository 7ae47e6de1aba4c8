'use client';
import Link from 'next/link';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { changesHref } from '@/components/editing/places';
import type { CellResult } from './cell-result';
import { changedSources, spokenResults } from './change-words';

/** Where a change of a configuration is written down, and how it stands in words for those who cannot see the marks. */
export function ChangeTraces({ results }: { readonly results: readonly CellResult[] }) {
  const rights = useCommandRights();
  const sources = rights.queues ? changedSources(results) : [];
  return (
    <>
      <p role="status" className="sr-only">
        {spokenResults(results)}
      </p>
      <ul className="text-13 empty:hidden">
        {sources.map(({ id, name }) => (
          <li key={id}>
            <Link href={changesHref(id)} prefetch={false} className="rounded-small underline underline-offset-4">
              Changes of the configuration of {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
