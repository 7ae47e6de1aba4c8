import type { Role } from './principal';

const allowed = {
  'see-sources': ['admin', 'supervisor', 'lead'],
  'retry-sources': ['admin', 'supervisor'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof allowed;

/** Whether a role may do something; asked on the server always, in the browser only to hide what would be refused. */
export function can(role: Role, action: Action): boolean {
  return (allowed[action] as readonly Role[]).includes(role);
}
