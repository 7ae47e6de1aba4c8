'use client';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

/** How a line looks; told apart by dash and lightness before anything else. */
export interface ChartLine {
  readonly key: string;
  readonly label: string;
  readonly tone: 'text' | 'calm' | 'quiet' | 'ok';
  readonly dash?: string;
  readonly width?: number;
}

interface HistoryChartProps {
  readonly points: readonly { readonly at: number; readonly [key: string]: number | null }[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  readonly formatWhen: (at: number) => string;
  /** Highest value of the axis where that is given, as 1 for shares. */
  readonly most?: number;
  readonly isWhole?: boolean;
}

const tones: Readonly<Record<ChartLine['tone'], string>> = {
  text: 'var(--text)',
  calm: 'var(--state-calm)',
  quiet: 'var(--state-quiet)',
  ok: 'var(--ok)',
};
const tick = { fill: 'var(--dim)', fontSize: 12 };
const margin = { top: 8, right: 8, bottom: 0, left: 0 };
const panel = { background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: 4, fontSize: 13 };

/** Lines over time. What nobody knows is a gap; a point that stands alone is a dot. */
export function HistoryChart({ points, lines, format, formatWhen, most, isWhole = false }: HistoryChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={margin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tickFormatter={formatWhen}
          interval="equidistantPreserveStart"
          minTickGap={56}
          tick={tick}
          axisLine={{ stroke: 'var(--line)' }}
          tickLine={false}
        />
        <YAxis
          domain={[0, most ?? 'auto']}
          allowDecimals={!isWhole}
          tickFormatter={format}
          width={52}
          tick={tick}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          cursor={{ stroke: 'var(--state-quiet)' }}
          isAnimationActive={false}
          labelFormatter={(at) => formatWhen(Number(at))}
          formatter={(value, name) => [typeof value === 'number' ? format(value) : '—', name]}
          contentStyle={panel}
          labelStyle={{ color: 'var(--dim)' }}
          itemStyle={{ color: 'var(--text)', padding: 0 }}
        />
        {lines.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            name={line.label}
            type="linear"
            stroke={tones[line.tone]}
            strokeWidth={line.width ?? 2}
            {...(line.dash ? { strokeDasharray: line.dash } : {})}
            dot={points.length <= 60 ? { r: 2, fill: tones[line.tone], strokeWidth: 0 } : isAlone(points, line.key)}
            activeDot={{ r: 3 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** Draws a dot only where a value has no neighbour to draw a line to. */
function isAlone(points: HistoryChartProps['points'], key: string) {
  const isKnown = (index: number) => points[index]?.[key] != null;
  const alone = new Set(
    points.flatMap((_, index) => (isKnown(index) && !isKnown(index - 1) && !isKnown(index + 1) ? [index] : [])),
  );
  if (alone.size === 0) return false;
  return ({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
    index !== undefined && alone.has(index) ? (
      <circle key={index} cx={cx ?? 0} cy={cy ?? 0} r={2} fill="var(--text)" />
    ) : (
      <g key={index} />
    );
}
