import type { VendorId } from '@/lib/vendors/catalog';
import type { AnyVendor } from './vendor';

/** Every vendor Callboard can talk to; the compiler asks for one line per line of the catalogue. */
export const vendors = {} as unknown as { [Id in VendorId]: AnyVendor };
