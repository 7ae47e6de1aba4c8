'use client';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { WaitingPoint } from '@/components/charts/waiting-trend';
import { DetailSection } from '@/components/table/detail-facts';
import type { TrendReport } from '@/lib/protocol/reports';
import { useTrends } from '@/lib/queries/use-trends';

const chartRoom = 'h-28';
const WaitingTrend = dynamic(() => import('@/components/charts/waiting-trend').then((module) => module.WaitingTrend), {
  ssr: false,
  loading: () => <div className={chartRoom} />,
});

function pointsOf(report: TrendReport | null | undefined, queueId: string): readonly WaitingPoint[] {
  const waiting = report?.queues[queueId]?.waiting ?? [];
  return waiting.map((value, index) => ({
    at: (report?.at ?? 0) - (waiting.length - 1 - index) * (report?.stepMs ?? 60_000),
    waiting: value,
  }));
}

/** The last hour of one queue; the room is there before the points are. */
export function QueueLastHour({ queueId }: { readonly queueId: string }) {
  const { data, isPending } = useTrends();
  const points = useMemo(() => pointsOf(data, queueId), [data, queueId]);
  const known = points.filter((point) => point.waiting !== null);
  const peak = Math.max(0, ...known.map((point) => point.waiting ?? 0));
  return (
    <DetailSection title="Waiting, last hour">
      {known.length > 0 ? (
        <>
          <p className="sr-only">{`At most ${peak} waited at once; known for ${known.length} of the last 60 minutes.`}</p>
          <div className={chartRoom}>
            <WaitingTrend points={points} />
          </div>
        </>
      ) : (
        <p className={`${chartRoom} text-14 text-dim`}>
          {isPending
            ? 'Loading the last hour…'
            : 'No minute is known yet. Points appear as Callboard watches, one a minute.'}
        </p>
      )}
    </DetailSection>
  );
}
