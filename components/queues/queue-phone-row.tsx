import { formatCount, formatPercent } from '@/components/ui/format';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import type { QueueSeverity } from '@/lib/floor/severity';
import { QueueLongestWait } from './queue-longest-wait';

interface QueuePhoneRowProps {
  readonly queue: QueueRecord;
  readonly site: string;
  readonly severity: QueueSeverity;
}

/** A queue in two lines, for a phone. */
export function QueuePhoneRow({ queue, site, severity }: QueuePhoneRowProps) {
  return (
    <div className="flex items-center gap-3">
      <SeverityMark kind={severity.severity} size={16} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{queue.name}</p>
        <p className="truncate text-12 text-dim">{secondLine(queue, site)}</p>
      </div>
      <div className="text-right tabular-nums">
        <p className="font-semibold">{formatCount(queue.waiting)} waiting</p>
        <p className="text-12 text-dim">
          <QueueLongestWait queue={queue} />
        </p>
      </div>
    </div>
  );
}

function secondLine(queue: QueueRecord, site: string): string {
  if (queue.problem) return `${site}, ${queue.problem}`;
  const level = serviceLevel([queue]).value;
  const parts = [site, level === null ? '' : `${formatPercent(level)} today`, `${formatCount(queue.agentsFree)} free`];
  return parts.filter(Boolean).join(', ');
}
