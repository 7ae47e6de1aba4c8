import { describeEditor } from '@/server/vendors/describe-editor';
import type { Serve } from '@/server/vendors/serve-http';
import { bare, configured, serveConfiguration } from './fixtures/configuration';
import { now, password, serveSite, user } from './fixtures/site';
import imagicle from './index';

/** Lost between our reading and our change: a 404 is asked about once, and then the list no longer has it. */
let isLost = false;
const [whole, nothing] = [serveConfiguration(configured), serveConfiguration(bare)];
const site: Serve = (request) => {
  const serve = isLost ? nothing : whole;
  isLost = false;
  return serve(request);
};
const gone: Serve = (request) => {
  isLost = request.method !== 'GET';
  return nothing(request);
};

describeEditor(imagicle, {
  settings: (url) => ({ baseUrl: `${url}/fw/Apps/QME/WebAPI` }),
  secrets: { user, password },
  now,
  site,
  floor: serveSite(),
  gone,
  kinds: {
    queues: {
      id: '561814',
      create: { name: 'Queue-DE', phoneNumber: ['668009', 'de@imagicle.com'] },
      update: { name: 'Queue-USA' },
    },
    'queue-agents': { id: 'jdoe', parentId: '561814', create: { username: 'boss' } },
    'queue-managers': { id: 'boss', parentId: '561814', create: { username: 'jdoe' } },
    agents: { id: 'jdoe' },
    'agent-queues': { id: '561814', parentId: 'jdoe' },
    'ivr-services': {
      id: '71',
      create: { name: 'Holidays', phoneNumber: '668102' },
      update: { phoneNumber: '668103' },
      actions: { clone: { name: 'Main menu 2', phoneNumber: '668104' } },
    },
    'ivr-managers': { id: 'boss', parentId: '71', create: { username: 'jdoe' } },
  },
});
