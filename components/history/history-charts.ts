import type { ChartLine } from '@/components/charts/history-chart';
import { formatCount, formatDuration, formatPercent } from '@/components/ui/format';
import type { HistoryFigure } from '@/lib/protocol/history-words';
import type { HistoryAnswer } from '@/lib/queries/history';
import { agentPointsOf, type ChartPoint, pastKey, pointsOf } from './chart-points';

/** One chart and the table beside it. */
export interface HistoryChartSpec {
  readonly id: string;
  readonly title: string;
  /** What is shown and how it is computed. */
  readonly note: (answer: HistoryAnswer) => string;
  readonly lines: readonly ChartLine[];
  readonly points: (answer: HistoryAnswer) => readonly ChartPoint[];
  readonly format: (value: number) => string;
  readonly most?: number;
  readonly isWhole?: boolean;
}

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const formatMean = (value: number) => decimals.format(value);
const pastLook = { tone: 'quiet', dash: '4 4', width: 1.5 } as const;

function lines(figures: readonly (readonly [HistoryFigure, string])[], past: HistoryFigure): readonly ChartLine[] {
  const looks = [{ tone: 'text' }, { tone: 'calm', dash: '8 3' }, { tone: 'ok', dash: '2 3' }] as const;
  return [
    ...figures.map(([key, label], index) => ({ key, label, ...(looks[index] ?? looks[0]) })),
    { key: pastKey(past), label: 'Before', ...pastLook },
  ];
}

const longestWaitLines = lines([['longestWaitMs', 'Longest wait']], 'longestWaitMs');

/** What the page shows, in its order. */
export const historyCharts: readonly HistoryChartSpec[] = [
  {
    id: 'service-level',
    title: 'Service level',
    note: ({ formulas }) => `Answered in time, by ${formulas.serviceLevel}.`,
    lines: lines([['serviceLevel', 'Service level']], 'serviceLevel'),
    points: (answer) => pointsOf(answer, ['serviceLevel']),
    format: (value) => formatPercent(value),
    most: 1,
  },
  {
    id: 'contacts',
    title: 'Offered, answered, abandoned',
    note: () => 'Contacts, counted where they were told; abandoned with those after a short wait.',
    lines: lines(
      [
        ['offered', 'Offered'],
        ['answered', 'Answered'],
        ['abandoned', 'Abandoned'],
      ],
      'offered',
    ),
    points: (answer) => pointsOf(answer, ['offered', 'answered', 'abandoned']),
    format: (value) => formatCount(value),
    isWhole: true,
  },
  {
    id: 'waiting',
    title: 'Waiting',
    note: ({ formulas }) => `How many waited: ${formulas.waiting}.`,
    lines: lines([['waiting', 'Waiting']], 'waiting'),
    points: (answer) => pointsOf(answer, ['waiting']),
    format: formatMean,
  },
  {
    id: 'longest-wait',
    title: 'Longest wait',
    note: () => 'The longest that anybody had been waiting at one time.',
    lines: longestWaitLines,
    points: (answer) => pointsOf(answer, ['longestWaitMs']),
    format: (value) => formatDuration(value),
  },
  {
    id: 'agents',
    title: 'Agents by state',
    note: ({ ofQueues, agents }) =>
      ofQueues === 1
        ? 'Agents who serve this queue, the mean of each interval.'
        : `All agents of ${agents.ofSources === 1 ? 'the site' : `the ${agents.ofSources} sites`}, the mean of each interval; on a contact with those whose phone rings.`,
    lines: [
      { key: 'busy', label: 'On a contact', tone: 'text' },
      { key: 'ready', label: 'Idle', tone: 'ok', dash: '8 3' },
      { key: 'wrap-up', label: 'Wrap-up', tone: 'calm', dash: '2 3' },
      { key: 'paused', label: 'Paused', tone: 'quiet', dash: '8 3 2 3' },
      { key: 'not-ready', label: 'Not ready', tone: 'quiet', dash: '1 5' },
    ],
    points: agentPointsOf,
    format: formatMean,
  },
];
