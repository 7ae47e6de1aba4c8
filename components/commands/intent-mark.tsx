import { Ban, Check, CircleDashed, CircleHelp, Hourglass, Shuffle, X } from 'lucide-react';
import type { IntentRecord } from '@/lib/floor/records';

/** How an intent stands, as a shape beside its words. */
export function IntentMark({ intent }: { readonly intent: IntentRecord }) {
  const props = { 'aria-hidden': true, size: 14, strokeWidth: 2 } as const;
  switch (intent.status) {
    case 'requested':
    case 'accepted':
      return intent.waitsForContact ? (
        <Hourglass {...props} className="shrink-0 text-text" />
      ) : (
        <CircleDashed {...props} className="shrink-0 text-text" />
      );
    case 'confirmed':
    case 'done':
      return <Check {...props} className="shrink-0 text-ok" />;
    case 'withdrawn':
      return <Ban {...props} className="shrink-0 text-stale" />;
    case 'failed':
      return <X {...props} className="shrink-0 text-alarm" />;
    case 'unconfirmed':
      return <CircleHelp {...props} className="shrink-0 text-warning" />;
    case 'drifted':
      return <Shuffle {...props} className="shrink-0 text-warning" />;
  }
}

/** The mark of what was refused before it became an intent. */
export function RefusedMark() {
  return <X aria-hidden size={14} strokeWidth={2} className="shrink-0 text-alarm" />;
}
