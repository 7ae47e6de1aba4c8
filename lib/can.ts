import type { AccessScope, Role } from './principal';

/** Who may do what, at most; a scope or a token's grants may take away from it. Pinned row by row in `can.test.ts`. */
const allowed = {
  'see-floor': ['admin', 'supervisor', 'lead', 'viewer', 'screen'],
  'see-console': ['admin', 'supervisor', 'lead', 'viewer'],
  'see-own-desk': ['admin', 'supervisor', 'lead', 'agent'],
  'act-on-self': ['admin', 'supervisor', 'lead', 'agent'],
  'act-on-agents': ['admin', 'supervisor', 'lead'],
  'act-on-contacts': ['admin', 'supervisor', 'lead'],
  'send-messages': ['admin', 'supervisor', 'lead'],
  'see-callers': ['admin', 'supervisor', 'lead'],
  'see-history': ['admin', 'supervisor', 'lead', 'viewer'],
  'edit-queues': ['admin', 'supervisor', 'lead'],
  'edit-configuration': ['admin', 'supervisor'],
  'edit-system': ['admin'],
  'see-sources': ['admin', 'supervisor', 'lead'],
  'retry-sources': ['admin', 'supervisor'],
  'edit-sources': ['admin'],
  'edit-people': ['admin'],
  'edit-accounts': ['admin'],
  'see-audit': ['admin'],
  'own-tokens': ['admin', 'supervisor', 'lead', 'viewer'],
  'own-account': ['admin', 'supervisor', 'lead', 'agent', 'viewer'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof allowed;
export const actions = Object.keys(allowed) as Action[];

/** What of a Principal rights depend on; a browser that knows less than all of it sees the least. */
export interface Rights {
  readonly role: Role;
  readonly scope?: AccessScope;
  readonly grants?: readonly string[] | null;
}

/** What an action is aimed at, where it is aimed at something on the floor. */
export interface Aim {
  readonly sourceId: string;
  readonly queueId?: string | null;
  /** As in `AccessScope`. */
  readonly team?: string | null;
}

/** Whether somebody may do something, to `on` if given; decided on the server always, in a browser only to hide what would be refused. */
export function can(user: Rights, action: Action, on?: Aim): boolean {
  if (!(allowed[action] as readonly Role[]).includes(user.role)) return false;
  if (user.grants && !user.grants.includes(action)) return false;
  return on === undefined || isInScope(user.scope ?? 'all', on);
}

function isInScope(scope: AccessScope, { sourceId, queueId, team }: Aim): boolean {
  if (scope === 'all' || scope.sources.includes(sourceId)) return true;
  return (queueId != null && scope.queues.includes(queueId)) || (team != null && scope.teams.includes(team));
}
