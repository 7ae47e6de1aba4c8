'use client';
import clsx from 'clsx';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { commandFor, type SwitchPosition, type Wish } from '@/lib/desk/standing';
import type { AgentState } from '@/lib/floor/records';
import type { Wishing } from './orders-for';
import type { Seat } from './use-desk';

interface Side {
  readonly wish: Wish;
  readonly label: string;
  readonly key: string | null;
  readonly glyph: AgentState;
  readonly position: SwitchPosition;
}

const sides: readonly Side[] = [
  { wish: 'ready', label: 'Ready', key: 'R', glyph: 'ready', position: 'ready' },
  { wish: 'pause', label: 'Pause', key: 'P', glyph: 'paused', position: 'paused' },
  { wish: 'logout', label: 'Log out', key: null, glyph: 'logged-out', position: 'logged-out' },
];

const positionWords: Record<SwitchPosition, string> = {
  ready: 'Ready on every system that tells',
  paused: 'Paused on every system that tells',
  'logged-out': 'Logged out of every system that tells',
  mixed: 'Your systems differ: see each below',
  unknown: 'Not known yet',
};

interface BigSwitchProps {
  readonly seats: readonly Seat[];
  readonly position: SwitchPosition;
  readonly isBusy: boolean;
  readonly onWish: (wishing: Wishing) => void;
  /** In the strip there is no room for words. */
  readonly isSmall?: boolean;
}

/** The one switch; it stands where the floor says, never where somebody only asked it to be. */
export function BigSwitch({ seats, position, isBusy, onWish, isSmall = false }: BigSwitchProps) {
  return (
    <section aria-label="State" className={clsx('grid', isSmall ? 'gap-1' : 'gap-2')}>
      <div className="grid grid-cols-3 gap-2">
        {sides.map(({ wish, label, key, glyph, position: own }) => {
          const can = seats.some((seat) => commandFor(wish, seat.agent, seat.vendor) !== null);
          const isHere = position === own;
          return (
            <button
              key={wish}
              type="button"
              aria-pressed={isHere}
              aria-keyshortcuts={key ?? undefined}
              aria-disabled={!can || isBusy || undefined}
              onClick={() => (can && !isBusy ? onWish({ wish }) : undefined)}
              className={clsx(
                'flex min-w-0 flex-col items-center justify-center gap-1 rounded-panel border px-1 font-semibold',
                isSmall ? 'h-12 text-13' : 'h-24 text-16 sm:h-28 sm:text-20',
                isHere ? 'border-text bg-text text-ground' : 'border-line bg-surface text-text hover:border-dim',
                !can && !isHere && 'opacity-60',
              )}
            >
              <AgentGlyph state={glyph} size={isSmall ? 14 : 22} decorative isInText={isHere} />
              <span className="flex items-baseline gap-1.5">
                {label}
                {key && !isSmall ? <kbd className="hidden text-12 font-medium opacity-70 sm:inline">{key}</kbd> : null}
              </span>
            </button>
          );
        })}
      </div>
      <p role="status" className={clsx('text-dim', isSmall ? 'sr-only' : 'text-14')}>
        {positionWords[position]}
      </p>
    </section>
  );
}
