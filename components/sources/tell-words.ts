import type { Capabilities } from '@/lib/vendors/capabilities';
import { vendorProfile } from '@/lib/vendors/vendor-label';

const words: readonly (readonly [keyof Capabilities, string])[] = [
  ['queues', 'queues'],
  ['agents', 'agents'],
  ['memberships', 'who serves which queue'],
  ['contacts', 'single contacts'],
  ['today', 'today’s counts'],
  ['serviceLevel', 'service level'],
  ['groups', 'groups of queues'],
  ['thresholds', 'alarm levels'],
];

/** What a vendor can tell, as one sentence. */
export function tellWords(vendor: string): string {
  const profile = vendorProfile(vendor);
  if (!profile) return 'This vendor is not in the catalogue.';
  const told = words.filter(([key]) => profile.capabilities[key] === true).map(([, word]) => word);
  return `Can tell: ${told.join(', ')}.`;
}
