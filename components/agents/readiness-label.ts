import type { Readiness } from '@/lib/floor/records';

/** What an agent declared, in words. */
export const readinessLabel = {
  ready: 'Ready',
  paused: 'Paused',
  'not-ready': 'Not ready',
  'logged-out': 'Logged out',
  unknown: 'Not known',
} as const satisfies Record<Readiness, string>;
