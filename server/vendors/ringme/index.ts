import { vendorCatalog } from '@/lib/vendors/catalog';
import { httpSettingsOf } from '@/server/vendors/common-settings';
import { defineVendor } from '@/server/vendors/vendor';
import { editor } from './editor';
import { live, names } from './feeds';
import { fold, initial, parse } from './heard';
import { normalize } from './normalize';
import { register, unregister } from './registrations';
import { secrets, settings } from './settings';

/** RingMe, on the Telphin platform (API version 1.0). */
export default defineVendor({
  id: 'ringme',
  capabilities: vendorCatalog.ringme.capabilities,
  settings,
  secrets,
  http: httpSettingsOf,
  feeds: { live, names },
  normalize,
  editor,
  // A quarter of an hour: it costs a request per agent, and all applications of a tenant share a quota.
  receive: { initial, parse, fold, register, unregister, checkEveryMs: 900_000 },
});
