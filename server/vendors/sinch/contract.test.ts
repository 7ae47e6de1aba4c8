import { describeVendor, type VendorFixtures } from '@/server/vendors/describe-vendor';
import { accepting, isChange } from './fixtures/changes';
import { apiKey, ecfs, empty, now, password, serveCollections, user, viaGateway } from './fixtures/site';
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

const fox = 'site/E936C474B22311D38FBE0090279A922E';
const queue = 'site/F8C2697F37D044DB929B10F75381C624';
const orders = {
  ready: { agent: fox },
  pause: { agent: fox, reason: { code: '04770429F80BDF1191AD001CC4D98816', label: 'Lunch' } },
  join: { agent: fox, queue },
  leave: { agent: fox, queue },
};

describeVendor(sinch, {
  settings: (baseUrl) => ({ baseUrl, auth: 'gateway' }),
  secrets: { user, password, apiKey },
  site: serveCollections(),
  emptySite: serveCollections({ collections: empty }),
  now,
  wrongShape,
  commands: { site: accepting(serveCollections(), viaGateway), isChange, orders },
});

const session = { ...ecfs(), rmi: '/ecfs/RI/rmi' };
describeVendor(sinch, {
  settings: (baseUrl) => ({ baseUrl, auth: 'session' }),
  secrets: { user, password },
  site: serveCollections(session),
  emptySite: serveCollections({ ...session, collections: empty }),
  now,
  wrongShape,
  commands: {
    site: accepting(serveCollections(session), session.isSignedIn, session.rmi),
    isChange,
    orders,
  },
});
