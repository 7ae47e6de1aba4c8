import { LayoutGrid, ListOrdered, type LucideIcon, Plug, Users } from 'lucide-react';
import type { Role } from '@/lib/principal';

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly roles: readonly Role[];
}

/** The pages of the console, in the rail's order; what a role may not open is not drawn. */
export const destinations: readonly Destination[] = [
  { href: '/wall', label: 'Wall', icon: LayoutGrid, roles: ['admin', 'supervisor', 'lead', 'agent'] },
  { href: '/queues', label: 'Queues', icon: ListOrdered, roles: ['admin', 'supervisor', 'lead', 'agent'] },
  { href: '/agents', label: 'Agents', icon: Users, roles: ['admin', 'supervisor', 'lead', 'agent'] },
  { href: '/sources', label: 'Sources', icon: Plug, roles: ['admin', 'supervisor', 'lead'] },
];

export function destinationsFor(role: Role): readonly Destination[] {
  return destinations.filter((one) => one.roles.includes(role));
}
