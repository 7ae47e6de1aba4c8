import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { Slices } from '@/server/vendors/vendor';
import {
  agent210,
  agent211,
  answeredCall,
  clientId,
  clientSecret,
  empty,
  error,
  now,
  type Refuse,
  sales,
  serveSite,
  support,
  waitingCall,
} from './fixtures/site';
import voipnow from './index';

const at = (time: string) => Date.parse(`2011-02-10T${time}Z`);
let site: SiteUnderTest;
const open = async (settings: object = {}) => {
  await site?.close();
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, queues: [support, sales], timeZone: 'Europe/Bucharest', ...settings }),
    secrets: { clientId, clientSecret },
    site: serveSite(),
  };
  site = await openSite(voipnow, fixtures, createFakeClock(now));
};
beforeEach(() => open());
afterEach(() => site.close());

const online = { [support]: [agent210, { ...agent211, status: '1' }], [sales]: [] };
async function records(calls: readonly object[], refuse?: Refuse, before?: Slices): Promise<Slices> {
  site.http.answer(serveSite({ agents: online, calls }, refuse));
  return site.normalize(await site.readAll(), before);
}
const [view] = waitingCall.phoneCallView;
/** A call of no queue between these numbers. */
const direct = (source: string, destination: string, more: object = {}) => ({
  id: 'd1',
  extension: '0003*210',
  published: '2011-02-10T15:05:00Z',
  phoneCallView: [{ id: '00', extension: '0003*210', source: [source], destination: [destination], ...more }],
});
const statesIn = ({ agents }: Slices) => agents?.map(({ state }) => state);

describe('a call on a queue', () => {
  it('waits while nobody has answered it', async () => {
    const slices = await records([waitingCall]);
    expect(slices.contacts).toMatchObject([
      {
        id: 'site/b817d2618fe6f1804333',
        queueId: 'site/0003*212',
        agentId: null,
        state: 'waiting',
        direction: 'in',
        caller: '3332222',
        callerName: 'John Doe',
        enteredAt: at('15:04:55'),
        answeredAt: null,
      },
    ]);
    expect(statesIn(slices)).toEqual(['ready', 'ready']);
  });

  it('rings at an agent, and waits still', async () => {
    const rings = { ...answeredCall, answered: null };
    const slices = await records([rings]);
    expect(slices.contacts).toMatchObject([{ state: 'ringing', agentId: 'site/0003*211' }]);
    expect(slices.queues![0]).toMatchObject({ waiting: 1, agentsFree: 1, agentsBusy: 1 });
    expect(statesIn(slices)).toEqual(['ready', 'ringing']);
  });

  it('that rings at several agents is nobody’s yet', async () => {
    const views = ['0003*210', '0003*211'].map((extension) => ({ ...view, extension, destination: [extension] }));
    const slices = await records([{ ...waitingCall, phoneCallView: [view, ...views] }]);
    expect(slices.contacts).toMatchObject([{ state: 'ringing', agentId: null }]);
    expect(statesIn(slices)).toEqual(['ringing', 'ringing']);
  });

  it('is talked once answered, and then waits no more', async () => {
    const slices = await records([answeredCall]);
    expect(slices.contacts).toMatchObject([
      { state: 'talking', agentId: 'site/0003*211', enteredAt: at('15:04:55'), answeredAt: at('15:05:10') },
    ]);
    expect(slices.queues![0]).toMatchObject({ waiting: 0, oldestWaitSince: null });
    expect(statesIn(slices)).toEqual(['ready', 'busy']);
  });

  it('by one of our own agents engages who calls', async () => {
    const slices = await records([
      { ...waitingCall, phoneCallView: [{ ...view, source: ['0003*210'], callerID: null }] },
    ]);
    expect(slices.contacts).toMatchObject([{ state: 'waiting', agentId: null, caller: '0003*210', callerName: null }]);
    expect(statesIn(slices)).toEqual(['busy', 'ready']);
  });

  it('is one, however many lists hold it, and the oldest of several is told', async () => {
    const later = { ...waitingCall, id: 'later', published: '2011-02-10T15:05:20Z' };
    const slices = await records([later, waitingCall, waitingCall]);
    expect(slices.queues![0]).toMatchObject({ waiting: 2, oldestWaitSince: at('15:04:55') });
  });
});

describe('a call that is listed once for each extension', () => {
  const { phoneCallView: views } = answeredCall;
  const [ofQueue, ofAgent] = views.map((own, index) => ({
    ...{ ...answeredCall, extension: own.extension, phoneCallView: [{ ...own, id: '00' }] },
    ...(index === 0 ? { answered: null } : { published: '2011-02-10T15:05:02Z' }),
  }));

  it.each([
    ['the queue first', [ofQueue, ofAgent]],
    ['the agent first', [ofAgent, ofQueue]],
  ])('is the same as one that is listed once with all views: %s', async (_order, rows) => {
    const whole = await records([answeredCall]);
    const slices = await records(rows as object[]);
    expect([slices.contacts, slices.queues]).toEqual([whole.contacts, whole.queues]);
    expect(statesIn(slices)).toEqual(statesIn(whole));
    expect(whole.contacts).toMatchObject([{ queueId: 'site/0003*212', agentId: 'site/0003*211', state: 'talking' }]);
  });

  it('keeps who takes part where a row has no views', async () => {
    const bare = { ...ofAgent, phoneCallView: [] };
    expect((await records([bare, ofQueue!])).contacts).toMatchObject([
      { queueId: 'site/0003*212', agentId: 'site/0003*211', state: 'talking', caller: '3332222' },
    ]);
  });

  it('is one though its rows stand on two pages', async () => {
    await open({ pageSize: 1 });
    const slices = await records([ofAgent!, ofQueue!, waitingCall]);
    expect(slices.contacts?.map(({ state, queueId }) => [state, queueId])).toEqual([
      ['talking', 'site/0003*212'],
      ['waiting', 'site/0003*212'],
    ]);
  });
});

describe('a call of an agent alone', () => {
  it.each([
    ['that comes rings', direct('3332222', '0003*210', { flow: 8 }), 'ringing', 'in', '3332222'],
    [
      'that is answered is talked',
      { ...direct('3332222', '210'), answered: '2011-02-10T15:05:02Z' },
      'busy',
      'in',
      '3332222',
    ],
    ['that goes out is no free agent’s', direct('0003*210', '3334444', { flow: 4 }), 'busy', 'out', '3334444'],
    ['without views is the agent’s', { ...direct('1', '2'), phoneCallView: [] }, 'ringing', 'in', null],
    ['with one number for a list', direct('3332222', '0003*210', { source: '3332222' }), 'ringing', 'in', '3332222'],
  ])('%s', async (_name, call, state, direction, caller) => {
    const slices = await records([call]);
    expect(slices.contacts).toMatchObject([{ queueId: null, agentId: 'site/0003*210', direction, caller }]);
    expect(statesIn(slices)).toEqual([state, 'ready']);
    expect(slices.queues![0]).toMatchObject({ waiting: 0 });
  });

  it('does not engage whoever only pays, and of strangers nothing is shown', async () => {
    const paid = direct('3332222', '0003*999', { extension: '0003*999' });
    const slices = await records([paid]);
    expect(slices.contacts).toEqual([]);
    expect(statesIn(slices)).toEqual(['ready', 'ready']);
  });

  it('shows a logged-out agent as logged out', async () => {
    site.http.answer(
      serveSite({ agents: { ...online, [support]: [{ ...agent210, status: '0' }] }, calls: [direct('1', '0003*210')] }),
    );
    expect(statesIn(site.normalize(await site.readAll()))).toEqual(['logged-out']);
  });
});

describe('dates', () => {
  const since = async (published: unknown) =>
    (await records([{ ...waitingCall, published }])).queues![0]!.oldestWaitSince;
  it.each([
    ['with an offset', '2011-02-10T18:04:55+03:00'],
    ['without one, in the site’s zone', '2011-02-10T17:04:55'],
    ['with a space', '2011-02-10 17:04:55'],
    ['in seconds', 1_297_350_295],
    ['in milliseconds', '1297350295000'],
  ])('are read %s', async (_name, published) => {
    expect(await since(published)).toBe(at('15:04:55'));
  });

  it.each([null, 'half past ten', '0000-00-00 00:00:00'])('are unknown as %s', async (published) => {
    expect(await since(published)).toBeNull();
  });

  it.each(['', false, '0', '0000-00-00 00:00:00', undefined])('of an answer that is none: %s', async (answered) => {
    expect((await records([{ ...answeredCall, answered }])).contacts).toMatchObject([{ state: 'ringing' }]);
  });
});

describe('names of callers', () => {
  it.each([
    ['John Doe <3332222>', 'John Doe'],
    ['<3332222>', null],
    ['3332222', null],
    ['John Doe', 'John Doe'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
  ])('%s', async (callerID, callerName) => {
    const call = { ...waitingCall, phoneCallView: [{ ...view, callerID }] };
    expect((await records([call])).contacts).toMatchObject([{ caller: '3332222', callerName }]);
  });
});

describe('where calls are asked of the queues only', () => {
  beforeEach(() => open({ calls: 'queues' }));

  it('shows agents as logged in, not as free, but for whom a queue’s call tells', async () => {
    const slices = await records([answeredCall, waitingCall]);
    expect(statesIn(slices)).toEqual(['unknown', 'busy']);
    expect(slices.agents![0]).toMatchObject({ readiness: 'ready', vendorState: 'Online' });
    expect(slices.queues![0]).toMatchObject({ waiting: 1, agentsServing: 2, agentsBusy: 1 });
    const idle = await records([]);
    expect(idle.queues![0]).toMatchObject({ waiting: 0, agentsServing: 2, agentsFree: null, agentsBusy: null });
  });

  it('shows a queue whose calls are refused as unknown, and says so', async () => {
    const slices = await records([waitingCall], ({ path }) =>
      path === `/uapi/phoneCalls/@me/${support}/` ? error(403, 'access_denied') : undefined,
    );
    expect(slices.queues).toMatchObject([
      { waiting: null, oldestWaitSince: null, agentsServing: 2, problem: expect.stringContaining('the calls of this') },
      { waiting: 0, problem: null },
    ]);
  });
});

describe('where calls are asked of each extension', () => {
  beforeEach(() => open({ calls: 'extensions', agentsPerPoll: 1 }));
  const extensions = () =>
    site.http.requests.flatMap(({ path }) => path.match(/phoneCalls\/@me\/([^/]+)\/$/)?.slice(1) ?? []);

  it('takes the agents in turn, and knows of the others what they said last', async () => {
    const first = await records([direct('3332222', '0003*210')]);
    expect(statesIn(first)).toEqual(['ringing', 'unknown']);
    await site.clock.advance(5000);
    const second = await records([direct('3332222', '0003*210')], undefined, first);
    expect(statesIn(second)).toEqual(['ringing', 'ready']);
    expect(extensions()).toEqual(['0003*210', support, sales, '0003*211', support, sales]);
    await site.clock.advance(5000);
    expect(statesIn(await records([], undefined, second))).toEqual(['ready', 'ready']);
  });

  it('asks nothing of those who are logged out', async () => {
    site.http.answer(serveSite({ agents: { ...empty.agents, [support]: [{ ...agent210, status: '0' }] }, calls: [] }));
    await site.read('live');
    expect(extensions()).toEqual([support, sales]);
  });

  it('knows a party by the list it stands in, where the call names others', async () => {
    const forwarded = { ...direct('3332222', '5550000', { extension: null }), note: '0003*210' };
    expect(statesIn(await records([forwarded]))).toEqual(['ringing', 'unknown']);
  });
});

it('all calls refused is nothing known, and no failure', async () => {
  const slices = await records([waitingCall], ({ path }) =>
    path.includes('@self') ? error(403, 'access_denied') : undefined,
  );
  expect(slices.queues).toMatchObject([{ waiting: null }, { waiting: null }]);
  expect(statesIn(slices)).toEqual(['unknown', 'unknown']);
  expect(slices.contacts).toEqual([]);
});
