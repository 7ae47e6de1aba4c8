import { describeEditor } from '@/server/vendors/describe-editor';
import { agentQueue, presences } from './fixtures/changes';
import { configured, john, ownSetting, serveConfiguration } from './fixtures/configuration';
import { apiKey, now, password, serveCollections, user } from './fixtures/site';
import sinch from './index';

describeEditor(sinch, {
  settings: (baseUrl) => ({ baseUrl, auth: 'gateway' }),
  secrets: { user, password, apiKey },
  now,
  site: serveConfiguration(),
  floor: serveCollections(),
  kinds: {
    agents: { id: john },
    'agent-queues': { id: agentQueue.id, parentId: john, update: { serving: false } },
    presences: { id: presences[1]?.id ?? '', parentId: john },
    'queue-groups': { id: 'ALL_QUEUES' },
    'monitoring-settings': {
      id: ownSetting.id,
      create: { id: 'CALLBOARD', uiLanguage: 'EN', value: 'x' },
      update: { value: 'y' },
      createOn: serveConfiguration({ ...configured, settings: [] }),
      nameField: 'value',
    },
  },
});
