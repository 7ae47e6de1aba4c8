'use client';
import { CannotList } from '@/components/commands/cannot-list';
import { formatCount } from '@/components/ui/format';
import type { CellPlan } from '@/lib/members/plan-cells';
import { useCalls } from '@/lib/queries/borrows';

const most = 50;

/** In which cells something is asked, by which calls, and where it cannot be. */
export function CellPreview({ plan: { asked, cannot } }: { readonly plan: CellPlan }) {
  const shown = asked.slice(0, most);
  const calls = useCalls(shown.map(({ order }) => order));
  return (
    <section aria-label="Preview" className="grid gap-2 rounded-small border border-line p-3 text-14">
      <p className="font-medium tabular-nums">{formatCount(asked.length)} will be asked</p>
      <ul className="grid gap-1.5" aria-busy={calls.isFetching}>
        {shown.map(({ key, agent, queue, source }, index) => {
          const told = calls.data?.orders[index];
          return (
            <li key={key} className="min-w-0">
              <span className="wrap-anywhere">
                {agent.name} – {queue.name}
                <span className="text-dim"> ({source?.name ?? agent.sourceId})</span>
              </span>
              {told?.refusal ? (
                <span className="block text-13 text-alarm">{told.refusal}</span>
              ) : (
                (told?.calls ?? []).map((call) => (
                  <code key={call} className="block text-12 wrap-anywhere text-dim">
                    {call}
                  </code>
                ))
              )}
            </li>
          );
        })}
        {asked.length > most ? <li className="text-dim">and {formatCount(asked.length - most)} more</li> : null}
      </ul>
      {calls.isError ? (
        <p className="text-13 text-dim">The calls could not be looked up; asking works all the same.</p>
      ) : null}
      <CannotList
        cannot={cannot.map(({ key, agent, queue, why }) => ({ key, name: `${agent.name} – ${queue.name}`, why }))}
      />
    </section>
  );
}
