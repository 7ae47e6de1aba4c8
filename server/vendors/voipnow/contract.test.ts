import { describeVendor } from '@/server/vendors/describe-vendor';
import { servePbx } from './fixtures/pbx';
import { answeredCall, clientId, clientSecret, empty, now, sales, serveSite, support } from './fixtures/site';
import voipnow from './index';

const agent = 'site/0003*210';
const contact = `site/${answeredCall.id}`;
const extension = '0003*299';

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
  commands: {
    site: servePbx(),
    orders: {
      ready: { agent },
      pause: { agent },
      login: { agent },
      logout: { agent },
      join: { agent, queue: 'site/0003*212' },
      leave: { agent, queue: 'site/0003*212' },
      'pause-in-queue': { agent, queue: 'site/0003*212' },
      hold: { contact },
      resume: { contact },
      transfer: { contact, fields: { to: extension } },
      'transfer-to-voicemail': { contact, fields: { to: extension } },
      whisper: { contact, fields: { extension } },
      'barge-in': { contact, fields: { extension } },
      'pick-up': { contact, fields: { extension } },
      park: { contact },
      unpark: { contact },
      record: { contact },
      'stop-recording': { contact },
    },
    // A token is asked for with POST too.
    isChange: ({ method }) => method === 'PUT',
  },
});
