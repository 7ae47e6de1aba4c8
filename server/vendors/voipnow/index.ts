import { vendorCatalog } from '@/lib/vendors/catalog';
import { httpSettingsOf } from '@/server/vendors/common-settings';
import { defineVendor } from '@/server/vendors/vendor';
import { commands } from './commands';
import { editor } from './editor';
import { live } from './feeds';
import { normalize } from './normalize';
import { receive } from './receive';
import { secrets, settings } from './settings';

/** VoipNow through its UnifiedAPI (v5). */
export default defineVendor({
  id: 'voipnow',
  capabilities: vendorCatalog.voipnow.capabilities,
  settings,
  secrets,
  http: httpSettingsOf,
  feeds: { live },
  normalize,
  receive,
  commands,
  editor,
});
