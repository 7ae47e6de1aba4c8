import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { AgentState } from '@/lib/floor/records';
import type { Place } from '@/lib/members/place';

/** A membership borrows the shapes people know from agents. */
const shapes: Readonly<Record<Exclude<Place, 'absent'>, AgentState>> = {
  in: 'ready',
  paused: 'paused',
  out: 'logged-out',
  unknown: 'unknown',
};

interface CellMarkProps {
  readonly place: Place;
  /** Short, as `W`; null where there is none. */
  readonly level?: string | null;
  /** Something is being asked here. */
  readonly isAsked?: boolean;
}

/** One membership as a mark; the words stand beside it, for those who cannot see it. */
export function CellMark({ place, level = null, isAsked = false }: CellMarkProps) {
  return (
    <span aria-hidden className="relative inline-flex items-center gap-0.5">
      {place === 'absent' ? (
        <span className="h-1 w-1 rounded-full bg-line" />
      ) : (
        <AgentGlyph state={shapes[place]} decorative />
      )}
      {level === null ? null : <span className="text-12 leading-none text-dim">{level}</span>}
      {isAsked ? <span className="absolute -inset-1 rounded-full border-2 border-focus" /> : null}
    </span>
  );
}
