import type { Floor } from '@/lib/floor/floor';
import type { AgentRecord, IntentRecord, MembershipRecord } from '@/lib/floor/records';
import type { Expectation } from '@/server/vendors/command';

type Anything = Readonly<Record<string, unknown>>;

/** What the floor has to show, and what it showed when the command was sent. */
export interface Watch {
  readonly expectations: readonly Expectation[];
  readonly before: ReadonlyMap<Expectation, object | undefined>;
  /** Those that were shown already: only what the source told after it was asked can confirm them. */
  readonly heldBefore: ReadonlySet<Expectation>;
  /** The source was asked after it accepted, and has answered. */
  isFresh: boolean;
  /** It is not known whether the vendor did it. */
  isUnsure: boolean;
  /** What is not as it was asked, though the vendor accepted it. */
  otherwise: string | null;
}

export function startWatch(expectations: readonly Expectation[], floor: Floor): Watch {
  return {
    expectations,
    before: new Map(expectations.map((one) => [one, floor[one.kind].get(one.id)])),
    heldBefore: new Set(expectations.filter((one) => isShown(one, floor))),
    isFresh: false,
    isUnsure: false,
    otherwise: null,
  };
}

/** Rule I2: only the floor confirms, and never with what it showed before. */
export function isConfirmed({ expectations, heldBefore, isFresh }: Watch, floor: Floor): boolean {
  return expectations.every((one) => isShown(one, floor) && (isFresh || !heldBefore.has(one)));
}

function isShown({ kind, id, becomes, orGone = false }: Expectation, floor: Floor): boolean {
  const record = floor[kind].get(id);
  // The records of a source that is not asked are gone too, and that says nothing.
  if (!record) return (becomes === 'gone' || orGone) && isUp(id, floor);
  return becomes !== 'gone' && Object.entries(becomes).every(([field, value]) => (record as Anything)[field] === value);
}

function isUp(id: string, floor: Floor): boolean {
  return floor.sources.get(id.slice(0, id.indexOf('/')))?.link === 'up';
}

export type Verdict = Pick<IntentRecord, 'reason'> & { readonly status: 'failed' | 'unconfirmed' | 'drifted' };

/** What is to be said of a command that the floor has not confirmed in time. */
export function verdictOn(watch: Watch, floor: Floor, source: { id: string; name: string }, waitedMs: number): Verdict {
  const missing = watch.expectations.filter((one) => !isShown(one, floor));
  const [first] = missing;
  if (!first || floor.sources.get(source.id)?.link !== 'up') {
    const reason = `${source.name} does not answer, so it is not known whether this was done`;
    return { status: 'unconfirmed', reason };
  }
  if (missing.length < watch.expectations.length)
    return { status: 'failed', reason: `Not done: ${missing.map(({ what }) => what).join(', ')}` };
  const moved = missing.find((one) => hasMoved(one, watch.before.get(one), floor));
  if (moved) return { status: 'drifted', reason: `${tellNow(moved, floor)}: changed elsewhere` };
  const seconds = Math.round(waitedMs / 1000);
  if (watch.otherwise !== null)
    return { status: 'unconfirmed', reason: `${watch.otherwise} Nothing of it shows after ${seconds} s` };
  const reason = watch.isUnsure
    ? `${source.name} gave no clear answer, and nothing of it shows after ${seconds} s`
    : `${source.name} accepted it, but nothing of it shows after ${seconds} s`;
  return { status: 'unconfirmed', reason };
}

/** Something else than it was, and than what was wanted; what is not known has not moved. */
function hasMoved({ kind, id, becomes }: Expectation, before: object | undefined, floor: Floor): boolean {
  const now = floor[kind].get(id);
  if (!now || !before) return now !== before;
  const fields = becomes === 'gone' ? (['readiness', 'serving'] as const) : Object.keys(becomes);
  const known = (value: unknown) => value !== undefined && value !== null && value !== 'unknown';
  return fields.some((field) => {
    const value = (now as Anything)[field];
    return known(value) && value !== (before as Anything)[field];
  });
}

const readinessWords: Record<AgentRecord['readiness'], string> = {
  'logged-out': 'logged out',
  ready: 'ready',
  paused: 'paused',
  'not-ready': 'not ready',
  unknown: 'in a state that is not known',
};

function tellNow({ kind, id, what }: Expectation, floor: Floor): string {
  const record = floor[kind].get(id);
  if (!record) return `${what} is gone`;
  if (kind === 'contacts') return `${what} is another`;
  const { readiness } = record as AgentRecord | MembershipRecord;
  const isIn = (record as MembershipRecord).serving;
  if (kind === 'memberships' && readiness === null) return `${what} is ${isIn ? 'served' : 'not served'} now`;
  return kind === 'memberships'
    ? `Is ${readinessWords[readiness ?? 'unknown']} in ${what} now`
    : `Is ${readinessWords[readiness ?? 'unknown']} now`;
}
