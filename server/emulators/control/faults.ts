import { z } from 'zod';
import { hourMs } from '@/server/emulators/day-shape';

const count = z.number().int().positive();

function isRegExp(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/** How long a fault lasts; without a limit until it is cleared. */
const limits = {
  source: z.string(),
  /** Only so many requests, or commands, that match `path`. */
  times: count.optional(),
  forMs: count.optional(),
  /** Only requests whose path and query match this regular expression. */
  path: z.string().refine(isRegExp, 'must be a regular expression').optional(),
};

const kind = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ fault: z.literal(name), ...limits, ...shape });

const faultStatuses = [400, 401, 403, 404, 429, 500, 501, 502, 503, 504] as const;
const status = z.union(
  faultStatuses.map((code) => z.literal(code)),
  { error: `must be one of ${faultStatuses.join(', ')}` },
);

/** What can go wrong at a source, as `POST /control/faults` takes it. */
export const faultSchema = z.discriminatedUnion('fault', [
  /** Answers late. */
  kind('latency', { ms: count.max(hourMs) }),
  /** Answers with this status; `retryAfterSeconds` as a number or as a date. */
  kind('status', {
    status,
    retryAfterSeconds: z.number().int().nonnegative().optional(),
    retryAfterAs: z.enum(['seconds', 'date']).default('seconds'),
  }),
  /** Closes the listening port: connections are refused until cleared. */
  z.strictObject({ fault: z.literal('refuse'), source: z.string() }),
  /** Takes the request and never answers. */
  kind('hang', {}),
  /** Sends half of the body and drops the connection. */
  kind('cut-body', {}),
  /** A sign-in page with status 200, as a proxy in front of the vendor sends it. */
  kind('html-login', {}),
  /** Valid JSON that no client expects, or the given one. */
  kind('wrong-shape', { body: z.json().default({ greeting: 'hello', list: [1, 'two', null] }) }),
  /** Reads are answered with what was answered before. */
  kind('frozen', {}),
  kind('huge-body', { megabytes: count.max(4096).default(200) }),
  /** Commands are accepted and do nothing. */
  kind('lying-ok', {}),
  /** Commands are accepted and done so much later. */
  kind('late-deed', { ms: count.max(hourMs) }),
  /** Commands are done and never answered. */
  kind('done-then-silent', {}),
  /** Commands are done and answered with this status. */
  kind('done-then-status', { status: status.default(504) }),
  /** Commands are refused, each in its vendor's own way; `words` instead of the vendor's where it has room for any. */
  kind('refuse-commands', { words: z.string().min(1).max(200).optional() }),
  /**
   * Records are stored otherwise than asked: texts under a key that matches `field` cut to `maxLength` characters, and
   * `values` in the place of what was asked under the same key.
   */
  kind('stores-otherwise', {
    field: z.string().refine(isRegExp, 'must be a regular expression').default('name|nome|descr'),
    maxLength: count.max(10_000).default(20),
    values: z.record(z.string(), z.json()).default({}),
  }),
  /** The system has just restarted and knows no agents yet. */
  kind('empty-agents', {}),
  /** The system has restarted: nobody's state is older than the fault. */
  kind('since-reset', {}),
  /** The system's clock is off: its `Date` header and its stamps. */
  kind('clock-skew', { ms: z.number().int().default(hourMs) }),
  /** Callbacks are not sent; `path` and `times` of these three are those of callbacks. */
  kind('lost-callbacks', {}),
  /** Each callback is sent twice. */
  kind('repeated-callbacks', {}),
  /** Callbacks are sent late, and overtaken by those that are not. */
  kind('late-callbacks', { ms: count.max(hourMs) }),
]);

/** Kinds that meet commands only: a read neither suffers from them nor counts against their limits. */
export const commandFaults: readonly string[] = [
  'lying-ok',
  'late-deed',
  'done-then-silent',
  'done-then-status',
  'refuse-commands',
  'stores-otherwise',
] satisfies readonly Fault['fault'][];

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['fault'];
/** Faults of what a system sends by itself; requests do not meet them. */
export const callbackFaults: readonly FaultKind[] = ['lost-callbacks', 'repeated-callbacks', 'late-callbacks'];

export type FaultOf<Kind extends FaultKind> = Extract<Fault, { fault: Kind }>;
