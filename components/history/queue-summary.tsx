'use client';
import { memo } from 'react';
import { useSites } from '@/components/table/use-sites';
import { formatCount, formatDuration, formatPercent, formatPoints, unknownMark } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { HistoryAnswer } from '@/lib/queries/history';

type Totals = HistoryAnswer['totals'];

interface Cell {
  readonly title: string;
  readonly text: (totals: Totals, past: Totals | null) => string;
  readonly isComparison?: boolean;
}

const cells: readonly Cell[] = [
  { title: 'Offered', text: ({ offered }) => formatCount(offered) },
  { title: 'Answered', text: ({ answered }) => formatCount(answered) },
  { title: 'Abandoned', text: ({ abandoned }) => formatCount(abandoned) },
  { title: 'Abandon rate', text: ({ abandonRate }) => formatPercent(abandonRate, 1) },
  { title: 'Service level', text: ({ serviceLevel }) => formatPercent(serviceLevel) },
  {
    title: 'Points to before',
    isComparison: true,
    text: (now, past) => formatPoints(minus(now.serviceLevel, past?.serviceLevel ?? null)),
  },
  {
    title: 'Offered to before',
    isComparison: true,
    text: (now, past) => signed(minus(now.offered, past?.offered ?? null)),
  },
  { title: 'Speed of answer', text: ({ asaMs }) => formatDuration(asaMs) },
  { title: 'Handling time', text: ({ ahtMs }) => formatDuration(ahtMs) },
  { title: 'Longest wait', text: ({ longestWaitMs }) => formatDuration(longestWaitMs) },
];

const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

function signed(difference: number | null): string {
  if (difference === null) return unknownMark;
  if (difference === 0) return '0';
  return difference > 0 ? `+${formatCount(difference)}` : `\u2212${formatCount(-difference)}`;
}

interface QueueSummaryProps {
  readonly answer: HistoryAnswer;
  readonly onPick: (queueId: string) => void;
}

const head = 'px-3 py-1.5 font-medium whitespace-nowrap text-dim';

/** Each queue over the time shown, all of them first. Laid out only once it comes into view. */
export const QueueSummary = memo(function QueueSummary({ answer, onPick }: QueueSummaryProps) {
  const siteOf = useSites();
  const shown = cells.filter(({ isComparison }) => !isComparison || answer.compared !== null);
  const past = answer.compared?.totals ?? null;
  return (
    <section
      aria-labelledby="history-queues"
      className="min-w-0 rounded-panel border border-line bg-surface py-4 [contain-intrinsic-height:auto_28rem] [content-visibility:auto]"
    >
      <h2 id="history-queues" className="px-4 text-16 font-semibold">
        Queues
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section tabIndex={0} aria-label="Queues, scrolls" className="relative mt-2 max-h-96 overflow-auto px-1">
        <table className="w-full text-13 tabular-nums">
          <caption className="sr-only">Figures of each queue</caption>
          <thead className="sticky top-0 bg-surface">
            <tr>
              <th scope="col" className={`${head} text-left`}>
                Queue
              </th>
              {shown.map(({ title }) => (
                <th key={title} scope="col" className={`${head} text-right`}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <SummaryRow name="All shown" cells={shown} totals={answer.totals} past={past} />
            {answer.queues.map(({ id, name, sourceId, totals, comparedTotals }) => (
              <SummaryRow
                key={id}
                name={name}
                site={siteOf(sourceId)}
                cells={shown}
                totals={totals}
                past={comparedTotals}
                onPick={() => onPick(id)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
});

interface SummaryRowProps {
  readonly name: string;
  readonly site?: string;
  readonly cells: readonly Cell[];
  readonly totals: Totals;
  readonly past: Totals | null;
  readonly onPick?: () => void;
}

function SummaryRow({ name, site, cells: shown, totals, past, onPick }: SummaryRowProps) {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="max-w-80 truncate px-3 py-1.5 text-left font-medium">
        {onPick ? (
          <button type="button" onClick={onPick} className="rounded-small hover:underline">
            {name}
          </button>
        ) : (
          name
        )}
        {site ? <span className="ml-2 font-normal text-dim">{site}</span> : null}
      </th>
      {shown.map(({ title, text }) => (
        <td key={title} className="px-3 py-1.5 text-right">
          <KnownText text={text(totals, past)} />
        </td>
      ))}
    </tr>
  );
}
