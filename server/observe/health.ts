import type { HealthReport, StoreReport } from '@/lib/protocol/reports';
import type { FloorFeed } from '@/server/floor/floor-feed';

/** What a load balancer and an operator ask: does it serve, has it asked everybody once, and how are the sources. */
export function healthReport(feed: FloorFeed, isReady: boolean, version: string, store: StoreReport): HealthReport {
  const { feeds } = feed.pulse();
  const sources = [...feed.floor.sources.values()].map(({ id, link, problem }) => ({
    id,
    link,
    asOf: feeds[id]?.live?.asOf ?? null,
    problem,
  }));
  return { live: true, ready: isReady, version, store, sources };
}
