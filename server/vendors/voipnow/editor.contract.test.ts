import { describeEditor } from '@/server/vendors/describe-editor';
import { servePbx } from './fixtures/pbx';
import { agent210, clientId, clientSecret, error, now, sales, serveSite, support } from './fixtures/site';
import voipnow from './index';

describeEditor(voipnow, {
  settings: (baseUrl) => ({ baseUrl, queues: [support, sales] }),
  secrets: { clientId, clientSecret },
  now,
  site: servePbx(),
  gone: serveSite({ agents: {}, calls: [] }, ({ path }) =>
    path.startsWith('/oauth/') ? undefined : error(400, 'extension_invalid'),
  ),
  isChange: ({ method, path }) => method !== 'GET' && path !== '/oauth/token.php',
  kinds: {
    queues: { id: support },
    'queue-agents': { id: agent210.agentNumber, parentId: support, update: { status: '2' } },
  },
});
