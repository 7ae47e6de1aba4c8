import type { Column } from '@/components/table/column';
import { SiteCell } from '@/components/table/site-cell';
import { formatCount, formatPercent } from '@/components/ui/format';
import { SeverityMark } from '@/components/ui/severity-mark';
import { abandonRate } from '@/lib/floor/figures';
import type { QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import { type QueueSeverity, severities } from '@/lib/floor/severity';
import { QueueLongestWait } from './queue-longest-wait';

export interface QueueLookups {
  readonly siteOf: (sourceId: string) => string;
  readonly severityOf: (queue: QueueRecord) => QueueSeverity;
}

const channelLabel = { phone: 'Phone', chat: 'Chat', email: 'Email', callback: 'Call-back' } as const;

function count(
  key: keyof QueueRecord & string,
  title: string,
  explain: string,
  value: (queue: QueueRecord) => number | null,
): Column<QueueRecord> {
  return {
    key,
    title,
    explain,
    track: 'minmax(6rem,1fr)',
    align: 'right',
    sortBy: value,
    cell: (queue) => <span className={value(queue) ? '' : 'text-dim'}>{formatCount(value(queue))}</span>,
  };
}

const share = (queue: QueueRecord) => serviceLevel([queue]).value;
/** Where a vendor cannot tell short abandons apart, all of them count, and the cell says so. */
const abandoned = (queue: QueueRecord) =>
  queue.shortAbandoned === null ? abandonRate([queue], 'all').value : abandonRate([queue]).value;

/** The queues table; what is not known sorts last and reads “—”. */
export function queueColumns({ siteOf, severityOf }: QueueLookups): readonly Column<QueueRecord>[] {
  const rank = (queue: QueueRecord) => severities.indexOf(severityOf(queue).severity);
  return [
    {
      key: 'attention',
      title: 'State',
      explain: 'What the queue calls for now; the worst comes first',
      track: '4.5rem',
      sortBy: rank,
      cell: (queue) => <SeverityMark kind={severityOf(queue).severity} size={14} />,
    },
    {
      key: 'name',
      title: 'Queue',
      track: 'minmax(12rem,2fr)',
      sortBy: (queue) => queue.name,
      cell: (queue) => (
        <>
          <span className="font-medium">{queue.name}</span>
          {queue.isOpen === false ? <span className="ml-2 text-12 text-dim">closed</span> : null}
        </>
      ),
    },
    {
      key: 'site',
      title: 'Site',
      track: 'minmax(7rem,1fr)',
      sortBy: (queue) => siteOf(queue.sourceId),
      cell: (queue) => <SiteCell sourceId={queue.sourceId} name={siteOf(queue.sourceId)} />,
    },
    {
      key: 'channel',
      title: 'Channel',
      track: 'minmax(6rem,0.8fr)',
      sortBy: (queue) => queue.channel,
      cell: (queue) => <span className="text-dim">{queue.channel ? channelLabel[queue.channel] : '—'}</span>,
    },
    count('waiting', 'Waiting', 'Contacts waiting in this queue now', (queue) => queue.waiting),
    {
      key: 'longest',
      title: 'Longest wait',
      explain: 'How long the contact that waits longest has waited until now',
      track: 'minmax(7rem,1fr)',
      align: 'right',
      // Oldest first when sorted downwards: the smaller the instant, the longer the wait.
      sortBy: (queue) =>
        queue.oldestWaitSince === null ? (queue.waiting === 0 ? -Infinity : null) : -queue.oldestWaitSince,
      cell: (queue) => <QueueLongestWait queue={queue} />,
    },
    {
      key: 'level',
      title: 'Service level',
      explain: 'Today: answered in time / (answered + abandoned − short abandons)',
      track: 'minmax(7rem,1fr)',
      align: 'right',
      sortBy: share,
      cell: (queue) => formatPercent(share(queue)),
    },
    count('answered', 'Answered', 'Contacts answered today', (queue) => queue.answered),
    {
      key: 'abandoned',
      title: 'Abandoned',
      explain: 'Today: abandoned without the short ones / (answered + abandoned without the short ones)',
      track: 'minmax(6.5rem,1fr)',
      align: 'right',
      sortBy: abandoned,
      cell: (queue) => (
        <span
          title={
            queue.shortAbandoned === null ? 'Short abandons included: the vendor cannot tell them apart' : undefined
          }
        >
          {queue.shortAbandoned === null && abandoned(queue) !== null ? '≤\u202f' : ''}
          {formatPercent(abandoned(queue), 1)}
        </span>
      ),
    },
    count('agentsFree', 'Free', 'Agents of this queue who are idle now', (queue) => queue.agentsFree),
    count('agentsBusy', 'Busy', 'Agents of this queue on a contact now', (queue) => queue.agentsBusy),
    count('agentsPaused', 'Paused', 'Agents of this queue on pause now', (queue) => queue.agentsPaused),
    count('agentsServing', 'Serving', 'Agents joined to this queue now', (queue) => queue.agentsServing),
  ];
}
