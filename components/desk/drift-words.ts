import { formatAge } from '@/components/ui/format';
import type { Drift } from '@/lib/desk/drift';
import type { EpochMs, Readiness } from '@/lib/floor/records';

const becameWords: Record<Readiness, string> = {
  ready: 'made ready',
  paused: 'paused',
  'not-ready': 'made not ready',
  'logged-out': 'logged out',
  unknown: 'changed',
};

/** “Milan: paused (Lunch) at the phone or in the vendor’s own pages, 2 min ago”. */
export function driftWords({ to, reason, at, isLate }: Drift, system: string, now: EpochMs): string {
  const because = reason === null || to !== 'paused' ? '' : ` (${reason})`;
  const ageMs = Math.max(0, now - at);
  const ago = ageMs < 5000 ? 'just now' : `${formatAge(ageMs)} ago`;
  const where = isLate
    ? 'late after it was asked for here, or at the phone'
    : 'at the phone or in the vendor’s own pages';
  return `${system}: ${becameWords[to]}${because} ${where}, ${ago}`;
}
