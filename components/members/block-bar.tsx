'use client';
import { useMemo } from 'react';
import { OfferBar } from '@/components/commands/offer-bar';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { formatCount } from '@/components/ui/format';
import { type QueueAction, queueActions } from '@/lib/commands/actions';
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
        return count > 0 || hasLevels ? [{ action, count, isCountTold: places.length > 1 }] : [];
      }),
    [places],
  );
  const [only] = places;
  return (
    <OfferBar
      label="Chosen cells"
      words={places.length === 1 && only ? oneWords(only) : `${formatCount(places.length)} memberships chosen`}
      total={places.length}
      offers={rights.agents ? offers : []}
      nothing={nothingWords(places)}
      onAsk={onAsk}
      onClear={onClear}
    />
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
