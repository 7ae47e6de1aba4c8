import { Ban, Check, CircleDashed, CircleHelp, Shuffle, X } from 'lucide-react';
import { isTakenBack } from '@/lib/commands/describe-intent';
import type { IntentRecord } from '@/lib/floor/records';

/** How an intent stands, as a shape beside its words. */
export function IntentMark({ intent }: { readonly intent: IntentRecord }) {
  const props = { 'aria-hidden': true, size: 14, strokeWidth: 2 } as const;
  if (isTakenBack(intent)) return <Ban {...props} className="shrink-0 text-stale" />;
  switch (intent.status) {
    case 'requested':
    case 'accepted':
      return <CircleDashed {...props} className="shrink-0 text-text" />;
    case 'confirmed':
    case 'done':
      return <Check {...props} className="shrink-0 text-ok" />;
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
