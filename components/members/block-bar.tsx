'use client';
import { useMemo } from 'react';
import { OfferBar } from '@/components/commands/offer-bar';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { formatCount } from '@/components/ui/format';
import { type QueueAction, queueActions } from '@/lib/commands/actions';
import { mayAsk } from '@/lib/commands/possible';
import { canChangeLevel, changeLabel } from '@/lib/members/change-label';
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
        if (!mayAsk(action, rights)) return [];
        const able = places.filter(({ vendor }) => vendor.commands.includes(action));
        const count = planCells(action, able).asked.length;
        if (count === 0 && !canChangeLevel(action, able)) return [];
        const isCountTold = places.length > 1 && count > 0;
        return [{ action, count, isCountTold, label: changeLabel(action, able, count) }];
      }),
    [places, rights],
  );
  const [only] = places;
  return (
    <OfferBar
      label="Chosen cells"
      words={places.length === 1 && only ? oneWords(only) : `${formatCount(places.length)} memberships chosen`}
      total={places.length}
      offers={offers}
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
