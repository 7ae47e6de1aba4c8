import type { ReactNode } from 'react';
import { SeverityMark, type SeverityMarkKind } from '@/components/ui/severity-mark';

/** The colour of a figure that breaks a threshold; its mark stands beside it. */
export function toneOf(mark: SeverityMarkKind | null): string {
  if (mark === 'critical') return 'text-alarm';
  return mark === 'warning' ? 'text-warning' : '';
}

interface HeroFigureProps {
  label: string;
  mark?: SeverityMarkKind | null;
  /** The figure and what stands beside it. */
  children: ReactNode;
  /** One per line under the figure; an empty line keeps its place. */
  notes: readonly (ReactNode | null)[];
  explain: ReactNode;
}

/** A figure of the hero strip: its name, itself, and what qualifies it, always in the same places. */
export function HeroFigure({ label, mark = null, children, notes, explain }: HeroFigureProps) {
  const isLoud = mark === 'warning' || mark === 'critical';
  return (
    <dl className="relative min-w-0">
      <dt className="flex items-center gap-[0.3em] leading-[1.15] text-dim">
        <span className="truncate font-medium">{label}</span>
        {isLoud && <SeverityMark kind={mark} size="0.75em" />}
      </dt>
      <dd className="min-w-0">
        <div className={`flex h-(--hero-value) items-center gap-[0.4em] leading-none ${toneOf(mark)}`}>{children}</div>
        {notes.map((note, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
          <div key={line} className="h-[1.15em] truncate text-dim leading-[1.15]">
            {note}
          </div>
        ))}
        {explain}
      </dd>
    </dl>
  );
}
