import { type PersonRole, personRoles } from '@/lib/principal';

/** Which role whoever is in a group elsewhere has here. */
export type RoleMap = Readonly<Record<string, PersonRole>>;

/** The highest role that one of these groups has; null where none has one. */
export function roleOf(groups: readonly string[], map: RoleMap): PersonRole | null {
  const roles = new Set(groups.flatMap((group) => (Object.hasOwn(map, group) ? [map[group]] : [])));
  return personRoles.find((role) => roles.has(role)) ?? null;
}
