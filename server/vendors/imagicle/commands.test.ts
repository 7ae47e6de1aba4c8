import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vendorCatalog } from '@/lib/vendors/catalog';
import { createFakeClock } from '@/server/fake-clock';
import { type Aim, makeOrder } from '@/server/vendors/make-order';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply } from '@/server/vendors/serve-http';
import type { Slices } from '@/server/vendors/vendor';
import { accepting } from './fixtures/changes';
import { good, now, password, type SiteData, serveSite, user, usQueue } from './fixtures/site';
import imagicle from './index';
import { settings as settingsSchema } from './settings';

const us = 'site/561814';
const it2 = 'site/561815';
const base = '/fw/Apps/QME/WebAPI/Queues/FIFO';

let site: SiteUnderTest;
let floor: Slices;
async function start(data: SiteData = good, settings: object = {}): Promise<void> {
  await site?.close();
  const fixtures = {
    settings: (url: string) => ({ baseUrl: `${url}/fw/Apps/QME/WebAPI`, timeZone: 'Europe/Rome', ...settings }),
    secrets: { user, password },
    site: accepting(serveSite(data)),
  };
  site = await openSite(imagicle, fixtures, createFakeClock(now));
  floor = site.normalize(await site.readAll());
}
beforeEach(() => start());
afterEach(() => site.close());

const order = (action: 'join' | 'leave', aim: Aim) => makeOrder(floor, action, { agent: 'site/jdoe', ...aim });
const send = (action: 'join' | 'leave', queue: string) => site.send(order(action, { queue }));
const refusal = async (action: 'join' | 'leave', reply: ServedReply) => {
  const usual = serveSite(good);
  site.http.answer((request) => (request.method === 'GET' ? usual(request) : reply));
  return (await site.editRefusalOf(send(action, it2))).message;
};
const changes = () => site.http.requests.filter(({ method }) => method !== 'GET');

describe('agents of a queue', () => {
  it('join posts the user name', async () => {
    await send('join', it2);
    expect(changes().map(({ method, target, body }) => [method, target, body])).toEqual([
      ['POST', `${base}/561815/Users/Agents`, '{"username":"jdoe"}'],
    ]);
    expect(changes()[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    });
  });

  it('leave deletes it, below the path of the settings', async () => {
    await start(good, { agentsPath: 'Queues/FIFO/{queueId}/Users/Agents' });
    await send('leave', us);
    expect(changes().map(({ method, target, body }) => [method, target, body])).toEqual([
      ['DELETE', `${base}/561814/Users/Agents/jdoe`, ''],
    ]);
  });

  it('a user name goes into the address encoded, in its own spelling', async () => {
    const odd = { username: 'J.Doe@acme/€', loginStatus: 2, isAvailable: true, isBusy: false };
    await start({ ...good, realTime: { 561814: { agents: [odd], waitingCalls: [] } }, agents: { 561814: [odd] } });
    await site.send(order('leave', { agent: `site/${encodeURIComponent(odd.username)}`, queue: us }));
    expect(changes()[0]?.target).toBe(`${base}/561814/Users/Agents/J.Doe%40acme%2F%E2%82%AC`);
  });

  it('is asked twice, as it changes configuration', () => {
    expect(vendorCatalog.imagicle.capabilities.asksFirst).toEqual(['join', 'leave']);
  });
});

const mayNot = 'Imagicle does not let the account of this source do that';

describe('refusals', () => {
  it.each([
    [409, { reason: 0 }, 'Imagicle refused: this user has no primary extension, which an agent needs'],
    [409, { reason: '1' }, 'Imagicle refused: this user is an agent of this queue already'],
    [409, { reason: 7 }, 'Imagicle says that this conflicts with something it has (reason 7)'],
    [409, {}, 'Imagicle says that this conflicts with something it has'],
    [403, { reason: '403.Self' }, `${mayNot}: nobody may remove themselves without complete management rights`],
    [403, '<html><b>403</b></html>', `${mayNot}: “403”`],
    [400, { message: `${user} asked` }, 'Imagicle refused: “… asked”'],
    [404, '', 'Imagicle refused: this is no user of this Imagicle'],
  ])('%i with %j is told in words', async (status, body, message) => {
    expect(await refusal('join', { status, body })).toBe(message);
  });

  it('a service that does not run, or wants a rest, is none', async () => {
    for (const [status, kind] of [
      [504, 'timeout'],
      [429, 'rate-limited'],
    ] as const) {
      site.http.answer(() => ({ status }));
      expect((await site.vendorErrorOf(send('leave', us))).kind).toBe(kind);
    }
  });
});

describe('what the floor will show', () => {
  const expects = (action: 'join' | 'leave', queue: string) =>
    imagicle.commands?.[action]?.expects(order(action, { queue }), settingsSchema.parse({ baseUrl: site.http.url }));
  const hasMembership = (slices: Slices, id: string | undefined) => slices.memberships?.some((one) => one.id === id);

  it('is a membership more, once the lists are read again', async () => {
    const [expected] = expects('join', it2) ?? [];
    expect(expected).toMatchObject({ kind: 'memberships', becomes: { queueId: it2 }, what: 'Queue-IT' });
    expect(hasMembership(floor, expected?.id)).toBe(false);
    const agents = { ...good.agents, 561815: good.agents[561814] };
    site.http.answer(serveSite({ ...good, agents }));
    expect(hasMembership(site.normalize(await site.readAll()), expected?.id)).toBe(true);
    expect(imagicle.commands?.join?.shownBy).toEqual(['live', 'names']);
  });

  it('or one less', async () => {
    const [expected] = expects('leave', us) ?? [];
    expect(expected).toMatchObject({ becomes: 'gone' });
    expect(hasMembership(floor, expected?.id)).toBe(true);
    const realTime = { ...good.realTime, 561814: { agents: [], waitingCalls: [] } };
    site.http.answer(serveSite({ ...good, realTime, agents: { 561814: [] } }));
    expect(hasMembership(site.normalize(await site.readAll()), expected?.id)).toBe(false);
  });
});

describe('choices', () => {
  it('are all queues; Imagicle has no reasons and no breaks to choose', async () => {
    const [agent] = floor.agents ?? [];
    if (!agent) throw new Error('There is no agent');
    expect(await site.choices(agent)).toEqual({
      pauseReasons: [],
      queues: [us, it2, 'site/561816'].map((queueId) => ({ queueId, levels: [] })),
      breakLeftMs: null,
    });
  });
});

describe('codes that agents dial', () => {
  it.each([
    [{ value: '41578', override: true }, '415781', '415780'],
    [{ value: 41578, override: false }, '415781', '415780'],
    [{ value: '', override: false }, null, null],
    [{ override: false }, null, null],
    [null, null, null],
    [undefined, null, null],
  ])('of %j', async (loginLogoutPhoneNumber, loginDialCode, logoutDialCode) => {
    await start({ ...good, queues: [{ ...usQueue, loginLogoutPhoneNumber }] });
    expect(floor.queues?.[0]).toMatchObject({ loginDialCode, logoutDialCode });
  });
});
