import { memo } from 'react';

interface SparklineProps {
  /** Oldest first, one per minute; null where nothing was known. */
  points: readonly (number | null)[];
  label: string;
}

const minutesPerBar = 5;
const width = 120;
const height = 30;
/** A queue that never has more than this waiting stays low: a single contact is no mountain. */
const leastTop = 4;

/** The shape of the last hour without axes, a bar per five minutes; where nothing was known there is no bar. */
export const Sparkline = memo(function Sparkline({ points, label }: SparklineProps) {
  const bars = meansOf(points);
  const known = bars.filter((bar) => bar !== null);
  if (known.length === 0) return null;
  const top = Math.max(leastTop, ...known);
  const slot = width / bars.length;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-full w-full text-faint"
      role="img"
      aria-label={label}
    >
      <path d={bars.map((bar, index) => barPath(bar, index * slot, slot * 0.78, top)).join('')} fill="currentColor" />
    </svg>
  );
});

/** None is drawn as a hair, so that an empty queue differs from an unknown one. */
function barPath(bar: number | null, x: number, barWidth: number, top: number): string {
  if (bar === null) return '';
  const tall = Math.max(1.5, (bar / top) * height);
  return `M${x.toFixed(2)} ${height}v${(-tall).toFixed(2)}h${barWidth.toFixed(2)}V${height}z`;
}

/** Means of five minutes each, the newest whole; null where none of the five is known. */
export function meansOf(points: readonly (number | null)[]): (number | null)[] {
  const means: (number | null)[] = [];
  for (let end = points.length; end > 0; end -= minutesPerBar) {
    const known = points.slice(Math.max(0, end - minutesPerBar), end).filter((point) => point !== null);
    means.unshift(known.length === 0 ? null : known.reduce((sum, point) => sum + point, 0) / known.length);
  }
  return means;
}
