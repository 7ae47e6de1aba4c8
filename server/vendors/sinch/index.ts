import { vendorCatalog } from '@/lib/vendors/catalog';
import { httpSettingsOf } from '@/server/vendors/common-settings';
import { defineVendor } from '@/server/vendors/vendor';
import { choices } from './choices';
import { commands } from './commands';
import { editor } from './editor';
import { live, names, today } from './feeds';
import { normalize } from './normalize';
import { missingSecrets, secrets, settings } from './settings';

/** Sinch Contact Center through its Restful Monitoring Interface (RMI v1). */
export default defineVendor({
  id: 'sinch',
  capabilities: vendorCatalog.sinch.capabilities,
  settings,
  secrets,
  check: missingSecrets,
  http: httpSettingsOf,
  feeds: { live, today, names },
  normalize,
  commands,
  choices,
  editor,
});
