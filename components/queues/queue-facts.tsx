import type { Fact } from '@/components/table/detail-drawer';
import { formatCount, formatDuration, formatPercent } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { abandonRate, averageHandlingTime, averageSpeedOfAnswer } from '@/lib/floor/figures';
import type { QueueRecord } from '@/lib/floor/records';
import { callsToRecover, serviceLevel, serviceLevels } from '@/lib/floor/service-level';
import { QueueLongestWait } from './queue-longest-wait';

const openWords = (isOpen: boolean | null) => (isOpen === null ? '—' : isOpen ? 'Open' : 'Closed');
const seconds = (ms: number | null) => (ms === null ? '—' : `${Math.round(ms / 1000)} s`);

/** What a queue looks like this moment. */
export function nowFacts(queue: QueueRecord): readonly Fact[] {
  return [
    { label: 'Service', value: openWords(queue.isOpen) },
    { label: 'Waiting', value: formatCount(queue.waiting) },
    { label: 'Longest wait', value: <QueueLongestWait queue={queue} /> },
    { label: 'Serving', value: formatCount(queue.agentsServing) },
    { label: 'Free', value: formatCount(queue.agentsFree) },
    { label: 'Busy', value: formatCount(queue.agentsBusy) },
    { label: 'Wrap-up', value: formatCount(queue.agentsWrapUp) },
    { label: 'Paused', value: formatCount(queue.agentsPaused) },
    { label: 'Not ready', value: formatCount(queue.agentsNotReady) },
  ];
}

function levelNote(queue: QueueRecord): string {
  const { formula } = serviceLevels['SL-6'];
  const limits = `within ${seconds(queue.answerWithinMs)}, short below ${seconds(queue.shortAbandonMs)}`;
  const recover =
    queue.serviceLevelTarget === null ? null : callsToRecover(serviceLevel([queue]), queue.serviceLevelTarget);
  return `${formula}, ${limits}${recover ? `; ${recover} good answers to recover` : ''}`;
}

/** The day's counts, each with its formula where it has one. */
export function todayFacts(queue: QueueRecord): readonly Fact[] {
  const since = queue.todaySince === null ? '' : ` since ${formatClock(queue.todaySince)}`;
  return [
    {
      label: `Counted${since}`,
      value: queue.todayPartial ? 'in part' : 'in full',
      note: queue.todayPartial ? 'The vendor does not look back to the start of the business day.' : null,
    },
    { label: 'Service level', value: formatPercent(serviceLevel([queue]).value, 1), note: levelNote(queue) },
    { label: 'Target', value: formatPercent(queue.serviceLevelTarget) },
    { label: 'Offered', value: formatCount(queue.offered) },
    { label: 'Answered', value: formatCount(queue.answered) },
    { label: 'Answered in time', value: formatCount(queue.answeredInTime) },
    { label: 'Abandoned', value: formatCount(queue.abandoned) },
    { label: 'of these short', value: formatCount(queue.shortAbandoned) },
    {
      label: 'Abandon rate',
      value: formatPercent(abandonRate([queue]).value, 1),
      note: '(abandoned − short) / (answered + abandoned − short)',
    },
    { label: 'Turned away', value: formatCount(queue.overflowed) },
    { label: 'Average speed of answer', value: formatDuration(averageSpeedOfAnswer([queue]).value) },
    { label: 'Average handling time', value: formatDuration(averageHandlingTime([queue]).value) },
  ];
}
