import clsx from 'clsx';
import { Check, CircleDashed, X } from 'lucide-react';
import type { CellResult } from './cell-result';

const marks = { pending: CircleDashed, done: Check, failed: X } as const;
const spoken = { pending: 'Under way', done: 'Done', failed: 'Failed' } as const;

/** What became of each cell, as the floor tells it. */
export function CellResults({ results }: { readonly results: readonly CellResult[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: with keys only it can be scrolled all the same
    <section tabIndex={0} aria-label="What became of each" className="rounded-small">
      <ul aria-label="Results" className="grid gap-1.5 text-14">
        {results.map(({ cell: { key, agent, queue }, standing, words }) => {
          const Mark = marks[standing];
          return (
            <li key={key} className="flex min-w-0 items-start gap-2">
              <Mark
                role="img"
                aria-label={spoken[standing]}
                size={16}
                className={clsx('mt-0.5 shrink-0', standing === 'failed' && 'text-alarm')}
              />
              <span className="min-w-0 wrap-anywhere">
                {agent.name} – {queue.name}
                <span className={clsx('block text-13', standing === 'failed' ? 'text-alarm' : 'text-dim')}>
                  {words}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
