import { SiteCell } from '@/components/table/site-cell';
import { formatCount, formatPercent } from '@/components/ui/format';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import { QueueFigure } from './queue-figure';
import { QueueLongestWait } from './queue-longest-wait';
import type { QueueStanding } from './queue-standing';

interface QueueListRowProps {
  readonly queue: QueueRecord;
  readonly site: string;
  readonly standing: QueueStanding;
}

/** A queue in two lines, where the table is a list. */
export function QueueListRow({ queue, site, standing }: QueueListRowProps) {
  return (
    <div className="flex items-center gap-3">
      <SeverityMark kind={standing.mark} size={16} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{queue.name}</p>
        <div className="flex gap-2 text-12 text-dim">
          <SiteCell sourceId={queue.sourceId} name={site} />
          <span className="truncate">{restOf(queue, standing)}</span>
        </div>
      </div>
      <div className="shrink-0 text-right tabular-nums">
        <p className="font-semibold">
          <QueueFigure queue={queue} what="waiting" text={formatCount(queue.waiting)} /> waiting
        </p>
        <p className="text-12 text-dim">
          <QueueLongestWait queue={queue} />
        </p>
      </div>
    </div>
  );
}

function restOf(queue: QueueRecord, standing: QueueStanding): string {
  if (standing.word === 'No data') return 'no data';
  if (queue.problem) return queue.problem;
  const level = serviceLevel([queue]).value;
  const parts = [
    queue.isOpen === false ? 'closed' : '',
    level === null ? '' : `${formatPercent(level)} today`,
    queue.agentsFree === null ? '' : `${formatCount(queue.agentsFree)} free`,
  ];
  return parts.filter(Boolean).join(', ');
}
