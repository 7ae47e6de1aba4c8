/** What a person may be; later also `viewer` and `screen`. */
export const roles = ['admin', 'supervisor', 'lead', 'agent'] as const;
export type Role = (typeof roles)[number];

/** Who is asking, however they proved it: the single door's answer. */
export interface Principal {
  readonly kind: 'user';
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  /** The account's version; a token made for an older one is refused. */
  readonly version: number;
}
