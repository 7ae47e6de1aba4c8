import type { PersonRole } from '@/lib/principal';
import type { Account } from './account-directory';
import type { EditableDirectory } from './directory';

/** Who somebody is elsewhere, as that place vouches for it. */
export interface Vouched {
  /** `oidc` or `qm:<sourceId>`. */
  readonly provider: string;
  /** Never changes and is never given to another person. */
  readonly subject: string;
  /** A wish: where it is taken here, another one is found. */
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: PersonRole;
}

export type VouchedResult =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly reason: 'disabled' | 'last admin' };

/**
 * The account of somebody who signs in elsewhere, made at their first sign-in, with their role of now. It is found by
 * who they are there only: an e-mail or a name proves nothing.
 */
export async function accountFor(vouched: Vouched, directory: EditableDirectory): Promise<VouchedResult> {
  const { provider, subject, name, email, role } = vouched;
  const known = directory.findBySubject(provider, subject);
  if (!known) {
    const username = freeName(vouched.username, directory);
    const fresh = { username, name, role, email, provider, subject, password: null };
    return { ok: true, account: await directory.add(fresh) };
  }
  if (known.disabled) return { ok: false, reason: 'disabled' };
  if (known.role === role) return { ok: true, account: known };
  const result = await directory.change(known.id, null, { role });
  return result.ok ? result : { ok: false, reason: 'last admin' };
}

function freeName(wish: string, directory: EditableDirectory): string {
  const name = oneLine(wish).slice(0, 90) || 'somebody';
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!directory.hasName(candidate)) return candidate;
  }
}

/** What comes from elsewhere is drawn on our pages like what was typed here. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
