import type { EpochMs } from '@/lib/floor/records';
import { formatDuration } from './format';

interface DurationProps {
  /** The instant it runs from; null is unknown. */
  since: EpochMs | null;
  now: EpochMs;
  /** True when `since` is only when we saw it: shown as "at least". */
  isAtLeast?: boolean;
  className?: string;
}

/** Time since an instant, ticking with `now`; plain text, for tables and lists. */
export function Duration({ since, now, isAtLeast = false, className = '' }: DurationProps) {
  const text = formatDuration(since === null ? null : now - since);
  const atLeast = isAtLeast && since !== null;
  return (
    <span
      className={`whitespace-nowrap tabular-nums ${className}`}
      {...(atLeast ? { title: 'At least: seen, not told' } : {})}
    >
      {atLeast ? `≥\u202f${text}` : text}
    </span>
  );
}
