'use client';
import { formatAge, formatCount, unknownMark } from '@/components/ui/format';
import { formatMoment } from '@/components/ui/format-clock';
import type { Link } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';
import type { FeedDetail } from '@/lib/protocol/reports';

const feedWords = { live: 'Live', today: 'Today’s counts', names: 'Names', hooks: 'Its calls to us' } as const;
const head =
  'whitespace-nowrap px-2 py-1.5 text-right text-12 font-medium text-dim first:pl-4 first:text-left last:pr-4';
const cell = 'whitespace-nowrap px-2 py-1.5 text-right tabular-nums first:pl-4 first:text-left last:pr-4';

const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

function span(ms: number | null): string {
  if (ms === null) return unknownMark;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${tenths.format(ms / 1000)} s` : formatAge(ms);
}

/** A push feed has no interval: it speaks when something happens. */
const everyWords = (everyMs: number | null) => (everyMs === null ? 'on events' : span(everyMs));

interface FeedTableProps {
  readonly feeds: readonly FeedDetail[];
  /** What the card says already and need not be said again. */
  readonly knownProblem: string | null;
  readonly link: Link;
}

/** Timings of each feed: how often, how old, how long it takes, how often it failed. */
export function FeedTable({ feeds, knownProblem, link }: FeedTableProps) {
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the keyboard has to be able to scroll it
    <section aria-label="Timings" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full text-14">
        <thead>
          <tr className="border-b border-line">
            {['Feed', 'Every', 'Last answer', 'Took', 'Asked', 'Failed', 'Next'].map((title) => (
              <th key={title} scope="col" className={head}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <FeedRows key={feed.name} feed={feed} now={now} knownProblem={knownProblem} link={link} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface FeedRowsProps extends Pick<FeedTableProps, 'knownProblem' | 'link'> {
  readonly feed: FeedDetail;
  readonly now: number;
}

function FeedRows({ feed, now, knownProblem, link }: FeedRowsProps) {
  const since = feed.problemSince === null ? '' : `since ${formatMoment(feed.problemSince, now)}`;
  const isSaid = feed.problem === knownProblem;
  return (
    <>
      <tr>
        <th scope="row" className={`${cell} font-medium`}>
          {feedWords[feed.name]}
        </th>
        <td className={cell}>{everyWords(feed.everyMs)}</td>
        <td className={cell}>{feed.asOf === null ? 'never' : `${formatAge(now - feed.asOf)} ago`}</td>
        <td className={cell}>{span(feed.lastDurationMs)}</td>
        <td className={cell}>{formatCount(feed.polls)}</td>
        <td className={cell}>{formatCount(feed.failures)}</td>
        <td className={cell}>{nextWords(feed, link, now)}</td>
      </tr>
      {feed.problem ? (
        <tr>
          <td colSpan={7} className="px-4 pb-2 text-13 wrap-anywhere text-dim">
            {isSaid ? 'Failing' : feed.problem} {since}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** No time is set while it is being asked, and none at all while it waits for a person. */
function nextWords({ nextAt }: FeedDetail, link: Link, now: number): string {
  if (nextAt === null) return link === 'needs-attention' ? unknownMark : 'now';
  return nextAt <= now ? 'now' : `in ${formatAge(nextAt - now)}`;
}
