import type { Fact } from '@/components/table/detail-facts';
import { formatCount, formatDuration, formatPercent, unknownMark } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { averageHandlingTime, averageSpeedOfAnswer } from '@/lib/floor/figures';
import type { QueueRecord } from '@/lib/floor/records';
import { callsToRecover, serviceLevel } from '@/lib/floor/service-level';
import type { Tellable } from '@/lib/vendors/not-told';
import { abandonedShare } from './abandoned-share';
import { channelLabel } from './channel-label';
import { QueueFigure } from './queue-figure';
import { QueueLongestWait } from './queue-longest-wait';

const openWords = (isOpen: boolean | null) => (isOpen === null ? unknownMark : isOpen ? 'Open' : 'Closed');

const figure = (queue: QueueRecord, what: Tellable, text: string) => (
  <QueueFigure queue={queue} what={what} text={text} />
);

/** What a queue looks like this moment. */
export function nowFacts(queue: QueueRecord): readonly Fact[] {
  return [
    { label: 'Channel', value: queue.channel ? channelLabel[queue.channel] : unknownMark },
    { label: 'Service', value: openWords(queue.isOpen) },
    { label: 'Waiting', value: figure(queue, 'waiting', formatCount(queue.waiting)) },
    { label: 'Longest wait', value: <QueueLongestWait queue={queue} /> },
    { label: 'Agents serving', value: formatCount(queue.agentsServing) },
    { label: 'Free', value: formatCount(queue.agentsFree) },
    { label: 'Busy', value: formatCount(queue.agentsBusy) },
    { label: 'Wrap-up', value: figure(queue, 'wrapUp', formatCount(queue.agentsWrapUp)) },
    { label: 'Paused', value: figure(queue, 'paused', formatCount(queue.agentsPaused)) },
    { label: 'Not ready', value: formatCount(queue.agentsNotReady) },
  ];
}

/** The limits it was worked out with, as far as they are known, and what would mend it. */
function levelNote(queue: QueueRecord): string {
  const { answerWithinMs, shortAbandonMs, serviceLevelTarget } = queue;
  const inSeconds = (ms: number) => `${Math.round(ms / 1000)} s`;
  const recover = serviceLevelTarget === null ? null : callsToRecover(serviceLevel([queue]), serviceLevelTarget);
  const parts = [
    'Answered in time / (answered + abandoned − short abandons)',
    answerWithinMs === null ? '' : `in time is within ${inSeconds(answerWithinMs)}`,
    shortAbandonMs === null ? '' : `short is below ${inSeconds(shortAbandonMs)}`,
    recover ? `${formatCount(recover)} answered in time would reach the target again` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

function abandonFact(queue: QueueRecord): Fact {
  const { value, isAtMost } = abandonedShare(queue);
  const text = formatPercent(value, 1);
  return isAtMost && value !== null
    ? {
        label: 'Abandon rate, at most',
        value: text,
        note: 'Abandoned / (answered + abandoned). Short ones are included: the vendor cannot tell them apart.',
      }
    : {
        label: 'Abandon rate',
        value: figure(queue, 'today', text),
        note: '(Abandoned − short) / (answered + abandoned − short).',
      };
}

/** The day's counts, each with its formula where it has one. */
export function todayFacts(queue: QueueRecord): readonly Fact[] {
  const since = queue.todaySince === null ? 'Counted' : `Counted since ${formatClock(queue.todaySince)}`;
  return [
    {
      label: since,
      value: queue.todaySince === null ? unknownMark : queue.todayPartial ? 'in part' : 'in full',
      note: queue.todayPartial ? 'The vendor does not look back to the start of the business day.' : null,
    },
    {
      label: 'Service level',
      value: figure(queue, 'serviceLevel', formatPercent(serviceLevel([queue]).value, 1)),
      note: levelNote(queue),
    },
    { label: 'Target', value: formatPercent(queue.serviceLevelTarget) },
    { label: 'Offered', value: figure(queue, 'today', formatCount(queue.offered)) },
    { label: 'Answered', value: figure(queue, 'today', formatCount(queue.answered)) },
    { label: 'Answered in time', value: figure(queue, 'serviceLevel', formatCount(queue.answeredInTime)) },
    { label: 'Abandoned', value: figure(queue, 'today', formatCount(queue.abandoned)) },
    { label: 'of these short', value: figure(queue, 'today', formatCount(queue.shortAbandoned)) },
    abandonFact(queue),
    { label: 'Turned away', value: figure(queue, 'today', formatCount(queue.overflowed)) },
    {
      label: 'Average speed of answer',
      value: figure(queue, 'today', formatDuration(averageSpeedOfAnswer([queue]).value)),
    },
    {
      label: 'Average handling time',
      value: figure(queue, 'today', formatDuration(averageHandlingTime([queue]).value)),
    },
  ];
}
