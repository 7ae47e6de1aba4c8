import { type FeedName, feedNames } from '@/lib/floor/kinds';
import type { EpochMs, Link } from '@/lib/floor/records';
import type { VendorErrorKind } from '@/server/vendors/vendor-error';

export interface FeedProblem {
  readonly kind: VendorErrorKind;
  readonly message: string;
  readonly since: EpochMs;
  /** A person has to mend it; the feed is not asked again before that. */
  readonly needsPerson: boolean;
}

/** The part of a SourceRecord that says how the source is doing (rule H1). */
export interface Health {
  readonly link: Link;
  readonly linkSince: EpochMs;
  readonly problem: string | null;
}

export type FeedProblems = { readonly [F in FeedName]?: FeedProblem | null };

const subjects: Record<FeedName, string> = {
  live: '',
  today: 'Today’s counts: ',
  names: 'Names: ',
  hooks: 'Its calls to us: ',
};

/** Before the first answer a source is `retrying`, with nothing wrong yet. */
export function initialHealth(now: EpochMs): Health {
  return { link: 'retrying', linkSince: now, problem: null };
}

/** Health after something happened: the live feed decides `link`, every feed that fails shows in `problem` (rule H1). */
export function nextHealth(before: Health, problems: FeedProblems, hasAnswered: boolean, now: EpochMs): Health {
  const link = linkOf(problems, hasAnswered);
  const said = feedNames.flatMap((feed) => {
    const problem = problems[feed];
    const isSaid = feed !== 'live' && problem?.message === problems.live?.message;
    return problem && !isSaid ? [`${subjects[feed]}${problem.message}`] : [];
  });
  const problem = said.length > 0 ? said.join(' · ') : null;
  return { link, problem, linkSince: link === before.link ? before.linkSince : now };
}

function linkOf({ live }: FeedProblems, hasAnswered: boolean): Link {
  if (live?.needsPerson) return 'needs-attention';
  return live || !hasAnswered ? 'retrying' : 'up';
}
