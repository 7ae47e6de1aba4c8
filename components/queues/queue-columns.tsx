import type { Column } from '@/components/table/column';
import { SiteCell } from '@/components/table/site-cell';
import { formatCount, formatPercent } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import { severities } from '@/lib/floor/severity';
import type { Tellable } from '@/lib/vendors/not-told';
import { abandonedShare } from './abandoned-share';
import { channelLabel } from './channel-label';
import { QueueFigure } from './queue-figure';
import { QueueLongestWait } from './queue-longest-wait';
import { StandingMark } from './standing-mark';
import type { StandingOf } from './use-queue-standings';

export interface QueueLookups {
  readonly siteOf: (sourceId: string) => string;
  readonly standingOf: StandingOf;
}

type QueueColumn = Column<QueueRecord>;

const share = (queue: QueueRecord) => serviceLevel([queue]).value;

function count(
  field: 'waiting' | 'answered' | 'agentsFree' | 'agentsBusy' | 'agentsPaused' | 'agentsServing',
  {
    what,
    ...rest
  }: Pick<QueueColumn, 'title' | 'explain' | 'minRem'> & {
    readonly yields?: number;
    /** Where some vendors cannot give it. */
    readonly what?: Tellable;
  },
): QueueColumn {
  return {
    ...rest,
    key: field,
    align: 'right',
    sortBy: (queue) => queue[field],
    cell: (queue) => {
      const figure = { text: formatCount(queue[field]), isQuiet: queue[field] === 0 };
      return what ? <QueueFigure queue={queue} what={what} {...figure} /> : <KnownText {...figure} />;
    },
  };
}

/** The queues table; what is not known sorts last and reads “—”. */
export function queueColumns(lookups: QueueLookups): readonly QueueColumn[] {
  return [...placeColumns(lookups), ...nowColumns, ...todayColumns, ...staffColumns];
}

function placeColumns({ siteOf, standingOf }: QueueLookups): readonly QueueColumn[] {
  return [
    {
      key: 'attention',
      title: 'State',
      explain: 'What the queue calls for now; the worst comes first',
      minRem: 8,
      grow: 0.5,
      sortBy: (queue) => severities.indexOf(standingOf(queue).severity),
      cell: (queue) => <StandingMark standing={standingOf(queue)} />,
    },
    {
      key: 'name',
      title: 'Queue',
      minRem: 11,
      grow: 2.5,
      sortBy: (queue) => queue.name,
      cell: (queue) => (
        <span className="flex items-baseline gap-2">
          <span className="truncate font-medium">{queue.name}</span>
          {queue.isOpen === false ? <span className="shrink-0 text-12 text-dim">closed</span> : null}
        </span>
      ),
    },
    {
      key: 'site',
      title: 'Site',
      explain: 'The system the queue belongs to; with its age once that is old',
      minRem: 8,
      yields: 3,
      sortBy: (queue) => siteOf(queue.sourceId),
      cell: (queue) => <SiteCell sourceId={queue.sourceId} name={siteOf(queue.sourceId)} />,
    },
    {
      key: 'channel',
      title: 'Channel',
      minRem: 6,
      yields: 9,
      sortBy: (queue) => queue.channel,
      cell: (queue) => <KnownText text={queue.channel ? channelLabel[queue.channel] : '—'} isQuiet />,
    },
  ];
}

const nowColumns: readonly QueueColumn[] = [
  count('waiting', { title: 'Waiting', explain: 'Contacts waiting in this queue now', minRem: 5, what: 'waiting' }),
  {
    key: 'longest',
    title: 'Longest wait',
    explain: 'How long the contact that waits longest has waited until now',
    minRem: 7,
    align: 'right',
    // Longest first when sorted downwards: the smaller the instant, the longer the wait.
    sortBy: (queue) =>
      queue.oldestWaitSince === null ? (queue.waiting === 0 ? -Infinity : null) : -queue.oldestWaitSince,
    cell: (queue) => <QueueLongestWait queue={queue} />,
  },
];

const todayColumns: readonly QueueColumn[] = [
  {
    key: 'level',
    title: 'Service level',
    explain: 'Today: answered in time / (answered + abandoned − short abandons)',
    minRem: 7,
    yields: 1,
    align: 'right',
    sortBy: share,
    cell: (queue) => <QueueFigure queue={queue} what="serviceLevel" text={formatPercent(share(queue))} />,
  },
  count('answered', { title: 'Answered', explain: 'Contacts answered today', minRem: 6, yields: 5, what: 'today' }),
  {
    key: 'abandoned',
    title: 'Abandoned',
    explain:
      'Today: abandoned without the short ones / (answered + abandoned without the short ones). “≤” where the vendor cannot tell short ones apart and all of them count',
    minRem: 6.5,
    yields: 4,
    align: 'right',
    sortBy: (queue) => abandonedShare(queue).value,
    cell: (queue) => <AbandonedCell queue={queue} />,
  },
];

function AbandonedCell({ queue }: { readonly queue: QueueRecord }) {
  const { value, isAtMost } = abandonedShare(queue);
  const text = formatPercent(value, 1);
  if (value === null || !isAtMost) return <QueueFigure queue={queue} what="today" text={text} />;
  return (
    <>
      <span aria-hidden="true">{'≤\u202f'}</span>
      <span className="sr-only">at most </span>
      {text}
    </>
  );
}

const staffColumns: readonly QueueColumn[] = [
  count('agentsFree', { title: 'Free', explain: 'Agents of this queue who are idle now', minRem: 4.5, yields: 2 }),
  count('agentsBusy', { title: 'Busy', explain: 'Agents of this queue on a contact now', minRem: 4.5, yields: 6 }),
  count('agentsPaused', {
    title: 'Paused',
    explain: 'Agents of this queue on pause now',
    minRem: 5,
    yields: 8,
    what: 'paused',
  }),
  count('agentsServing', { title: 'Serving', explain: 'Agents joined to this queue now', minRem: 5, yields: 7 }),
];
