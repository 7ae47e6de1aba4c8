import { Figure } from '@/components/ui/figure';
import type { FigureValue } from '@/components/ui/figure-value';

/** A percentage whose sign is smaller than its digits: the digits are what is read from the door. */
export function PercentFigure({ value, className = '' }: { value: FigureValue; className?: string }) {
  const isNumber = value.kind === 'known' || value.kind === 'stale';
  if (!isNumber) return <Figure value={value} className={className} />;
  const digits = { ...value, text: value.text.replace(/\s*%$/u, '') };
  return (
    <span className={`whitespace-nowrap font-semibold tabular-nums ${className}`}>
      <Figure value={digits} />
      <span className={`text-[0.6em] ${value.kind === 'stale' ? 'text-stale' : 'text-dim'}`}>{'\u202f%'}</span>
    </span>
  );
}
