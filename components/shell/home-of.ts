import { can, type Rights } from '@/lib/can';

/** Where somebody is led who did not say where to. */
export function homeOf(user: Rights): { readonly href: string; readonly label: string } {
  return can(user, 'see-console') ? { href: '/queues', label: 'Queues' } : { href: '/wall', label: 'the wall' };
}
