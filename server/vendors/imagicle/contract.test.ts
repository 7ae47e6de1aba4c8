import { describeVendor } from '@/server/vendors/describe-vendor';
import { accepting } from './fixtures/changes';
import { empty, now, password, serveSite, user } from './fixtures/site';
import imagicle from './index';

const without = (value: unknown, key: string) => ({ ...(value as object), [key]: undefined });

describeVendor(imagicle, {
  settings: (baseUrl) => ({ baseUrl: `${baseUrl}/fw/Apps/QME/WebAPI`, timeZone: 'Europe/Rome' }),
  secrets: { user, password },
  site: serveSite(),
  emptySite: serveSite(empty),
  now,
  wrongShape: {
    live: {
      spoil: (target, body) => {
        if (!target.endsWith('/RealTimeStatistics')) return body;
        const statistics = body as { agents: unknown[] };
        return { ...statistics, agents: statistics.agents.map((agent) => without(agent, 'username')) };
      },
      path: 'agents[0].username',
    },
    today: {
      spoil: (target, body) => (target.includes('/Statistics?') ? { ...(body as object), servedCalls: {} } : body),
      path: 'servedCalls',
    },
    names: {
      spoil: (target, body) =>
        target.endsWith('/Agents') ? (body as unknown[]).map((agent) => without(agent, 'username')) : body,
      path: '[0].username',
    },
  },
  commands: {
    site: accepting(serveSite()),
    orders: {
      join: { agent: 'site/jdoe', queue: 'site/561815' },
      leave: { agent: 'site/jdoe', queue: 'site/561814' },
    },
  },
});
