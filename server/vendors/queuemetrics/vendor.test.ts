import { describeVendor } from '@/server/vendors/describe-vendor';
import queuemetrics from '.';
import { accepting, isChange } from './fixtures/pbx';
import { milan, nobody, now, serve } from './fixtures/site';

const john = 'site/agent%2F101';
const sales = 'site/300';

describeVendor(queuemetrics, {
  settings: (baseUrl) => ({ baseUrl, timeZone: 'Europe/Rome', wrapUpPauseCodes: ['20'] }),
  secrets: { user: 'robot-of-milan', password: 'p|p:s3cret' },
  site: serve(milan()),
  emptySite: serve(nobody()),
  now,
  wrongShape: {
    live: {
      spoil: (_, body) => ({ ...(body as object), 'RealtimeDO.RtCallsRaw': 'none' }),
      path: 'RealtimeDO.RtCallsRaw',
    },
    today: {
      spoil: (_, body) => ({ ...(body as object), 'DetailsDO.CallsKoRaw': [7] }),
      path: 'DetailsDO.CallsKoRaw[0]',
    },
    names: { spoil: (_, body) => ({ records: body }), path: '' },
  },
  commands: {
    site: accepting(serve(milan())),
    isChange,
    orders: {
      ready: { agent: 'site/agent%2F102' },
      pause: { agent: john, reason: { code: '10', label: 'Lunch & rest' } },
      login: { agent: 'site/agent%2F106', fields: { extension: '206' } },
      logout: { agent: john },
      join: { agent: john, queue: 'site/999', fields: { queue: 'site/999', level: '1' } },
      leave: { agent: john, queue: sales, fields: { queue: sales } },
      assign: { agent: 'site/agent%2F103', queue: sales, fields: { queue: sales, level: '1' } },
      unassign: { agent: 'site/agent%2F102', queue: sales, fields: { queue: sales } },
      dial: { agent: john, queue: 'site/999', fields: { number: '5551234', queue: 'site/999' } },
      'send-text': { agent: john, fields: { text: 'Hello' } },
      'message-agent': { agent: john, fields: { text: 'Hello' } },
      'message-queue': { queue: sales, fields: { text: 'Hello' } },
      'message-location': { fields: { text: 'Hello', to: 'Main' } },
      'message-supervisor': { fields: { text: 'Hello', to: 'demoadmin' } },
      'message-everyone': { fields: { text: 'Hello' } },
      'hang-up': { contact: 'site/c.3' },
      transfer: { contact: 'site/c.3', fields: { to: '202' } },
      listen: { contact: 'site/c.3', fields: { extension: '202' } },
      'set-outcome': { contact: 'site/c.3', fields: { code: 'a' } },
      'add-feature': { contact: 'site/c.3', fields: { code: 'fc01' } },
      'remove-feature': { contact: 'site/c.3', fields: { code: 'fc01' } },
    },
  },
});
