import { vendorCatalog } from '@/lib/vendors/catalog';
import { httpSettingsOf } from '@/server/vendors/common-settings';
import { defineVendor } from '@/server/vendors/vendor';
import { choices } from './choices';
import { commands } from './commands';
import { editor } from './editor';
import { readLive, readNames, readToday } from './feeds';
import { normalize } from './normalize';
import { secretsSchema, settingsSchema } from './settings';
import { authenticate } from './sign-in';

/**
 * Loway QueueMetrics through its JSON interface: agents and calls from the raw real-time blocks, the day from the raw
 * call blocks, names from the configuration editors.
 */
export default defineVendor({
  id: 'queuemetrics',
  capabilities: vendorCatalog.queuemetrics.capabilities,
  settings: settingsSchema,
  secrets: secretsSchema,
  http: (settings) => httpSettingsOf(settings),
  feeds: {
    live: { everyMs: () => 3_000, read: readLive },
    today: { everyMs: (settings) => settings.todayEverySeconds * 1000, read: readToday },
    names: { everyMs: (settings) => settings.namesEverySeconds * 1000, read: readNames },
  },
  normalize,
  commands,
  choices,
  editor,
  signIn: { provider: 'qm', roles: (settings) => settings.signInRoles, authenticate },
});
