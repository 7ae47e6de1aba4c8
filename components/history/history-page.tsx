'use client';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type UrlState, useUrlState } from '@/components/table/use-url-state';
import { formatCount } from '@/components/ui/format';
import { useNow } from '@/lib/live/use-floor';
import { ApiError } from '@/lib/queries/call-api';
import { type HistoryAnswer, useHistory } from '@/lib/queries/history';
import { ChartSection } from './chart-section';
import { formatDate, whenFormat } from './format-when';
import { daysIn, type HistoryView, queryOf, todayOf, viewOf } from './history-ask';
import { historyCharts } from './history-charts';
import { HistoryFilters } from './history-filters';
import { QueueSummary } from './queue-summary';

const grid = 'grid grid-cols-1 gap-4 xl:grid-cols-2';

/** What was: each figure over the days of the address, beside the same weekdays before. */
export function HistoryPage() {
  const [address, change] = useUrlState();
  const now = useNow(60_000);
  // Days are counted where the queues are; which zone that is comes with the first answer.
  const [zone, setZone] = useState<string>();
  const today = useMemo(() => todayOf(now, zone), [now, zone]);
  const view = useMemo(() => viewOf(address, today), [address, today]);
  const query = useMemo(() => queryOf(view), [view]);
  const { data, error, isPlaceholderData } = useHistory(query, view.to >= today, now > 0);
  useEffect(() => data && setZone(data.zone), [data]);
  return (
    <div className="relative -m-1 min-h-0 flex-1 overflow-auto p-1">
      <HistoryFilters view={view} today={today} query={query} answer={data} onChange={change} />
      {error ? <Failure error={error} hasOld={data !== undefined} /> : null}
      {data ? (
        <Answer answer={data} view={view} isOld={isPlaceholderData} onChange={change} />
      ) : error ? null : (
        <Placeholders />
      )}
    </div>
  );
}

interface AnswerProps {
  readonly answer: HistoryAnswer;
  readonly view: HistoryView;
  /** Of another time: the one asked for is on its way. */
  readonly isOld: boolean;
  readonly onChange: (change: UrlState) => void;
}

function Answer({ answer, view, isOld, onChange }: AnswerProps) {
  const { step, zone } = answer;
  const days = daysIn({ from: answer.from, to: answer.to });
  const formatWhen = useMemo(() => whenFormat(step, zone, days), [step, zone, days]);
  const onPick = useCallback((id: string) => onChange({ queues: id }), [onChange]);
  // A hundred rows must not keep the charts waiting.
  const summed = useDeferredValue(answer);
  if (answer.totals.knownQueues === 0) return <Nothing answer={answer} view={view} />;
  return (
    <div aria-busy={isOld} className={isOld ? 'opacity-60' : undefined}>
      <p role="status" className="mb-3 text-13 text-dim">
        {tellWhat(answer)}
      </p>
      <div className={grid}>
        {historyCharts.map((spec) => (
          <ChartSection key={spec.id} spec={spec} answer={answer} formatWhen={formatWhen} />
        ))}
      </div>
      <div className="mt-4">
        <QueueSummary answer={summed} onPick={onPick} />
      </div>
    </div>
  );
}

/** What is shown, of how many queues, and what it stands beside. */
function tellWhat({ from, to, totals, ofQueues, compared, zone }: HistoryAnswer): string {
  const days = from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
  const unknown = ofQueues - (totals.knownQueues ?? 0);
  const partial = unknown > 0 ? ` Nothing is known of ${formatCount(unknown)} of them.` : '';
  const before = compared ? ` Broken line: the same weekdays, ${formatDate(compared.from)} on.` : '';
  const queues = ofQueues === 1 ? '1 queue' : `${formatCount(ofQueues)} queues`;
  return `${days}, ${queues}, times of ${zone}.${partial}${before} Gaps are times of which nothing is known.`;
}

function Nothing({ answer, view }: Pick<AnswerProps, 'answer' | 'view'>) {
  return (
    <div className="max-w-prose rounded-panel border border-line bg-surface p-4 text-14">
      <p className="font-medium">
        {answer.ofQueues === 0
          ? 'There is no history yet.'
          : `Nothing is known of ${view.from === view.to ? formatDate(view.from) : 'these days'}.`}
      </p>
      <p className="mt-1 text-dim">
        {answer.ofQueues === 0
          ? 'Callboard keeps figures from the minute in which a source first answers. Come back in a few minutes.'
          : 'Callboard was not watching these queues then, or the figures were too old to keep. Choose other days or queues.'}
      </p>
    </div>
  );
}

function Failure({ error, hasOld }: { readonly error: Error; readonly hasOld: boolean }) {
  const words = error instanceof ApiError && error.code === 'bad-request' ? error.words : '';
  return (
    <p role="alert" className="mb-3 rounded-panel border border-line bg-raised px-4 py-2 text-14">
      {words
        ? `This cannot be shown: ${words}. Choose other days or queues.`
        : `The figures could not be read.${hasOld ? ' What is below was read before.' : ''} They are asked for again when you choose anything, or load the page again.`}
    </p>
  );
}

function Placeholders() {
  return (
    <div aria-busy="true" className={grid}>
      <span className="sr-only">Loading the figures</span>
      {historyCharts.map(({ id }) => (
        <div key={id} className="h-88 rounded-panel border border-line bg-surface" />
      ))}
    </div>
  );
}
