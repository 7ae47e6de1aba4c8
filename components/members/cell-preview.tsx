'use client';
import { memo } from 'react';
import { CannotList } from '@/components/commands/cannot-list';
import { formatCount } from '@/components/ui/format';
import { mostAtOnce } from '@/lib/commands/actions';
import type { CellPlan, PlannedCell } from '@/lib/members/plan-cells';
import type { CallsTold } from '@/lib/protocol/api/commands-api';
import { useCalls } from '@/lib/queries/borrows';

const most = 50;

/** In which cells something is asked, by which calls, and where it cannot be. */
export const CellPreview = memo(function CellPreview({ plan: { asked, cannot } }: { readonly plan: CellPlan }) {
  const shown = asked.slice(0, most);
  // Of one queue they are one call, which is another when some are left out.
  const isTogether = shown.some(({ order, vendor }) => vendor.asksFirst.includes(order.action));
  const calls = useCalls((isTogether ? asked.slice(0, mostAtOnce) : shown).map(({ order }) => order));
  const told = calls.data?.orders ?? [];
  return (
    <section aria-label="Preview" className="grid gap-2 rounded-small border border-line p-3 text-14">
      <p className="font-medium tabular-nums">{formatCount(asked.length)} will be asked</p>
      <ul className="grid gap-1.5" aria-busy={calls.isFetching}>
        {shown.map((cell, index) => (
          <li key={cell.key} className="min-w-0">
            <CallsOf cell={cell} told={told[index]} isRepeated={standsAbove(told, index)} />
          </li>
        ))}
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
});

interface CallsOfProps {
  readonly cell: PlannedCell;
  readonly told: CallsTold | undefined;
  readonly isRepeated: boolean;
}

function CallsOf({ cell: { agent, queue, source }, told, isRepeated }: CallsOfProps) {
  return (
    <>
      <span className="wrap-anywhere">
        {agent.name} – {queue.name}
        <span className="text-dim"> ({source?.name ?? agent.sourceId})</span>
      </span>
      {told?.refusal ? <span className="block text-13 text-alarm">{told.refusal}</span> : null}
      {isRepeated ? <span className="block text-13 text-dim">in the call for this queue above</span> : null}
      {isRepeated
        ? null
        : (told?.calls ?? []).map((call) => (
            <code key={call} className="block text-12 wrap-anywhere text-dim">
              {call}
            </code>
          ))}
    </>
  );
}

/** Whether the calls of this one stand above already. */
function standsAbove(told: readonly CallsTold[], index: number): boolean {
  const own = told[index]?.calls?.join('\n');
  if (!own) return false;
  return told.findIndex(({ calls }) => calls?.join('\n') === own) < index;
}
