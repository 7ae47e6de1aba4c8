import type { SeverityReason } from '@/lib/floor/severity';

/** What a severity is about, for people. */
export const severityWords = {
  'nobody-serving': 'Contacts wait and nobody serves this queue',
  'longest-wait': 'The longest wait is over its limit',
  waiting: 'More contacts wait than the limit',
  'free-agents': 'Too few agents are free',
  'serving-agents': 'Too few agents serve this queue',
  'service-level': 'Service level today is below its target',
  'no-figures': 'No figures to judge by',
} as const satisfies Record<SeverityReason, string>;
