import type { AccountReport } from '@/lib/queries/accounts';
import { seesOwnDeskOnly } from './scope-words';
import type { UserDraft } from './user-fields';

export function draftOf({ name, role, email, extension, scope, agentIds }: AccountReport): UserDraft {
  const person = { name, email: email ?? '', extension: extension ?? '' };
  return { ...person, role: role === 'screen' ? 'viewer' : role, scope, agentIds };
}

export const draftFields = [
  'name',
  'role',
  'email',
  'extension',
  'scope',
  'agentIds',
] as const satisfies readonly (keyof UserDraft)[];
export type DraftField = (typeof draftFields)[number];

export function isSame(a: UserDraft, b: UserDraft, field: DraftField): boolean {
  return JSON.stringify(a[field]) === JSON.stringify(b[field]);
}

/** A scope that says nothing for the role is left as it was, so that it comes back with a role for which it does. */
export function withIdleScope(draft: UserDraft, { scope }: UserDraft): UserDraft {
  return seesOwnDeskOnly(draft.role) ? { ...draft, scope } : draft;
}

/** Mine over what somebody else saved meanwhile: what I did not touch is theirs. */
export function rebase(base: UserDraft, mine: UserDraft, theirs: UserDraft): UserDraft {
  const touched = draftFields.filter((field) => !isSame(base, mine, field));
  return { ...theirs, ...Object.fromEntries(touched.map((field) => [field, mine[field]])) };
}
