import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentRecord, ContactRecord, QueueRecord } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { Slices } from '@/server/vendors/vendor';
import * as sites from './fixtures/site';
import sinch from './index';

const fox = 'E936C474B22311D38FBE0090279A922E';
const wolf = 'A206C474B22311D38FBE0090279A922E';
const service = 'F8C2697F37D044DB929B10F75381C624';
const overflow = 'E9D2697F37D044DB929B10F75381C735';
const sales = '990556DC18244B4AB5BF35D75A89CDEF';
/** In the middle of a second, where a `Date` header of whole seconds makes our clock and the vendor's one. */
const now = sites.now + 500;
const at = (time: string) => Date.parse(`2019-08-30T${time}Z`);

let site: SiteUnderTest;
beforeEach(async () => {
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, auth: 'gateway' }),
    secrets: { user: sites.user, password: sites.password, apiKey: sites.apiKey },
    site: sites.serveCollections(),
  };
  site = await openSite(sinch, fixtures, createFakeClock(now));
});
afterEach(() => site.close());

/** Reads all feeds of a site that holds these collections (the others empty) and gives its records. */
async function records(collections: Partial<Record<string, readonly unknown[]>>, before?: Slices): Promise<Slices> {
  site.http.answer(sites.serveCollections({ collections: { ...sites.empty, ...collections } as sites.Collections }));
  return site.normalize(await site.readAll(), before);
}
async function queueOf(queue: object, contacts: readonly object[] = [], rest: object = {}): Promise<QueueRecord> {
  const queueStatuses = [{ id: service, name: 'Service', type: 'Phone', ...queue }];
  return (await records({ queueStatuses, contacts, ...rest })).queues![0]!;
}
async function agentOf(agent: object, contacts: readonly object[] = []): Promise<AgentRecord> {
  return (await records({ agents: [{ id: fox, name: 'Fox, John', ...agent }], contacts })).agents![0]!;
}
async function contactsOf(...contacts: object[]): Promise<readonly ContactRecord[]> {
  return (await records({ contacts })).contacts!;
}
const waitingCall = { id: 'C1', type: 'CallIn', channel: 'PHONE', status: 'InQueue', queueId: service };

describe('the document’s own examples', () => {
  let slices: Slices;
  beforeEach(async () => {
    slices = site.normalize(await site.readAll());
  });

  it('queues: who waits now, since when, and the agents as the vendor counts them', () => {
    expect(slices.queues?.[0]).toMatchObject({
      id: `site/${service}`,
      name: 'CustomerService',
      channel: 'phone',
      waiting: 1,
      oldestWaitSince: now - 9000,
      agentsServing: 2,
      agentsFree: 1,
      agentsBusy: 0,
      agentsNotReady: 1,
      agentsPaused: 0,
      isOpen: null,
    });
    expect(slices.queues?.[1]).toMatchObject({ waiting: 1, oldestWaitSince: now - 12_000 });
    expect(slices.queues?.[2]).toMatchObject({ id: `site/${sales}`, waiting: 0, oldestWaitSince: null });
  });

  it('agents: the number 201 is an extension, the talking one is busy since a minute', () => {
    expect(slices.agents?.[0]).toMatchObject({
      id: `site/${fox}`,
      name: 'Fox, John',
      extension: '201',
      team: 'Sales',
      location: 'Espoo',
      readiness: 'ready',
      state: 'busy',
      stateSince: now - 60_000,
      handledToday: 3,
      canManage: true,
      canManageReadiness: true,
      vendorState: 'Ready · Talking_Inbound · Busy · Available',
    });
    expect(slices.agents?.[1]).toMatchObject({
      id: `site/${wolf}`,
      team: 'Support',
      readiness: 'logged-out',
      state: 'logged-out',
      stateSince: now - 3_600_000,
      handledToday: null,
      canManage: false,
    });
  });

  it('memberships from the nested queues; groups with their levels, the group of all queues too', () => {
    expect(
      slices.memberships?.map(({ agentId, queueId, serving, canChange }) => [agentId, queueId, serving, canChange]),
    ).toEqual([
      [`site/${fox}`, `site/${service}`, true, true],
      [`site/${fox}`, `site/${sales}`, true, true],
    ]);
    expect(slices.groups?.map((group) => group.id)).toContain('site/ALL_QUEUES');
    expect(slices.groupQueues).toHaveLength(6);
    expect(slices.groupQueues?.[0]).toMatchObject({
      queueId: `site/${service}`,
      waitingWarning: 2,
      waitingCritical: 1,
      longestWaitWarningMs: 2,
      freeAgentsWarning: 2,
      freeAgentsCritical: 1,
      servingAgentsCritical: 1,
      serviceLevelWarning: 0.5,
      serviceLevelCritical: 0.2,
    });
    expect(slices.groupQueues?.[2]).toMatchObject({ waitingWarning: null, serviceLevelCritical: 0.2 });
  });

  it('contacts: neither the ended call nor the parked email is one', () => {
    expect(slices.contacts?.map(({ state, caller, agentId }) => [state, caller, agentId])).toEqual([
      ['waiting', '+358401111111', null],
      ['talking', '+358402222222', `site/${fox}`],
    ]);
  });
});

describe('waiting', () => {
  it('is inQueueCurrent, never inQueue', async () => {
    expect((await queueOf({ inQueue: 7, inQueueCurrent: 2 })).waiting).toBe(2);
    expect((await queueOf({ inQueue: 7, waitingDurationMax: 9000 })).waiting).toBe(0);
  });

  it('counts contacts InQueue here where inQueueCurrent is missing', async () => {
    const elsewhere = { ...waitingCall, id: 'C2', queueId: sales };
    const handled = { ...waitingCall, id: 'C3', status: 'InProcess' };
    const pending = { ...waitingCall, id: 'C4', status: 'InProcess_Pending', channel: 'EMAIL', type: 'EMAILIN' };
    const ivr = { ...waitingCall, id: 'C5', type: 'IVR' };
    const arrived = { ...waitingCall, arrivalQueueTime: '2019-08-30T08:59:30.000Z' };
    const queue = await queueOf({ inQueue: 7 }, [arrived, elsewhere, handled, pending, ivr]);
    expect(queue).toMatchObject({ waiting: 1, oldestWaitSince: at('08:59:30') });
  });

  it('counts the legs of one callback once', async () => {
    const legs = ['CBR', 'CBRIntCallIn'].map((type, at) => ({
      ...waitingCall,
      id: `L${at}`,
      type,
      contactGroupId: 'G1',
    }));
    const other = { ...waitingCall, id: 'L9', type: 'cbr', contactGroupId: 'G2' };
    expect((await queueOf({}, [...legs, other])).waiting).toBe(2);
  });

  it('has no oldest when nobody waits, and an unknown one when the vendor gives none', async () => {
    expect((await queueOf({ inQueueCurrent: 0, waitingDurationCurrentMax: 12_000 })).oldestWaitSince).toBeNull();
    expect((await queueOf({ inQueueCurrent: 3 })).oldestWaitSince).toBeNull();
    expect((await queueOf({ inQueueCurrent: 1, waitingDurationCurrentMax: 0 })).oldestWaitSince).toBe(now);
  });
});

describe('the state of an agent', () => {
  const ready = {
    userStatus: 'Ready',
    contactHandlingStatus: 'Waiting',
    availability: 'Free',
    profileType: 'PRESENCE',
  };
  it.each([
    ['Free and Waiting', ready, 'ready', 'ready'],
    ['in any case', { userStatus: 'READY', contactHandlingStatus: 'waiting', availability: 'free' }, 'ready', 'ready'],
    ['logged out', { ...ready, userStatus: 'LoggedOut' }, 'logged-out', 'logged-out'],
    ['logged out by availability', { ...ready, availability: 'loggedOut' }, 'logged-out', 'logged-out'],
    ['chatting', { ...ready, contactHandlingStatus: 'Chatting_Inbound' }, 'ready', 'busy'],
    [
      'talking in a pause',
      { ...ready, userStatus: 'Pause', contactHandlingStatus: 'Talking_Inbound' },
      'paused',
      'busy',
    ],
    ['paused', { ...ready, userStatus: 'Pause' }, 'paused', 'paused'],
    ['absent', { ...ready, profileType: 'ABSENCE' }, 'paused', 'paused'],
    ['not ready', { ...ready, userStatus: 'NotReady' }, 'not-ready', 'not-ready'],
    ['in conference', { ...ready, profileType: 'Conference' }, 'not-ready', 'not-ready'],
    ['Ready but Away', { ...ready, availability: 'Away' }, 'ready', 'unknown'],
    ['Ready but Busy while Waiting', { ...ready, availability: 'Busy' }, 'ready', 'unknown'],
    ['a word we do not know', { ...ready, userStatus: 'Dreaming' }, 'unknown', 'unknown'],
    ['no word at all', {}, 'unknown', 'unknown'],
  ])('%s', async (_name, agent, readiness, state) => {
    expect(await agentOf(agent)).toMatchObject({ readiness, state });
  });

  it('is wrap-up with a contact of this agent in wrap-up, since that began', async () => {
    const contact = { ...waitingCall, status: 'inprocess_wrapup', wrapUpBeginTime: '2019-08-30T08:59:48.000Z' };
    const wrapUp = { readiness: 'ready', state: 'wrap-up', stateSince: at('08:59:48') };
    expect(await agentOf(ready, [{ ...contact, agentid: fox }])).toMatchObject(wrapUp);
    expect(await agentOf(ready, [{ ...contact, agentId: wolf }])).toMatchObject({ state: 'ready' });
    expect(await agentOf({ ...ready, userStatus: 'Pause' }, [{ ...contact, agentId: fox }])).toMatchObject({
      readiness: 'paused',
      state: 'wrap-up',
    });
  });

  it('is since the age that belongs to it', async () => {
    const ages = { userStatusDuration: 50_000, contactHandlingStatusDuration: 20_000, profileDuration: 30_000 };
    const since = async (agent: object) => now - (await agentOf({ ...ready, ...ages, ...agent })).stateSince!;
    expect(await since({ contactHandlingStatus: 'Emailing_Inbound' })).toBe(20_000);
    expect(await since({ profileType: 'ABSENCE' })).toBe(30_000);
    expect(await since({ userStatus: 'Pause' })).toBe(50_000);
    expect(await since({})).toBe(50_000);
    expect((await agentOf(ready)).stateSince).toBeNull();
  });

  it('gives the profile as the reason of an absence only', async () => {
    const lunch = { ...ready, profile: 'Lunch' };
    expect((await agentOf({ ...lunch, profileType: 'ABSENCE' })).pauseReason).toBe('Lunch');
    expect((await agentOf({ ...lunch, userStatus: 'Pause' })).pauseReason).toBeNull();
    expect((await agentOf(lunch)).pauseReason).toBeNull();
  });
});

describe('handled today', () => {
  const parts = {
    handledContactsCallIn: 1,
    handledContactsChatIn: 2,
    handledContactsCbrIn: 0,
    handledContactsCallOut: 3,
    handledContactsChatOut: 0,
    handledContactsEmailOut: 0,
  };
  it('is the total, else the sum of its parts in either spelling of emails, else unknown', async () => {
    expect((await agentOf({ ...parts, handledContactsTotal: '12' })).handledToday).toBe(12);
    expect((await agentOf({ handledContactsTotalIn: 4, handledContactsTotalOut: 1 })).handledToday).toBe(5);
    expect((await agentOf({ ...parts, handledContactseEmailIn: 4 })).handledToday).toBe(10);
    expect((await agentOf({ ...parts, handledContactsEmailIn: 4 })).handledToday).toBe(10);
    expect((await agentOf(parts)).handledToday).toBeNull();
  });
});

describe('memberships', () => {
  const queueStatuses = [{ id: service }, { id: sales }];
  const loggedIn = (queues: unknown) => ({ id: fox, userStatus: 'Ready', queues });
  const queuesOf = (slices: Slices) => slices.memberships?.map(({ queueId, serving }) => [queueId, serving]);

  it.each([
    ['nested', { queue: [{ id: service, serving: true }] }],
    ['nested, one object', { queue: { id: service, serving: 'true' } }],
    ['flat', [{ id: service, serving: 1 }]],
    ['one object', { id: service, serving: true }],
  ])('are found %s', async (_name, queues) => {
    expect(queuesOf(await records({ queueStatuses, agents: [loggedIn(queues)] }))).toEqual([[`site/${service}`, true]]);
  });

  it.each([[[]], [{}], [{ queue: [] }], ['']])('are none in %j', async (queues) => {
    await records({ queueStatuses, agents: [loggedIn([{ id: service, serving: true }])] });
    expect(queuesOf(await records({ queueStatuses, agents: [loggedIn(queues)] }))).toEqual([]);
  });

  it('of a logged-out agent are those it had, serving unknown, also when it was away meanwhile', async () => {
    const agents = [
      loggedIn({
        queue: [
          { id: service, serving: true },
          { id: sales, serving: false },
        ],
      }),
    ];
    const before = await records({ queueStatuses, agents });
    expect(queuesOf(before)).toEqual([
      [`site/${service}`, true],
      [`site/${sales}`, false],
    ]);
    const loggedOut = [{ id: fox, userStatus: 'LoggedOut' }];
    const after = await records({ queueStatuses, agents: loggedOut }, before);
    expect(queuesOf(after)).toEqual([
      [`site/${service}`, null],
      [`site/${sales}`, null],
    ]);
    expect(after.memberships?.map(({ id }) => id)).toEqual(before.memberships?.map(({ id }) => id));
    expect(queuesOf(await records({ queueStatuses, agents: [] }, after))).toEqual([]);
    expect(queuesOf(await records({ queueStatuses: [{ id: sales }], agents: loggedOut }))).toEqual([
      [`site/${sales}`, null],
    ]);
  });

  it('of a queue that is named twice, or not on the floor, make no second record and no loose end', async () => {
    const queues = [
      { id: service, serving: false },
      { id: service, serving: true },
      { id: 'FAR', serving: true },
    ];
    expect(queuesOf(await records({ queueStatuses, agents: [loggedIn(queues)] }))).toEqual([[`site/${service}`, true]]);
  });
});

describe('today', () => {
  const row = {
    queueId: service,
    inHandled: 10,
    inAnsweredOnTime: 8,
    inAbandoned: 2,
    inFalseAttempt: 1,
    inServiceClosed: 5,
    inAnsweredQueueTimeTotal: 90_000,
    inHandleTimeTotal: 1_800_000,
  };
  const quarter = (time: string, other: object = {}) => ({
    ...row,
    id: `${service}${time}`,
    hourTime: `2019-08-30T${time}:00.00Z`,
    ...other,
  });
  const counts = (...rows: object[]) => queueOf({}, [], { contactSummaries: rows });

  it('sums the quarters of an hour per queue; nothing after closing time was offered', async () => {
    const other = quarter('08:30', { id: 'other', queueId: sales, inHandled: 99 });
    expect(
      await counts(quarter('08:30'), other, quarter('08:45', { inHandled: '4', inAnsweredOnTime: 4 })),
    ).toMatchObject({
      answered: 14,
      answeredInTime: 12,
      abandoned: 6,
      shortAbandoned: 2,
      offered: 20,
      abandonedInTime: null,
      answeredWaitMs: 180_000,
      handlingMs: 3_600_000,
      overflowed: null,
      todaySince: Date.UTC(2019, 7, 30, 4),
      todayPartial: false,
    });
  });

  it('is zero where a whole answer has no row, unknown where a row lacks a figure', async () => {
    expect(await counts()).toMatchObject({ offered: 0, answered: 0, answeredInTime: 0, abandoned: 0, handlingMs: 0 });
    const lacking = await counts(quarter('08:30'), quarter('08:45', { inFalseAttempt: undefined }));
    expect(lacking).toMatchObject({ answered: 20, shortAbandoned: null, abandoned: null, offered: null });
  });

  it('leaves out rows of before the business day, of an IVR, and the second copy of a row', async () => {
    const yesterday = quarter('03:45');
    const ivr = quarter('08:15', { queueId: undefined, id: 'ivr' });
    expect(await counts(yesterday, ivr, quarter('04:00'), quarter('08:30'), quarter('08:30'))).toMatchObject({
      answered: 20,
    });
  });
});

describe('limits of a queue', () => {
  it('are seconds on its contacts, kept when those have gone, else the settings', async () => {
    const limits = { answeredOnTimeThreshold: 15, falseAttemptTimeThreshold: 0 };
    expect(await queueOf({})).toMatchObject({ answerWithinMs: 20_000, shortAbandonMs: 5000, serviceLevelTarget: 0.8 });
    const told = { answerWithinMs: 15_000, shortAbandonMs: 0 };
    expect(await queueOf({}, [{ ...waitingCall, ...limits }])).toMatchObject(told);
    expect(await queueOf({})).toMatchObject(told);
  });

  it('are not those of the queue a contact came from', async () => {
    const contact = {
      ...waitingCall,
      origQueueId: overflow,
      answeredOnTimeThreshold: 99,
      falseAttemptTimeThreshold: 9,
    };
    expect(await queueOf({}, [contact])).toMatchObject({ answerWithinMs: 20_000, shortAbandonMs: 5000 });
  });
});

describe('contacts', () => {
  it.each([
    ['CallIn', 'PHONE', 'phone', 'in', 'from'],
    ['CallIn/Forwarded', 'phone', 'phone', 'in', 'from'],
    ['VOICEMAILIN', 'PHONE', 'phone', 'in', 'from'],
    ['CallOutOB', 'PHONE', 'phone', 'out', 'to'],
    ['EMAILOUT', 'EMAIL', 'email', 'out', 'to'],
    ['ChatIn', 'CHAT', 'chat', 'in', 'from'],
    ['CBR', 'PHONE', 'callback', 'in', 'from'],
    ['CBRCallOut', 'PHONE', 'callback', 'in', 'to'],
    ['Telepathy', 'MIND', null, null, 'from'],
  ])('%s over %s', async (type, channel, shown, direction, caller) => {
    const [contact] = await contactsOf({ ...waitingCall, type, channel, source: 'from', destination: 'to' });
    expect(contact).toMatchObject({ channel: shown, direction, caller });
  });

  it('have one record for a callback: the leg that is furthest on, the customer’s number, the first arrival', async () => {
    const group = { ...waitingCall, contactGroupId: 'G1', queueId: service };
    const [contact, ...others] = await contactsOf(
      { ...group, id: 'L1', type: 'CBR', status: 'InQueue', source: '+358', arrivalQueueTime: '2019-08-30T08:50:00Z' },
      {
        ...group,
        id: 'L2',
        type: 'CBRIntCallIn',
        status: 'InProcess',
        agentId: fox,
        source: 'internal',
        arrivalQueueTime: '2019-08-30T08:58:00Z',
        connectTime: '2019-08-30T08:59:00Z',
      },
    );
    expect(others).toEqual([]);
    expect(contact).toMatchObject({
      id: 'site/L2',
      state: 'talking',
      caller: '+358',
      agentId: `site/${fox}`,
      enteredAt: at('08:50:00'),
      answeredAt: at('08:59:00'),
    });
  });

  it('of two callers who share a group stay two', async () => {
    const call = { ...waitingCall, contactGroupId: 'G1' };
    expect(await contactsOf(call, { ...call, id: 'C2' })).toHaveLength(2);
  });

  it('put the times of a vendor that is an hour off onto our clock; a time without a zone is UTC, an unset one unknown', async () => {
    site.http.answer(async (request) => ({
      ...(await sites.serveCollections({
        collections: {
          ...sites.empty,
          contacts: [
            { ...waitingCall, arrivalQueueTime: '2019-08-30T07:59:30.000' },
            { ...waitingCall, id: 'C2', arrivalTime: '0001-01-01T00:00:00Z' },
          ],
        },
      })(request)),
      headers: { date: new Date(now - 3_600_000).toUTCString() },
    }));
    const { contacts } = site.normalize(await site.readAll());
    expect(contacts![0]!.enteredAt).toBe(at('08:59:30'));
    expect(contacts![1]!.enteredAt).toBeNull();
  });
});

describe('odd answers', () => {
  it('show markup in names as the text it is', async () => {
    const name = '<script>alert(1)</script> &amp; Söhne';
    const slices = await records({
      queueStatuses: [{ id: service, name }],
      agents: [{ id: fox, name }],
      queueGroups: [{ id: 'ALL_QUEUES', name }],
    });
    expect([slices.queues![0]!.name, slices.agents![0]!.name, slices.groups![0]!.name]).toEqual([name, name, name]);
  });

  it('take numbers as strings, ids with blanks and in duplicate, one object for a list', async () => {
    const queue = { ID: `${service} `, name: 300, TYPE: 'phone', inqueuecurrent: '2', agentsFree: '' };
    site.http.answer((request) => {
      const isFirst = request.query.get('offset') === '0';
      return { body: request.path.endsWith('/queueStatuses') && isFirst ? queue : [] };
    });
    const one = site.normalize(await site.readAll());
    expect(one.queues).toMatchObject([{ id: `site/${service}`, name: '300', waiting: 2, agentsFree: null }]);
    const twice = await records({ queueStatuses: [queue, { ...queue, inqueuecurrent: 3 }] });
    expect(twice.queues).toMatchObject([{ waiting: 3 }]);
  });

  it('name the place of a value that fits nothing', async () => {
    site.http.answer(
      sites.serveCollections({
        collections: { ...sites.empty, queueStatuses: [{ id: service }, { id: sales, inQueueCurrent: 'many' }] },
      }),
    );
    expect(await site.failureOf('live')).toMatchObject({ kind: 'bad-response', path: '[1].inQueueCurrent' });
  });

  it('fail as a whole when one collection of the live feed fails', async () => {
    const serve = sites.serveCollections();
    site.http.answer((request) => (request.path.endsWith('/contacts') ? { status: 500 } : serve(request)));
    expect(await site.failureOf('live')).toMatchObject({ kind: 'bad-response', status: 500 });
  });

  it('are read to the end past the default page of 100, though the server gives no more at once', async () => {
    const agents = Array.from({ length: 230 }, (_, at) => ({ id: `A${String(at).padStart(3, '0')}` }));
    site.http.answer(sites.serveCollections({ collections: { ...sites.empty, agents }, cap: 100 }));
    const slices = site.normalize(await site.readAll());
    expect(slices.agents).toHaveLength(230);
  });

  it('count ages from the answer that held them, not from the end of the read', async () => {
    const serve = sites.serveCollections();
    site.http.answer(async (request) => {
      const reply = await serve(request);
      if (request.path.endsWith('/contacts')) await site.clock.advance(700);
      return reply;
    });
    const reading = await site.read('live');
    const agents = (reading!.value as { agents: { readAt: number }[] }).agents;
    expect(agents[0]?.readAt).toBeLessThan(reading!.asOf);
  });
});
