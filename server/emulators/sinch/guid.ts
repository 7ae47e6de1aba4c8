import { createHash } from 'node:crypto';
import type { Centre } from '@/server/emulators/centre-types';
import { badRequest } from './failure';

export type GuidKind = 'queue' | 'agent' | 'contact' | 'contactGroup' | 'presence' | 'team' | 'group' | 'application';

const known = new WeakMap<Centre, Map<string, string>>();

/** The GUID of something of this centre: 32 upper-case hex digits, the same after every restart. */
export function guidOf(centre: Centre, kind: GuidKind, id: string): string {
  // Contacts come and go without end; everything else is asked for with every row.
  if (kind === 'contact' || kind === 'contactGroup') return hashed(centre, kind, id);
  const guids = known.get(centre) ?? new Map<string, string>();
  known.set(centre, guids);
  const guid = guids.get(`${kind}/${id}`) ?? hashed(centre, kind, id);
  guids.set(`${kind}/${id}`, guid);
  return guid;
}

function hashed(centre: Centre, kind: GuidKind, id: string): string {
  const digest = createHash('sha256').update(`${centre.siteId}/${kind}/${id}`).digest('hex');
  return digest.slice(0, 32).toUpperCase();
}

/** The GUID itself, or the vendor's 400. */
export function checkedGuid(text: string): string {
  if (!/^[0-9A-F]{32}$/i.test(text)) throw badRequest(`Invalid GUID: '${text}'`);
  return text.toUpperCase();
}

/** A comma separated list of GUIDs; null when the parameter is not there. */
export function guidList(parameters: URLSearchParams, name: string): ReadonlySet<string> | null {
  const text = parameters.get(name);
  return text === null ? null : new Set(text.split(',').map((one) => checkedGuid(one.trim())));
}
