import { z } from 'zod';
import { feedNames } from '@/lib/floor/kinds';
import { epochMs } from '@/lib/floor/records';
import { links } from '@/lib/floor/words';

const instant = epochMs.nullable();
const count = z.number().int().nonnegative();

export const storeReport = z.object({
  ok: z.boolean(),
  problem: z.string().nullable().describe('Why nothing can be kept at the moment'),
  waitingWrites: count.describe('Entries of history and audit that wait in memory'),
  lostWrites: count.describe('Entries that were given up since the start'),
});
export type StoreReport = z.infer<typeof storeReport>;

const problemKind = z.enum(['auth', 'rate-limited', 'unreachable', 'timeout', 'bad-response']);
const healthProblem = z
  .enum([...problemKind.options, 'settings', 'paused'])
  .describe('What kind of trouble; in words it is told to who is signed in, by GET /api/sources');

/** `GET /api/health`. */
export const healthReport = z.object({
  live: z.boolean().describe('The process serves requests'),
  ready: z.boolean().describe('It has asked every source at least once'),
  version: z.string(),
  store: storeReport,
  sources: z.array(
    z.object({ id: z.string(), link: z.enum(links), asOf: instant, problem: healthProblem.nullable() }).readonly(),
  ),
});
export type HealthReport = z.infer<typeof healthReport>;

/** One feed of one source, as the Sources page shows it. */
export const feedDetail = z.object({
  name: z.enum(feedNames),
  everyMs: z.number().nullable(),
  asOf: instant,
  lastStartedAt: instant,
  lastDurationMs: z.number().nullable().describe('How long the last run took'),
  nextAt: instant,
  polls: count,
  failures: count,
  consecutiveFailures: count,
  problem: z.string().nullable(),
  problemKind: problemKind.nullable(),
  problemSince: instant,
});
export type FeedDetail = z.infer<typeof feedDetail>;

/** Where a source was entered. */
export const sourceOrigins = ['file', 'browser'] as const;
export type SourceOrigin = (typeof sourceOrigins)[number];

export const sourceDetail = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  origin: z.enum(sourceOrigins),
  overridesStored: z.boolean().describe('One of the same id was added in the browser; the one of the file is used'),
  host: z.string().describe('Host and port only'),
  link: z.enum(links),
  linkSince: instant,
  problem: z.string().nullable(),
  clockOffsetMs: z.number(),
  feeds: z.array(feedDetail).readonly(),
  counts: z.object({ queues: count, agents: count, contacts: count }),
  cannotTell: z.array(z.string()).readonly(),
  cannotCall: z.string().nullable().describe('Why a vendor that could call Callboard does not, in words'),
});
export type SourceDetail = z.infer<typeof sourceDetail>;

const points = z.array(z.number().nullable()).readonly();

/** The last 60 minute points per queue; null = not known in that minute. */
export const trendReport = z.object({
  at: epochMs.describe('Start of the newest minute'),
  stepMs: z.number(),
  queues: z.record(z.string(), z.object({ waiting: points, serviceLevel: points })).readonly(),
});
export type TrendReport = z.infer<typeof trendReport>;
