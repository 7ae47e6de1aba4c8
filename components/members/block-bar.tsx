'use client';
import { useMemo } from 'react';
import { OfferBar } from '@/components/commands/offer-bar';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { formatCount } from '@/components/ui/format';
import { mostAtOnce, type QueueAction, queueActions } from '@/lib/commands/actions';
import { mayAsk } from '@/lib/commands/possible';
import { canChangeLevel, changeLabel } from '@/lib/members/change-label';
import { type CellGroup, countAskable, countCells } from '@/lib/members/group-cells';
import { placeIn, placeWords } from '@/lib/members/place';
import type { CellPlace } from '@/lib/members/plan-cells';

/** What can be looked through before it is sent. */
const mostCells = 10_000;

interface BlockBarProps {
  readonly groups: readonly CellGroup[];
  readonly onAsk: (action: QueueAction) => void;
  readonly onClear: () => void;
}

/** What can be asked in the chosen cells; each leads to a preview. */
export function BlockBar({ groups, onAsk, onClear }: BlockBarProps) {
  const rights = useCommandRights();
  const total = useMemo(() => countCells(groups), [groups]);
  const offers = useMemo(
    () =>
      queueActions.flatMap((action) => {
        if (!mayAsk(action, rights)) return [];
        const able = groups.filter(({ place: { vendor } }) => vendor.commands.includes(action));
        const places = able.map(({ place }) => place);
        const count = countAskable(action, able);
        if (count === 0 && !canChangeLevel(action, places)) return [];
        const isTooMany = count > mostAtOnce || total > mostCells;
        const isCountTold = total > 1 && count > 0;
        return [{ action, count, isCountTold, isTooMany, label: changeLabel(action, places, count) }];
      }),
    [groups, total, rights],
  );
  const [only] = groups;
  return (
    <OfferBar
      label="Chosen cells"
      words={total === 1 && only ? oneWords(only.place) : `${formatCount(total)} memberships chosen`}
      total={total}
      offers={offers}
      tooMany={tooManyWords(total)}
      nothing={nothingWords(groups)}
      onAsk={onAsk}
      onClear={onClear}
    />
  );
}

const tooManyWords = (total: number) =>
  total > mostCells
    ? `To ask for something choose at most ${formatCount(mostCells)}.`
    : `At most ${mostAtOnce} at once: choose fewer.`;

function oneWords({ agent, queue, membership, vendor: { membershipTerms: terms } }: CellPlace): string {
  return `${agent.name}, ${queue.name}: ${placeWords(placeIn(membership, terms), terms, membership?.level ?? null)}`;
}

function nothingWords(groups: readonly CellGroup[]): string {
  if (groups.length === 0) return 'They work on other systems than these queues.';
  const elsewhere = new Set(groups.flatMap(({ place: { vendor } }) => vendor.elsewhere ?? []));
  return ['Nothing can be changed here.', ...elsewhere].join(' ');
}
