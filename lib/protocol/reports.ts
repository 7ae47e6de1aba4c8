import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs, Link } from '@/lib/floor/records';

/** `GET /api/health`. */
export interface HealthReport {
  /** The process serves requests. */
  live: boolean;
  /** It has asked every source at least once. */
  ready: boolean;
  version: string;
  sources: readonly { id: string; link: Link; asOf: EpochMs | null; problem: string | null }[];
}

/** One feed of one source, as the Sources page shows it (`GET /api/sources`). */
export interface FeedDetail {
  name: FeedName;
  everyMs: number | null;
  asOf: EpochMs | null;
  lastStartedAt: EpochMs | null;
  /** How long the last run took. */
  lastDurationMs: number | null;
  nextAt: EpochMs | null;
  polls: number;
  failures: number;
  consecutiveFailures: number;
  problem: string | null;
  problemKind: string | null;
  problemSince: EpochMs | null;
}

export interface SourceDetail {
  id: string;
  name: string;
  vendor: string;
  /** Host and port only. */
  host: string;
  link: Link;
  linkSince: EpochMs | null;
  problem: string | null;
  clockOffsetMs: number;
  feeds: readonly FeedDetail[];
  counts: { queues: number; agents: number; contacts: number };
  cannotTell: readonly string[];
}

/** The last 60 minute points per queue (`GET /api/trends`); null = not known in that minute. */
export interface TrendReport {
  /** Start of the newest minute. */
  at: EpochMs;
  stepMs: number;
  queues: Readonly<Record<string, { waiting: readonly (number | null)[]; serviceLevel: readonly (number | null)[] }>>;
}
