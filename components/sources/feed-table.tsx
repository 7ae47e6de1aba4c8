'use client';
import { formatAge, formatCount } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { useNow } from '@/lib/live/use-floor';
import type { FeedDetail } from '@/lib/protocol/reports';

const feedWords = { live: 'Live', today: 'Today’s counts', names: 'Names' } as const;
const head =
  'whitespace-nowrap px-2 py-1.5 text-right text-12 font-medium text-dim first:pl-4 first:text-left last:pr-4';
const cell = 'whitespace-nowrap px-2 py-1.5 text-right tabular-nums first:pl-4 first:text-left last:pr-4';

function seconds(ms: number | null): string {
  if (ms === null) return '—';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** Timings of each feed: how often, how old, how long it takes, how often it failed. */
export function FeedTable({ feeds }: { readonly feeds: readonly FeedDetail[] }) {
  const now = useNow();
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-14">
        <thead>
          <tr className="border-b border-line">
            {['Feed', 'Every', 'Answered', 'Takes', 'Asked', 'Failed', 'Next'].map((title) => (
              <th key={title} scope="col" className={head}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <FeedRows key={feed.name} feed={feed} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FeedRows({ feed, now }: { readonly feed: FeedDetail; readonly now: number }) {
  const since = feed.problemSince === null ? '' : ` (since ${formatClock(feed.problemSince, true)})`;
  return (
    <>
      <tr>
        <th scope="row" className={`${cell} font-medium`}>
          {feedWords[feed.name]}
        </th>
        <td className={cell}>{seconds(feed.everyMs)}</td>
        <td className={cell}>{feed.asOf === null ? 'never' : `${formatAge(now - feed.asOf)} ago`}</td>
        <td className={cell}>{seconds(feed.lastDurationMs)}</td>
        <td className={cell}>{formatCount(feed.polls)}</td>
        <td className={cell}>{formatCount(feed.failures)}</td>
        <td className={cell}>{nextWords(feed, now)}</td>
      </tr>
      {feed.problem ? (
        <tr>
          <td colSpan={7} className="px-4 pb-2 text-13 text-dim">
            {feed.problem}
            {since}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function nextWords({ nextAt }: FeedDetail, now: number): string {
  if (nextAt === null) return '—';
  return nextAt <= now ? 'now' : `in ${formatAge(nextAt - now)}`;
}
