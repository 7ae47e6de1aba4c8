import { describeVendor, type VendorFixtures } from '@/server/vendors/describe-vendor';
import { apiKey, ecfs, empty, now, password, serveCollections, user } from './fixtures/site';
import sinch from './index';

function withoutIds(body: unknown): unknown {
  return Array.isArray(body) ? body.map((row: object) => ({ ...row, id: undefined })) : body;
}
const spoiled = (collection: string) => ({
  spoil: (target: string, body: unknown) => (target.includes(`/${collection}?`) ? withoutIds(body) : body),
  path: '[0].id',
});
const wrongShape: VendorFixtures['wrongShape'] = {
  live: spoiled('agents'),
  today: spoiled('contactSummaries'),
  names: spoiled('queueGroups'),
};

describeVendor(sinch, {
  settings: (baseUrl) => ({ baseUrl, auth: 'gateway' }),
  secrets: { user, password, apiKey },
  site: serveCollections(),
  emptySite: serveCollections({ collections: empty }),
  now,
  wrongShape,
});

const session = { ...ecfs(), rmi: '/ecfs/RI/rmi' };
describeVendor(sinch, {
  settings: (baseUrl) => ({ baseUrl, auth: 'session' }),
  secrets: { user, password },
  site: serveCollections(session),
  emptySite: serveCollections({ ...session, collections: empty }),
  now,
  wrongShape,
});
