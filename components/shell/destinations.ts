import { ChartLine, LayoutGrid, ListOrdered, type LucideIcon, Plug, Users } from 'lucide-react';
import { type Action, can } from '@/lib/can';
import type { Role } from '@/lib/principal';

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Who may not do this does not see the page in the rail. */
  readonly action: Action;
}

/** The pages of the console, in the rail's order. */
export const destinations: readonly Destination[] = [
  { href: '/wall', label: 'Wall', icon: LayoutGrid, action: 'see-floor' },
  { href: '/queues', label: 'Queues', icon: ListOrdered, action: 'see-console' },
  { href: '/agents', label: 'Agents', icon: Users, action: 'see-console' },
  { href: '/history', label: 'History', icon: ChartLine, action: 'see-history' },
  { href: '/sources', label: 'Sources', icon: Plug, action: 'see-sources' },
];

export function destinationsFor(role: Role): readonly Destination[] {
  return destinations.filter((one) => can({ role }, one.action));
}
