import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format';
import { type CommandAction, commandActions } from '@/lib/commands/actions';

export interface Offer<A extends CommandAction> {
  readonly action: A;
  /** Of how many it can be asked; told where it is not plain. */
  readonly count: number;
  readonly isCountTold: boolean;
  /** More than can be asked for at once. */
  readonly isTooMany?: boolean;
  /** In place of the command's own words. */
  readonly label?: string;
}

interface OfferBarProps<A extends CommandAction> {
  readonly label: string;
  /** What is chosen. */
  readonly words: ReactNode;
  readonly total: number;
  readonly offers: readonly Offer<A>[];
  /** What to do where it is too many. */
  readonly tooMany?: string;
  /** Why there is nothing to ask for; shown where there is not. */
  readonly nothing: string;
  readonly onAsk: (action: A) => void;
  readonly onClear: () => void;
}

/** What can be asked of what is chosen, and of how much of it. */
export function OfferBar<A extends CommandAction>(props: OfferBarProps<A>) {
  const { label: barLabel, words, total, offers, tooMany, nothing, onAsk, onClear } = props;
  const tooManyId = useId();
  return (
    <section
      aria-label={barLabel}
      className="flex flex-wrap items-center gap-2 rounded-panel border border-line bg-raised px-3 py-2"
    >
      <p role="status" className="min-w-0 text-14 font-medium tabular-nums">
        {words}
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
        {offers.map(({ action, count, isCountTold, isTooMany = false, label = commandActions[action].label }) => (
          <Button
            key={action}
            isBusy={isTooMany}
            aria-describedby={isTooMany ? tooManyId : undefined}
            onClick={() => onAsk(action)}
          >
            {label}…
            {isCountTold ? (
              <span className="text-12 tabular-nums text-dim">
                {formatCount(count)}
                <span className="sr-only"> of {formatCount(total)}</span>
              </span>
            ) : null}
          </Button>
        ))}
        {offers.length === 0 ? <p className="text-13 text-dim">{nothing}</p> : null}
      </div>
      {offers.some(({ isTooMany }) => isTooMany) ? (
        <p id={tooManyId} className="w-full text-13 text-dim md:w-auto">
          {tooMany}
        </p>
      ) : null}
    </section>
  );
}
