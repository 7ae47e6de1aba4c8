import { describeVendor } from '@/server/vendors/describe-vendor';
import { clientId, clientSecret, empty, good, now, serveSite } from './fixtures/site';
import ringme from './index';

const without = (value: unknown, key: string) => ({ ...(value as object), [key]: undefined });
const spoilRows = (ending: string, key: string) => (target: string, body: unknown) =>
  target.split('?')[0]?.endsWith(ending) ? (body as unknown[]).map((row) => without(row, key)) : body;

describeVendor(ringme, {
  settings: (baseUrl) => ({ baseUrl, timeZone: 'Asia/Novosibirsk' }),
  secrets: { clientId, clientSecret },
  site: serveSite(good()).serve,
  emptySite: serveSite(empty()).serve,
  now,
  wrongShape: {
    live: { spoil: spoilRows('/current_calls/', 'call_api_id'), path: '[0].call_api_id' },
    names: { spoil: spoilRows('/agent/local/', 'id'), path: '[0].id' },
  },
});
