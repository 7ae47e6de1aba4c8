import { describeVendor } from '@/server/vendors/describe-vendor';
import { clientId, clientSecret, empty, now, sales, serveSite, support } from './fixtures/site';
import voipnow from './index';

describeVendor(voipnow, {
  settings: (baseUrl) => ({ baseUrl, queues: [support, sales] }),
  secrets: { clientId, clientSecret },
  site: serveSite(),
  emptySite: serveSite(empty),
  namedBySettings: ['queues'],
  now,
  wrongShape: {
    live: {
      spoil: (target, body) => {
        if (!target.includes('/queue/agents/')) return body;
        const [{ entry, ...wrapper }] = body as [{ entry: object[] }];
        return [{ ...wrapper, entry: entry.map((agent) => ({ ...agent, agentNumber: undefined })) }];
      },
      path: 'entry[0].agentNumber',
    },
  },
});
