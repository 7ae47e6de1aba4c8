import { describeEditor } from '@/server/vendors/describe-editor';
import { serveConfiguration, serveNothing } from './fixtures/configuration';
import { clientId, clientSecret, good, now, serveSite } from './fixtures/site';
import ringme from './index';

describeEditor(ringme, {
  settings: (baseUrl) => ({ baseUrl }),
  secrets: { clientId, clientSecret },
  now,
  site: serveConfiguration(),
  floor: serveSite(good()).serve,
  gone: serveNothing,
  isChange: ({ method, path }) => method !== 'GET' && path !== '/oauth/token',
  kinds: {
    queues: { id: '501' },
    agents: { id: 'remote:136' },
    'agent-events': {
      id: '150',
      parentId: 'local:136',
      create: { event_type: 'agent-logout', url: 'https://crm.example/out', method: 'GET' },
      update: { url: 'https://crm.example/in' },
      nameField: 'url',
      actions: { test: {} },
      idleActions: ['test'],
    },
  },
});
