'use client';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { KnownText } from '@/components/ui/known-text';
import type { HistoryAnswer } from '@/lib/queries/history';
import type { ChartPoint } from './chart-points';
import type { FormatWhen } from './format-when';
import type { HistoryChartSpec } from './history-charts';
import { HistoryTable } from './history-table';

const room = 'h-56';
const HistoryChart = dynamic(() => import('@/components/charts/history-chart').then((module) => module.HistoryChart), {
  ssr: false,
  loading: () => <div className={room} />,
});

interface ChartSectionProps {
  readonly spec: HistoryChartSpec;
  readonly answer: HistoryAnswer;
  readonly formatWhen: FormatWhen;
}

/** One chart, or the same as a table: who cannot see the lines reads the numbers. Drawn again for another answer only. */
export const ChartSection = memo(function ChartSection({ spec, answer, formatWhen }: ChartSectionProps) {
  const [isTable, setIsTable] = useState(false);
  const points = useMemo(() => spec.points(answer), [spec, answer]);
  const shown = useMemo(
    () => spec.lines.filter(({ key }) => points.some((point) => point[key] != null)),
    [spec, points],
  );
  const id = `history-${spec.id}`;
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col rounded-panel border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <h2 id={id} className="text-16 font-semibold">
          {spec.title}
        </h2>
        <button
          type="button"
          aria-pressed={isTable}
          aria-label={`${spec.title} as a table`}
          onClick={() => setIsTable(!isTable)}
          className="h-8 shrink-0 rounded-small border border-line px-2.5 text-13 text-dim hover:bg-raised hover:text-text aria-pressed:border-text aria-pressed:text-text"
        >
          Table
        </button>
      </div>
      <p className="mb-2 text-12 text-dim">{spec.note(answer)}</p>
      {shown.length === 0 ? (
        <p className={`${room} text-14 text-dim`}>Nothing is known of this here.</p>
      ) : isTable ? (
        <HistoryTable spec={spec} lines={shown} points={points} formatWhen={formatWhen} />
      ) : (
        <figure aria-label={inWords(spec, points)} className="m-0">
          <Legend lines={shown} />
          <div aria-hidden="true" className={room}>
            <HistoryChart
              points={points}
              lines={shown}
              format={spec.format}
              formatWhen={formatWhen}
              {...(spec.most === undefined ? {} : { most: spec.most })}
              {...(spec.isWhole ? { isWhole: true } : {})}
            />
          </div>
        </figure>
      )}
    </section>
  );
});

/** What the first line does, for who cannot see it. */
function inWords({ title, lines, format }: HistoryChartSpec, points: readonly ChartPoint[]): string {
  const [first] = lines;
  const known = points.flatMap((point) => (first ? (point[first.key] ?? []) : []));
  if (!first || known.length === 0) return title;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return `${title}: ${first.label} from ${format(least)} to ${format(most)}, known for ${known.length} of ${points.length} intervals. Choose Table for the numbers.`;
}

const strokes = {
  text: 'stroke-text',
  calm: 'stroke-state-calm',
  quiet: 'stroke-state-quiet',
  ok: 'stroke-ok',
} as const;

function Legend({ lines }: { readonly lines: HistoryChartSpec['lines'] }) {
  return (
    <ul className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-12">
      {lines.map(({ key, label, tone, dash }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" width="20" height="8" viewBox="0 0 20 8" className={strokes[tone]}>
            <path d="M0 4h20" strokeWidth="2" {...(dash ? { strokeDasharray: dash } : {})} />
          </svg>
          <KnownText text={label} />
        </li>
      ))}
    </ul>
  );
}
