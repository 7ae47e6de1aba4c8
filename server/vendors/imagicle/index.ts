import { vendorCatalog } from '@/lib/vendors/catalog';
import { httpSettingsOf } from '@/server/vendors/common-settings';
import { defineVendor } from '@/server/vendors/vendor';
import { choices, commands } from './commands';
import { editor } from './editor';
import { live, names, today } from './feeds';
import { normalize } from './normalize';
import { secrets, settings } from './settings';

/** Imagicle QME through its FIFO Queues API (2025.Winter.1). */
export default defineVendor({
  id: 'imagicle',
  capabilities: vendorCatalog.imagicle.capabilities,
  settings,
  secrets,
  http: httpSettingsOf,
  feeds: { live, today, names },
  normalize,
  commands,
  choices,
  editor,
});
