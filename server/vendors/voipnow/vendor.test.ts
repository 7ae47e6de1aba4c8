import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { Slices } from '@/server/vendors/vendor';
import {
  agent210,
  clientId,
  clientSecret,
  empty,
  error,
  good,
  now,
  type Refuse,
  type SiteData,
  sales,
  serveSite,
  support,
} from './fixtures/site';
import voipnow from './index';

const at = (time: string) => Date.parse(`2011-02-10T${time}Z`);
let site: SiteUnderTest;
const open = async (settings: object = {}) => {
  await site?.close();
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, queues: [support, sales], ...settings }),
    secrets: { clientId, clientSecret },
    site: serveSite(),
  };
  site = await openSite(voipnow, fixtures, createFakeClock(now));
};
beforeEach(() => open());
afterEach(() => site.close());

async function records(data: SiteData = good, before?: Slices, refuse?: Refuse): Promise<Slices> {
  site.http.answer(serveSite(data, refuse));
  return site.normalize(await site.readAll(), before);
}
/** Agent 210 with these statuses, one per queue. */
async function agentOf(...statuses: unknown[]): Promise<AgentRecord> {
  const agents = [support, sales].map((queue, index) => {
    const status = statuses[index];
    return [queue, status === undefined ? [] : [{ ...agent210, status }]] as const;
  });
  return (await records({ ...empty, agents: Object.fromEntries(agents) })).agents![0]!;
}
const agentPath = (queue: string) => `/uapi/extensions/@me/${queue}/queue/agents/`;
const asked = () => site.http.requests.map(({ path }) => path).filter((path) => path.startsWith('/uapi/'));

describe('a site after the documents', () => {
  it('shows queues by their numbers, with what waits and counts of our own', async () => {
    const [first, second] = (await records()).queues as QueueRecord[];
    expect(first).toMatchObject({
      id: 'site/0003*212',
      name: '0003*212',
      channel: 'phone',
      problem: null,
      waiting: 1,
      oldestWaitSince: at('15:04:55'),
      agentsServing: 2,
      agentsFree: 1,
      agentsBusy: 1,
      agentsPaused: 0,
      agentsWrapUp: null,
      offered: null,
      answered: null,
      todaySince: null,
    });
    expect(second).toMatchObject({ waiting: 0, oldestWaitSince: null, agentsServing: 1, agentsFree: null });
  });

  it('shows agents, a remote one as logged in, and memberships with the readiness each has', async () => {
    const slices = await records();
    expect(slices.agents).toMatchObject([
      { id: 'site/0003*210', extension: '0003*210', readiness: 'ready', state: 'ready', vendorState: 'Online' },
      { id: 'site/0003*211', readiness: 'paused', state: 'busy', vendorState: 'Paused / Logged Out' },
      { id: 'site/%2B40211234567', readiness: 'ready', state: 'unknown', vendorState: 'Online' },
    ]);
    expect(slices.agents?.map(({ canManageReadiness }) => canManageReadiness)).toEqual([null, null, false]);
    expect(
      slices.memberships?.map(({ id, serving, readiness, canChange }) => [id, serving, readiness, canChange]),
    ).toEqual([
      ['site/0003*212%3A0003*210', true, 'ready', null],
      ['site/0003*212%3A0003*211', true, 'paused', null],
      ['site/0003*213%3A0003*211', false, 'logged-out', null],
      ['site/0003*213%3A%2B40211234567', true, 'ready', false],
    ]);
  });

  it('names them as the settings do', async () => {
    await open({ queueNames: { [support]: 'Support' }, agentNames: { '0003*210': 'Ana Pop' } });
    const { queues, agents } = await records();
    expect([queues![0]!.name, queues![1]!.name, agents![0]!.name]).toEqual(['Support', sales, 'Ana Pop']);
  });

  it('counts the time in a state from when it was seen, as long as that lasts', async () => {
    const first = await records();
    expect(first.agents![0]).toMatchObject({ stateSince: now, stateSinceIsReceipt: true });
    await site.clock.advance(7000);
    const second = await records(good, first);
    expect(second.agents![0]!.stateSince).toBe(now);
    const paused = { ...empty, agents: { ...good.agents, [support]: [{ ...agent210, status: '2' }] } };
    expect((await records(paused, second)).agents![0]).toMatchObject({ state: 'paused', stateSince: now + 7000 });
  });
});

describe('what is asked', () => {
  it('is each queue and the calls of all the user’s extensions, with the numbers as they are', async () => {
    await site.read('live');
    expect(asked().sort()).toEqual([agentPath(support), agentPath(sales), '/uapi/phoneCalls/@me/@self/']);
    for (const { query, path } of site.http.requests.slice(1))
      expect([path, query.get('count'), query.get('startIndex')]).toEqual([path, '1000', '0']);
  });

  it('is on the paths and of the user the settings name', async () => {
    await open({ userId: '12', apiPath: 'pbx/uapi' });
    await site.failureOf('live');
    expect(site.http.requests.map(({ path }) => path)).toContain('/pbx/uapi/extensions/12/0003*212/queue/agents/');
  });

  it('reads all pages of a long queue', async () => {
    await open({ pageSize: 10 });
    const agents = Array.from({ length: 25 }, (_, index) => ({ agentNumber: `0003*${100 + index}`, status: '1' }));
    const slices = await records({ calls: [], agents: { [support]: agents, [sales]: [] } });
    expect(slices.agents).toHaveLength(25);
    expect(asked().filter((path) => path === agentPath(support))).toHaveLength(3);
  });

  it('gets a new token once when the old one is refused, whatever its life', async () => {
    await site.read('live');
    let isRenewed = false;
    site.http.answer(
      serveSite(good, ({ path }) => {
        if (path === '/oauth/token.php') isRenewed = true;
        return isRenewed ? undefined : error(401, 'token_expired');
      }),
    );
    const before = site.http.requests.length;
    await site.read('live');
    expect(site.http.requests.slice(before).filter(({ path }) => path === '/oauth/token.php')).toHaveLength(1);
  });
});

describe('the state of an agent', () => {
  it.each([
    ['0 logged out', ['0'], 'logged-out', 'logged-out'],
    ['1 online', ['1'], 'ready', 'ready'],
    ['1 as a number', [1], 'ready', 'ready'],
    ['2 paused', ['2'], 'paused', 'paused'],
    ['a status we do not know', ['7'], 'unknown', 'unknown'],
    ['no status', [null], 'unknown', 'unknown'],
    ['online before paused', ['2', '1'], 'ready', 'ready'],
    ['paused before logged out', ['0', '2'], 'paused', 'paused'],
    ['logged out of both', ['0', '0'], 'logged-out', 'logged-out'],
    ['unknown where one is and none is engaged', ['0', '9'], 'unknown', 'unknown'],
    ['known where one is unknown and one engaged', ['9', '2'], 'paused', 'paused'],
  ])('%s', async (_name, statuses, readiness, state) => {
    expect(await agentOf(...statuses)).toMatchObject({ readiness, state });
  });

  it('keeps a status we do not know as the vendor’s own word', async () => {
    expect((await agentOf('7', '1')).vendorState).toBe('7 / Online');
  });

  it('is of one agent, whichever form the number has', async () => {
    const agents = { [support]: [{ ...agent210, agentNumber: '210' }], [sales]: [agent210] };
    expect((await records({ ...empty, agents })).agents).toMatchObject([{ id: 'site/0003*210' }]);
  });
});

describe('a queue that is refused', () => {
  const refuse =
    (status: number, code: string): Refuse =>
    ({ path }) =>
      path === agentPath(support) ? error(status, code, 'Access denied for app-4psa') : undefined;

  it('is unknown, keeps whom it had, and says what to do; the other goes on', async () => {
    const before = await records();
    const slices = await records(good, before, refuse(403, 'access_denied'));
    expect(slices.queues).toMatchObject(
      [
        {
          agentsServing: null,
          agentsFree: null,
          agentsPaused: null,
          waiting: 1,
          problem: /let this app see the agents/,
        },
        { problem: null, agentsServing: 1 },
      ].map((queue) => ({ ...queue, problem: queue.problem === null ? null : expect.stringMatching(queue.problem) })),
    );
    expect(slices.memberships?.slice(0, 2)).toMatchObject([
      { id: 'site/0003*212%3A0003*210', serving: null, readiness: 'unknown' },
      { id: 'site/0003*212%3A0003*211', serving: null, readiness: 'unknown' },
    ]);
    expect(slices.agents?.find(({ extension }) => extension === '0003*210')).toMatchObject({ state: 'unknown' });
  });

  it('is named when VoipNow knows no such queue', async () => {
    const slices = await records(good, undefined, refuse(400, 'extension_invalid'));
    expect(slices.queues![0]!.problem).toBe('VoipNow knows no queue of this number: check "queues"');
    expect(slices.agents).toHaveLength(2);
  });

  it('for another reason is a failure of the feed, in our own words', async () => {
    site.http.answer(serveSite(good, refuse(400, 'count_invalid')));
    const failure = await site.failureOf('live');
    expect(failure).toMatchObject({ kind: 'bad-response', status: 400 });
    expect(failure.message).not.toContain('Access denied');
  });

  it('by an error of the server is a failure too', async () => {
    site.http.answer(serveSite(good, refuse(500, 'internal')));
    expect(await site.failureOf('live')).toMatchObject({ kind: 'bad-response', status: 500 });
  });
});

describe('odd answers', () => {
  it('have no body where there is nothing', async () => {
    for (const reply of [{ status: 204 }, { status: 200, body: '' }, { status: 200, body: ' \n' }]) {
      const slices = await records(good, undefined, ({ path }) => (path === agentPath(sales) ? reply : undefined));
      expect(slices.memberships?.map(({ queueId }) => queueId)).toEqual(['site/0003*212', 'site/0003*212']);
    }
  });

  it('show markup as the text it is, and names that are no names as numbers', async () => {
    await open({ agentNames: {} });
    const number = '<script>alert(1)</script>';
    const agents = {
      [support]: [
        { agentNumber: number, status: '1' },
        { agentNumber: '__proto__', status: '1' },
      ],
    };
    const slices = await records({ ...empty, agents: { ...empty.agents, ...agents } });
    expect(slices.agents?.map(({ name }) => name)).toEqual([number, '__proto__']);
  });
});

describe('settings', () => {
  const problemOf = (settings: object) =>
    voipnow.settings.safeParse({ baseUrl: 'https://pbx.example', queues: [support], ...settings }).error?.issues[0];
  it.each([
    [{ queues: [] }, 'must name at least one queue'],
    [{ queues: ['212'] }, 'must be an extended number such as 0003*401'],
    [{ queues: ['0003*212/../..'] }, 'must be an extended number such as 0003*401'],
    [{ userId: '../1' }, 'must be @me, @viewer, @owner or the id of a user'],
  ])('%j are told what would be right', (settings, message) => {
    expect(problemOf(settings)?.message).toBe(message);
  });

  it('have a default for everything but the address and the queues', () => {
    expect(problemOf({})).toBeUndefined();
  });
});
