import type { VendorId } from '@/lib/vendors/catalog';
import imagicle from './imagicle';
import queuemetrics from './queuemetrics';
import ringme from './ringme';
import sinch from './sinch';
import type { AnyVendor } from './vendor';
import voipnow from './voipnow';

/** Every vendor Callboard can talk to; the compiler asks for one line per line of the catalogue. */
export const vendors = { queuemetrics, sinch, imagicle, voipnow, ringme } satisfies { [Id in VendorId]: AnyVendor<Id> };
