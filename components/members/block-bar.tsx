'use client';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format';
import { commandActions, type QueueAction, queueActions } from '@/lib/commands/actions';
import { placeIn, placeWords } from '@/lib/members/place';
import { type CellPlace, planCells } from '@/lib/members/plan-cells';

interface BlockBarProps {
  readonly places: readonly CellPlace[];
  readonly onAsk: (action: QueueAction) => void;
  readonly onClear: () => void;
}

/** What can be asked in the chosen cells; each leads to a preview. */
export function BlockBar({ places, onAsk, onClear }: BlockBarProps) {
  const rights = useCommandRights();
  const offers = useMemo(
    () =>
      queueActions.flatMap((action) => {
        const able = places.filter(({ vendor }) => vendor.commands.includes(action));
        const count = planCells(action, able).asked.length;
        // Whoever serves the queue may still be given another level.
        const hasLevels = action === 'join' && able.some(({ vendor }) => vendor.membershipTerms.levels.length > 0);
        return count > 0 || hasLevels ? [{ action, count }] : [];
      }),
    [places],
  );
  const [only] = places;
  return (
    <section
      aria-label="Chosen cells"
      className="mt-3 flex flex-wrap items-center gap-2 rounded-panel border border-line bg-raised px-3 py-2"
    >
      <p role="status" className="min-w-0 text-14 font-medium tabular-nums">
        {places.length === 1 && only ? oneWords(only) : `${formatCount(places.length)} memberships chosen`}
      </p>
      <button
        type="button"
        onClick={onClear}
        className="ml-auto flex h-8 items-center gap-1 rounded-small px-2 text-13 hover:bg-surface md:order-last"
      >
        <X aria-hidden size={14} />
        Choose none
      </button>
      <div className="flex w-full min-w-0 items-center gap-2 overflow-x-auto p-1 md:w-auto md:flex-wrap">
        {rights.agents
          ? offers.map(({ action, count }) => (
              <Button key={action} onClick={() => onAsk(action)}>
                {commandActions[action].label}…
                {places.length > 1 ? (
                  <span className="text-12 text-dim tabular-nums">
                    {formatCount(count)}
                    <span className="sr-only"> of {formatCount(places.length)}</span>
                  </span>
                ) : null}
              </Button>
            ))
          : null}
        {offers.length === 0 || !rights.agents ? <p className="text-13 text-dim">{nothingWords(places)}</p> : null}
      </div>
    </section>
  );
}

function oneWords({ agent, queue, membership, vendor: { membershipTerms: terms } }: CellPlace): string {
  return `${agent.name}, ${queue.name}: ${placeWords(placeIn(membership, terms), terms, membership?.level ?? null)}`;
}

function nothingWords(places: readonly CellPlace[]): string {
  if (places.length === 0) return 'They work on other systems than these queues.';
  const elsewhere = new Set(places.flatMap(({ vendor }) => vendor.elsewhere ?? []));
  return ['Nothing can be changed here.', ...elsewhere].join(' ');
}
