import {
  ChartLine,
  ContactRound,
  Grid3x3,
  Headset,
  LayoutGrid,
  ListOrdered,
  type LucideIcon,
  Plug,
  ScrollText,
  SlidersHorizontal,
  UserCog,
  Users,
} from 'lucide-react';
import { type Action, can } from '@/lib/can';
import type { Role } from '@/lib/principal';

export interface Destination {
  readonly href: string;
  readonly label: string;
  /** Where the rail has no room for all of it: its beginning. */
  readonly short?: string;
  readonly icon: LucideIcon;
  /** Who may not do this does not see the page in the rail. */
  readonly action: Action;
  /** What one sets up and looks after stands apart from what one works with. */
  readonly section?: 'settings';
}

/** The pages of the console, in the rail's order. */
export const destinations: readonly Destination[] = [
  { href: '/wall', label: 'Wall', icon: LayoutGrid, action: 'see-floor' },
  { href: '/queues', label: 'Queues', icon: ListOrdered, action: 'see-console' },
  { href: '/agents', label: 'Agents', icon: Users, action: 'see-console' },
  { href: '/members', label: 'Members', icon: Grid3x3, action: 'act-on-agents' },
  { href: '/me', label: 'Me', icon: Headset, action: 'see-own-desk' },
  { href: '/history', label: 'History', icon: ChartLine, action: 'see-history' },
  { href: '/sources', label: 'Sources', icon: Plug, action: 'see-sources', section: 'settings' },
  {
    href: '/configuration',
    label: 'Configuration',
    short: 'Config',
    icon: SlidersHorizontal,
    action: 'edit-queues',
    section: 'settings',
  },
  { href: '/users', label: 'Users', icon: UserCog, action: 'edit-accounts', section: 'settings' },
  { href: '/people', label: 'People', icon: ContactRound, action: 'edit-people', section: 'settings' },
  { href: '/audit', label: 'Audit', icon: ScrollText, action: 'see-audit', section: 'settings' },
];

export function destinationsFor(role: Role): readonly Destination[] {
  return destinations.filter((one) => can({ role }, one.action));
}
