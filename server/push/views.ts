import { can, type Rights } from '@/lib/can';
import type { FloorKind } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';
import type { Purpose } from '@/lib/protocol/messages';
import { type Scope, scopeKey, scopeOf } from './scope';

/** Scope × privacy × purpose (rule V1); viewers with equal rights share a key, and with it every byte (V2). */
export interface View {
  readonly key: string;
  readonly scope: Scope;
  /** Kinds that are not sent at all. */
  readonly withheld: ReadonlySet<FloorKind>;
  /** Fields that arrive as null. */
  readonly masked: { readonly [K in FloorKind]?: readonly (keyof RecordOf[K] & string)[] };
}

const privacyOfPurpose: Record<Purpose, number> = { wall: 0, me: 1, console: 2 };

function privacyOf(user: Rights): number {
  if (can(user, 'see-callers')) return 2;
  return can(user, 'see-console') || can(user, 'see-own-desk') ? 1 : 0;
}

/** What somebody sees for this purpose; the lower of rights and purpose wins, here and nowhere else. */
export function viewFor(user: Rights, purpose: Purpose, scope: Scope = scopeOf(user.scope ?? 'all')): View {
  const level = Math.min(privacyOf(user), privacyOfPurpose[purpose]);
  const seesCallers = level >= 2;
  const seesPeoplesTies = level >= 1;
  return {
    key: `${seesCallers ? 'callers' : 'no-callers'}:${seesPeoplesTies ? 'ties' : 'no-ties'}:${scopeKey(scope)}`,
    scope,
    withheld: new Set<FloorKind>(seesPeoplesTies ? [] : ['memberships', 'intents']),
    masked: seesCallers ? {} : { contacts: ['caller', 'callerName'] },
  };
}

/** A record as this view shows it; null when it shows none of that kind. Scope is judged elsewhere. */
export function project<K extends FloorKind>(view: View, kind: K, record: RecordOf[K]): RecordOf[K] | null {
  if (view.withheld.has(kind)) return null;
  const fields = view.masked[kind];
  if (!fields) return record;
  return { ...record, ...Object.fromEntries(fields.map((field) => [field, null])) };
}

/** A patch as this view may hear it; null when nothing is left to say. */
export function projectPatch<K extends FloorKind>(
  view: View,
  kind: K,
  patch: Partial<RecordOf[K]>,
): Partial<RecordOf[K]> | null {
  if (view.withheld.has(kind)) return null;
  const fields: readonly string[] | undefined = view.masked[kind];
  if (!fields) return patch;
  const heard = Object.entries(patch).filter(([field]) => !fields.includes(field));
  return heard.length > 0 ? (Object.fromEntries(heard) as Partial<RecordOf[K]>) : null;
}
