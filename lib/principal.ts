/** What a person or a device may be. */
export const roles = ['admin', 'supervisor', 'lead', 'agent', 'viewer', 'screen'] as const;
export type Role = (typeof roles)[number];

/** Roles a person can have an account with; a screen is a device. */
export const personRoles = ['admin', 'supervisor', 'lead', 'agent', 'viewer'] as const satisfies readonly Role[];
export type PersonRole = (typeof personRoles)[number];

/**
 * Which part of the floor somebody sees: everything, or whole sources, single queues and teams together. Ids as on the
 * floor; a team is `<sourceId>/<encodeURIComponent(team)>`.
 */
export type AccessScope =
  | 'all'
  | { readonly sources: readonly string[]; readonly queues: readonly string[]; readonly teams: readonly string[] };

/** Who is asking, however they proved it: the single door's answer. */
export interface Principal {
  /** `token`: a program with one of the account's API tokens. */
  readonly kind: 'user' | 'token';
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  /** The account's version; a session made for an older one is refused. */
  readonly version: number;
  readonly scope: AccessScope;
  /** Agents on the floor that are this person, as an admin said; what is one person with them is theirs too. */
  readonly agentIds: readonly string[];
  /** What a token is limited to, besides the account's own rights; null = not limited. */
  readonly grants: readonly string[] | null;
  /** Nothing but a new password is accepted from them yet. */
  readonly mustChangePassword: boolean;
}
