import { vendorProfile } from './vendor-label';

/** Figures that some vendors cannot give. */
export type Tellable = 'waiting' | 'paused' | 'wrapUp' | 'today' | 'serviceLevel';

/** What is said in place of a figure this vendor cannot give; null where it can: then it is only not known. */
export function notToldBy(vendor: string, what: Tellable): string | null {
  const profile = vendorProfile(vendor);
  return profile && !profile.capabilities[what] ? `Not available from ${profile.label}` : null;
}
