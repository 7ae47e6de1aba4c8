import type { HealthReport, SourceDetail, StoreReport } from '@/lib/protocol/reports';
import type { FloorFeed } from '@/server/floor/floor-feed';

interface HealthParts {
  readonly feed: FloorFeed;
  readonly isReady: boolean;
  readonly details: readonly SourceDetail[];
  readonly version: string;
  readonly store: StoreReport;
}

/** What a load balancer and an operator ask: does it serve, has it asked everybody once, and how are the sources. */
export function healthReport({ feed, isReady, details, version, store }: HealthParts): HealthReport {
  const { feeds } = feed.pulse();
  const sources = [...feed.floor.sources.values()].map(({ id, link, problem }) => ({
    id,
    link,
    asOf: feeds[id]?.live?.asOf ?? null,
    problem: problem === null ? null : kindOf(details.find((detail) => detail.id === id)),
  }));
  return { live: true, ready: isReady, version, store, sources };
}

/** What kind of trouble it is; the words name hosts and settings, which are not for strangers. */
function kindOf(detail: SourceDetail | undefined): HealthReport['sources'][number]['problem'] {
  if (detail?.link === 'paused') return 'paused';
  const failing = detail?.feeds.find(({ problemKind }) => problemKind !== null);
  return failing?.problemKind ?? 'settings';
}
