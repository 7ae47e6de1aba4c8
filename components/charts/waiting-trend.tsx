'use client';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatClock } from '@/components/ui/format-clock';
import type { EpochMs } from '@/lib/floor/records';

export interface WaitingPoint {
  readonly at: EpochMs;
  /** Most contacts waiting in that minute; null = not known. */
  readonly waiting: number | null;
}

const tick = { fill: 'var(--dim)', fontSize: 12 };

/** How many waited, minute by minute; a minute nobody could tell is a gap, not a zero. */
export function WaitingTrend({ points }: { readonly points: readonly WaitingPoint[] }) {
  return (
    <ResponsiveContainer width="100%" height={112}>
      <BarChart
        data={[...points]}
        margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer
      >
        <XAxis
          dataKey="at"
          tickFormatter={(at: number) => formatClock(at)}
          interval="equidistantPreserveStart"
          minTickGap={48}
          tick={tick}
          axisLine={{ stroke: 'var(--line)' }}
          tickLine={false}
        />
        <YAxis allowDecimals={false} width={24} tick={tick} axisLine={false} tickLine={false} />
        <Tooltip
          cursor={{ fill: 'var(--raised)' }}
          isAnimationActive={false}
          labelFormatter={(at) => formatClock(Number(at))}
          formatter={(value) => [String(value), 'most waiting']}
          contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: 4, fontSize: 13 }}
          labelStyle={{ color: 'var(--dim)' }}
          itemStyle={{ color: 'var(--text)' }}
        />
        <Bar dataKey="waiting" fill="var(--state-calm)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
