import clsx from 'clsx';
import { SeverityMark } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import type { QueueStanding } from './queue-standing';

/** Mark and word; a queue that is fine is quiet to the eye and said to the ear. */
export function StandingMark({ standing }: { readonly standing: QueueStanding }) {
  const { mark, word, reason } = standing;
  const isLoud = mark === 'critical' || mark === 'warning';
  return (
    <span className="flex items-center gap-2">
      <SeverityMark kind={mark} size={14} decorative />
      <span className={clsx('truncate', mark === 'ok' ? 'sr-only' : isLoud ? 'font-medium' : 'text-dim')}>{word}</span>
      {isLoud && reason ? <span className="sr-only">: {severityWords[reason]}</span> : null}
    </span>
  );
}
