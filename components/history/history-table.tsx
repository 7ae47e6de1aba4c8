import { unknownMark } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { ChartPoint } from './chart-points';
import type { FormatWhen } from './format-when';
import type { HistoryChartSpec } from './history-charts';

interface HistoryTableProps {
  readonly spec: HistoryChartSpec;
  readonly lines: HistoryChartSpec['lines'];
  readonly points: readonly ChartPoint[];
  readonly formatWhen: FormatWhen;
}

/** The numbers behind a chart; its room is the chart's, and it scrolls. */
export function HistoryTable({ spec, lines, points, formatWhen }: HistoryTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section tabIndex={0} aria-label={`${spec.title}, scrolls`} className="relative max-h-60 overflow-auto">
      <table className="w-full text-13">
        <caption className="sr-only">{spec.title}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="py-1.5 pr-3 text-left font-medium text-dim">
              When
            </th>
            {lines.map(({ key, label }) => (
              <th key={key} scope="col" className="py-1.5 pl-3 text-right font-medium text-dim">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal whitespace-nowrap">
                {formatWhen(point.at)}
              </th>
              {lines.map(({ key }) => (
                <td key={key} className="py-1.5 pl-3 text-right tabular-nums">
                  <KnownText text={point[key] == null ? unknownMark : spec.format(point[key])} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
