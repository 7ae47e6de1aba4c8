'use client';
import { memo, useId, useMemo } from 'react';
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
const fromZero: [number, 'auto'] = [0, 'auto'];
const panel = { background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: 4, fontSize: 13 };

const axisLine = { stroke: 'var(--line)' };
const cursor = { stroke: 'var(--state-quiet)' };
const labelStyle = { color: 'var(--dim)' };
const itemStyle = { color: 'var(--text)', padding: 0 };
/** Without these it works out lines that are not drawn. */
const unused = [0];
const activeDot = { r: 3 };
/** Of more points than this the line alone is drawn. */
const mostDots = 60;

/** Lines over time. What nobody knows is a gap; a point that stands alone is a dot. */
export const HistoryChart = memo(function HistoryChart(props: HistoryChartProps) {
  const { points, lines, format, formatWhen, most, isWhole = false } = props;
  const id = useId().replace(/\W/g, '');
  const data = useMemo(() => [...points], [points]);
  const ticks = useMemo(() => ticksOf(points), [points]);
  const hasDots = points.length <= mostDots;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={margin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} verticalPoints={unused} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          ticks={ticks}
          tickFormatter={formatWhen}
          interval="equidistantPreserveStart"
          minTickGap={56}
          tick={tick}
          axisLine={axisLine}
          tickLine={false}
        />
        <YAxis
          domain={most === undefined ? fromZero : [0, most]}
          allowDecimals={!isWhole}
          tickFormatter={format}
          interval={0}
          width={52}
          tick={tick}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          cursor={cursor}
          isAnimationActive={false}
          labelFormatter={(at) => formatWhen(Number(at))}
          formatter={(value, name) => [typeof value === 'number' ? format(value) : '—', name]}
          contentStyle={panel}
          labelStyle={labelStyle}
          itemStyle={itemStyle}
        />
        {hasDots ? <DotShapes id={id} /> : null}
        {lines.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            name={line.label}
            type="linear"
            stroke={tones[line.tone]}
            strokeWidth={line.width ?? 2}
            {...(line.dash ? { strokeDasharray: line.dash } : {})}
            {...(hasDots ? dotsOf(id, line.tone) : { dot: isAlone(points, line.key) })}
            activeDot={activeDot}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
});

const mostTicks = 6;

/** Few enough words to stand side by side: each is measured in the page, which lays it out. */
function ticksOf(points: HistoryChartProps['points']): number[] {
  const every = Math.max(1, Math.ceil(points.length / mostTicks));
  return points.flatMap(({ at }, index) => (index % every === 0 ? [at] : []));
}

/** A dot per tone for the browser to put at each point of a path: as elements they cost more than all else in a chart. */
function DotShapes({ id }: { readonly id: string }) {
  return (
    <defs>
      {Object.entries(tones).map(([tone, fill]) => (
        <marker
          key={tone}
          id={`${id}${tone}`}
          markerUnits="userSpaceOnUse"
          markerWidth={4}
          markerHeight={4}
          refX={2}
          refY={2}
        >
          <circle cx={2} cy={2} r={2} fill={fill} />
        </marker>
      ))}
    </defs>
  );
}

function dotsOf(id: string, tone: ChartLine['tone']) {
  const dot = `url(#${id}${tone})`;
  return { dot: false, markerStart: dot, markerMid: dot, markerEnd: dot };
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
