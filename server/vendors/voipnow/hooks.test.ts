import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type ReadingSet, type SiteUnderTest } from '@/server/vendors/open-site';
import type { HookRequest } from '@/server/vendors/receive';
import {
  agent210,
  agent211,
  clientId,
  clientSecret,
  error,
  now,
  sales,
  serveSite,
  support,
  waitingCall,
} from './fixtures/site';
import { type Heard, nothingHeard } from './heard';
import voipnow from './index';
import { receive } from './receive';
import { settings as schema } from './settings';

const settings = schema.parse({ baseUrl: 'https://pbx.example', queues: [support, sales] });
const call = {
  CallID: '1297350295.42',
  CallerIDNum: '+40721000111',
  CallerIDName: 'Ion Popescu',
  CalledDID: '+40211000000',
  CalledExtension: support,
  CallStatus: 'CALLING',
  CallFlow: 'IN',
  CallerExtension: '',
  CalledNumber: '0211000000',
};
const parse = (fields: object, method: HookRequest['method'] = 'POST') =>
  receive.parse({ method, fields: fields as Record<string, string> }, settings);
const came = { ...call, event: `0.${support}` };
const answered = { ...call, event: `3.${support}`, CalledExtension: '0003*210', CallStatus: 'ANSWER' };
const ended = { ...call, event: `2.${support}`, CallStatus: 'ANSWER' };
/** What is held after these, one a second. */
const heardOf = (...calls: object[]): Heard =>
  calls.reduce<Heard>((heard, fields, at) => receive.fold(heard, parse(fields), now + at * 1000), nothingHeard);

describe('a callback', () => {
  it('is read from a query or a form, with the names in any case', () => {
    const told = {
      what: 'came',
      id: '1297350295.42',
      queue: support,
      agent: null,
      caller: '+40721000111',
      callerName: 'Ion Popescu',
    };
    expect(parse(call, 'GET')).toEqual(told);
    expect(parse(came)).toEqual(told);
    expect(parse(Object.fromEntries(Object.entries(came).map(([key, value]) => [key.toLowerCase(), value])))).toEqual(
      told,
    );
  });

  it.each([
    ['CALLING', 'came'],
    ['calling', 'came'],
    ['ANSWER', 'ended'],
    ['UNKNOWN', 'ended'],
    ['NOANSWER', 'ended'],
    ['CANCEL', 'ended'],
  ])('without our mark is what its status %s says', (CallStatus, what) => {
    expect(parse({ ...call, CallStatus })).toMatchObject({ what });
  });

  it('with our mark is what the mark says, whatever its status and extension', () => {
    expect(parse(answered)).toMatchObject({ what: 'answered', queue: support, agent: '0003*210' });
    expect(parse({ ...ended, CallStatus: 'CALLING' })).toMatchObject({ what: 'ended' });
  });

  it('is that of the API’s own call where it says so, and of the extension without its host', () => {
    const fields = { ...call, CallAPIID: 'b817d2618fe6f1804333', CalledExtension: `${support}@voipnow.example` };
    expect(parse(fields)).toMatchObject({ id: 'b817d2618fe6f1804333', queue: support });
  });

  it.each([
    ['another queue', { CalledExtension: '0003*999' }],
    ['no extension', { CalledExtension: '' }],
    ['a call that goes out', { CallFlow: 'OUT' }],
    ['a type that is not asked for', { event: `1.${support}` }],
    ['a mark of a queue no longer followed', { event: '0.0003*999', CalledExtension: '' }],
  ])('of %s is none of ours', (_name, fields) => {
    const heard = heardOf(came);
    expect(parse({ ...call, ...fields })).toBeNull();
    expect(receive.fold(heard, null, now)).toBe(heard);
  });

  it.each([
    ['nothing at all', {}, 'CallID'],
    ['no id', { ...call, CallID: ' ' }, 'CallID'],
    ['an id beyond measure', { ...call, CallID: '9'.repeat(256) }, 'CallID'],
    ['a null byte in the id', { ...call, CallID: '1\u00002' }, 'CallID'],
    ['no status', { ...call, CallStatus: '' }, 'CallStatus'],
    ['a status we do not know', { ...call, CallStatus: '<script>' }, 'CallStatus'],
    ['a mark that is none, and no status', { CallID: '1', event: '9.x' }, 'CallStatus'],
  ])('with %s is refused, and the field is named', (_name, fields, path) => {
    expect(() => parse(fields)).toThrow(expect.objectContaining({ kind: 'bad-response', path }));
    expect(() => parse(fields)).not.toThrow(/script/);
  });

  it('keeps markup in a name as text, and no more of it than a name has', () => {
    expect(parse({ ...came, CallerIDName: `<script>${'x'.repeat(5000)}` })?.callerName).toMatch(/^<script>x{92}$/);
  });
});

describe('what was heard', () => {
  const only = (heard: Heard) => [...heard.values()][0];

  it('is one call from its coming to its end', () => {
    expect(only(heardOf(came, answered, ended))).toMatchObject({
      enteredAt: now,
      answeredAt: now + 1000,
      endedAt: now + 2000,
      agent: '0003*210',
      caller: '+40721000111',
    });
  });

  it('is the same when it is heard again', () => {
    for (const calls of [[came], [came, answered], [came, answered, ended], [ended]]) {
      const heard = heardOf(...calls);
      for (const again of calls) expect(receive.fold(heard, parse(again), now + 60_000)).toBe(heard);
    }
  });

  it('ends for good, in whatever order it is heard', () => {
    const heard = heardOf(ended, came, answered);
    expect(only(heard)).toMatchObject({ enteredAt: null, answeredAt: null, endedAt: now });
    expect(only(heardOf(answered, came))).toMatchObject({ answeredAt: now, endedAt: null });
  });

  it('is of each queue by itself', () => {
    const moved = { ...came, event: `0.${sales}` };
    expect([...heardOf(came, moved).values()].map(({ queue }) => queue)).toEqual([support, sales]);
  });

  it('is mended by a poll that started after it, and by no earlier one', () => {
    const heard = heardOf(came, { ...came, CallID: '2' });
    const live = {} as never;
    expect(receive.repair?.(heard, live, now)).toBe(heard);
    expect([...(receive.repair?.(heard, live, now + 500) ?? [])]).toHaveLength(1);
    expect([...(receive.repair?.(heard, live, now + 5000) ?? [])]).toEqual([]);
  });

  it('stays small in a storm of ten thousand calls', () => {
    const storm = Array.from({ length: 10_000 }, (_, at) => ({ ...came, CallID: `storm-${at}` }));
    const heard = heardOf(...storm);
    expect(heard.size).toBe(500);
    expect([...heard.values()].at(-1)?.id).toBe('storm-9999');
  });
});

let site: SiteUnderTest | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

/** The floor after a poll that found these calls, and what was heard since. */
async function floorAfter(calls: readonly object[], heard: Heard, refuse?: Parameters<typeof serveSite>[1]) {
  const data = { agents: { [support]: [agent210, { ...agent211, status: '1' }], [sales]: [] }, calls };
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, queues: [support, sales] }),
    secrets: { clientId, clientSecret },
    site: serveSite(data, refuse),
  };
  site = await openSite(voipnow, fixtures, createFakeClock(now));
  const readings = { ...(await site.readAll()), hooks: heard };
  const { queues, agents, contacts } = site.normalize(readings as unknown as ReadingSet);
  return { queue: queues![0]!, agents: agents!, contacts: contacts! };
}
const ofList = { ...came, CallID: waitingCall.id, CallerIDNum: '3332222' };

describe('on the floor', () => {
  it('a call that came since the poll waits since it was heard', async () => {
    const { queue, contacts } = await floorAfter([], heardOf(came));
    expect(queue).toMatchObject({ waiting: 1, oldestWaitSince: now });
    expect(contacts).toMatchObject([
      {
        id: 'site/1297350295.42',
        state: 'waiting',
        caller: '+40721000111',
        callerName: 'Ion Popescu',
        direction: 'in',
      },
    ]);
  });

  it('one that is in the list is the same, by its id or by number and queue', async () => {
    for (const fields of [ofList, { ...ofList, CallID: 'another' }]) {
      const { queue, contacts } = await floorAfter([waitingCall], heardOf(fields));
      expect(contacts).toMatchObject([{ id: `site/${waitingCall.id}`, callerName: 'John Doe' }]);
      expect(queue).toMatchObject({ waiting: 1, oldestWaitSince: Date.parse(waitingCall.published) });
      await site?.close();
    }
  });

  it('calls without a number are not taken for one another', async () => {
    const heard = heardOf({ ...came, CallID: '1', CallerIDNum: '' }, { ...came, CallID: '2', CallerIDNum: '' });
    expect((await floorAfter([], heard)).queue.waiting).toBe(2);
  });

  it('one that has ended waits no more, and who calls again does', async () => {
    expect((await floorAfter([waitingCall], heardOf({ ...ofList, ...{ event: `2.${support}` } }))).queue.waiting).toBe(
      0,
    );
    await site?.close();
    const again = heardOf({ ...ofList, event: `2.${support}` }, { ...ofList, CallID: 'again' });
    expect((await floorAfter([waitingCall], again)).contacts).toMatchObject([
      { id: 'site/again', enteredAt: now + 1000 },
    ]);
  });

  it('one that is answered engages the agent who is named, if it is one of ours', async () => {
    const taken = { ...answered, CallID: waitingCall.id };
    const { queue, agents, contacts } = await floorAfter([waitingCall], heardOf(taken));
    expect(queue).toMatchObject({ waiting: 0, agentsBusy: 1, agentsFree: 1 });
    expect(contacts).toMatchObject([{ state: 'talking', agentId: 'site/0003*210', answeredAt: now }]);
    expect(agents[0]).toMatchObject({ state: 'busy', stateSince: now });
    await site?.close();
    const stranger = heardOf({ ...taken, CalledExtension: '0003*998' });
    expect((await floorAfter([waitingCall], stranger)).contacts).toMatchObject([{ state: 'talking', agentId: null }]);
  });

  it('nothing is shown of a queue whose calls are refused: no list would mend it', async () => {
    const refuse: Parameters<typeof serveSite>[1] = ({ path }) =>
      path.includes('@self') ? error(403, 'access_denied') : undefined;
    const { queue, contacts } = await floorAfter([], heardOf(came), refuse);
    expect([queue.waiting, contacts]).toEqual([null, []]);
  });
});
