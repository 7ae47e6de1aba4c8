import { can, type Rights } from '@/lib/can';

/** Where somebody is led who did not say where to. */
export function homeOf(user: Rights): { readonly href: string; readonly label: string } {
  if (can(user, 'see-console')) return { href: '/queues', label: 'Queues' };
  if (can(user, 'see-own-desk')) return { href: '/me', label: 'your desk' };
  return { href: '/wall', label: 'the wall' };
}
