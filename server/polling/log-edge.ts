import type { FeedName } from '@/lib/floor/kinds';
import type { Clock, Log } from '@/server/ports';
import type { PollOutcome } from './feed-loop';
import { placeOf } from './poll-failure';

/** Rule H1: a line when something breaks, turns into something else, or mends; silence in between. */
export function logEdge(log: Log, clock: Clock, feed: FeedName, { before, now, failure }: PollOutcome): void {
  if (!now) {
    if (before) log.info({ feed, downMs: clock.now() - before.since }, 'The source answers again');
    return;
  }
  if (before?.kind === now.kind) return;
  const cause = failure?.cause === undefined ? {} : placeOf(failure.cause);
  const fields = { feed, kind: now.kind, problem: now.message, ...cause };
  if (now.needsPerson) log.error(fields, 'The source waits for a person');
  else log.warn(fields, 'The source fails');
}
