import { type VendorProfile, vendorCatalog } from './catalog';

/** The catalogue's entry for a vendor named on the wire; undefined for one this release does not know. */
export function vendorProfile(vendor: string): VendorProfile | undefined {
  return Object.hasOwn(vendorCatalog, vendor) ? vendorCatalog[vendor as keyof typeof vendorCatalog] : undefined;
}

/** The name people know a vendor by. */
export function vendorLabel(vendor: string): string {
  return vendorProfile(vendor)?.label ?? vendor;
}
