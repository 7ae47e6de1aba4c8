import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { events } from '@/lib/protocol/events';
import type { StoreReport } from '@/lib/protocol/reports';
import type { FloorFeed } from '@/server/floor/floor-feed';
import type { HookSeen } from '@/server/hooks/hook-door';
import type { PushEvents } from '@/server/push/socket-server';

export interface PollSeen {
  readonly sourceId: string;
  readonly feed: string;
  readonly durationMs: number;
  /** Kind of the failure; null after a good poll. */
  readonly failure: string | null;
}

export interface Metrics {
  polled(poll: PollSeen): void;
  readonly push: PushEvents;
  readonly hooked: HookSeen;
  /** Prometheus text. */
  text(): Promise<string>;
}

/** Counts what an operator wants to see; nothing here names a queue, an agent or a caller. */
export function createMetrics(feed: FloorFeed, store: () => StoreReport): Metrics {
  const registry = new Registry();
  // Process figures, event-loop lag among them.
  collectDefaultMetrics({ register: registry, prefix: 'callboard_' });
  collectFloor(registry, feed);
  collectStore(registry, store);
  const hooked = hookMetrics(registry);
  return { polled: pollMetrics(registry), push: pushMetrics(registry), hooked, text: () => registry.metrics() };
}

function hookMetrics(registry: Registry): HookSeen {
  const calls = new Counter({
    name: 'callboard_hook_calls_total',
    help: 'Calls of vendors, by what became of them; without a source where the address was wrong',
    labelNames: ['source', 'outcome'],
    registers: [registry],
  });
  return ({ sourceId, outcome }) => calls.inc({ source: sourceId ?? '', outcome });
}

function pollMetrics(registry: Registry): Metrics['polled'] {
  const registers = [registry];
  const labelNames = ['source', 'feed'] as const;
  const polls = new Counter({ name: 'callboard_polls_total', help: 'Polls that ended', labelNames, registers });
  const failures = new Counter({
    name: 'callboard_poll_failures_total',
    help: 'Polls that failed, by kind',
    labelNames: [...labelNames, 'kind'],
    registers,
  });
  const duration = new Histogram({
    name: 'callboard_poll_duration_seconds',
    help: 'How long polls took',
    labelNames,
    buckets: [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  return ({ sourceId, feed, durationMs, failure }) => {
    const labels = { source: sourceId, feed };
    polls.inc(labels);
    duration.observe(labels, durationMs / 1000);
    if (failure) failures.inc({ ...labels, kind: failure });
  };
}

function pushMetrics(registry: Registry): PushEvents {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name: `callboard_${name}`, help, registers });
  const viewers = new Gauge({ name: 'callboard_viewers', help: 'Sockets that follow a view', registers });
  const snapshots = counter('snapshots_sent_total', 'Snapshots sent to viewers');
  const skips = counter('slow_viewer_skips_total', 'Times a viewer was too slow and was skipped');
  const deltas = counter('deltas_encoded_total', 'Deltas encoded, once per view');
  const deltaBytes = counter('delta_bytes_total', 'Bytes of deltas encoded, once per view');
  const snapshotBytes = counter('snapshot_bytes_total', 'Bytes of snapshots encoded, once per view and turn');
  return {
    viewers: (count) => viewers.set(count),
    snapshot: (count) => snapshots.inc(count),
    skip: () => skips.inc(),
    encoded(event, bytes) {
      if (event === events.snapshot) snapshotBytes.inc(bytes);
      if (event !== events.delta) return;
      deltas.inc();
      deltaBytes.inc(bytes);
    },
  };
}

/** Read off the floor when somebody asks. */
function collectFloor(registry: Registry, feed: FloorFeed): void {
  new Gauge({
    name: 'callboard_feed_age_seconds',
    help: 'Time since the newest good answer of a feed; absent before the first',
    labelNames: ['source', 'feed'],
    registers: [registry],
    collect() {
      this.reset();
      const { at, feeds } = feed.pulse();
      for (const [source, byFeed] of Object.entries(feeds)) {
        for (const [name, pulse] of Object.entries(byFeed)) {
          if (pulse.asOf !== null) this.set({ source, feed: name }, Math.max(0, at - pulse.asOf) / 1000);
        }
      }
    },
  });
  new Gauge({
    name: 'callboard_source_up',
    help: '1 while the source answers',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { id, link } of feed.floor.sources.values()) this.set({ source: id }, link === 'up' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'callboard_records',
    help: 'Records on the floor, by kind',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const [kind, table] of Object.entries(feed.floor)) this.set({ kind }, table.size);
    },
  });
}

function collectStore(registry: Registry, store: () => StoreReport): void {
  const gauge = (name: string, help: string, read: (report: StoreReport) => number) =>
    new Gauge({
      name: `callboard_store_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read(store()));
      },
    });
  gauge('up', '1 while things can be kept', ({ ok }) => (ok ? 1 : 0));
  gauge('waiting_writes', 'Entries of history and audit that wait in memory', ({ waitingWrites }) => waitingWrites);
  new Counter({
    name: 'callboard_store_lost_writes_total',
    help: 'Entries that were given up since the start',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(store().lostWrites);
    },
  });
}
