import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { openCallbackLine } from './callbacks/callback-line';
import { receiveCallbacks } from './callbacks/receive-callbacks';
import { sendCallback } from './callbacks/send-callback';
import type { Centre } from './centre-types';
import { createFaultBook } from './control/fault-book';
import type { Fault } from './control/faults';
import type { Face } from './face-http';
import { listenFace } from './face-listen';
import { createRingmeFace, type RingmeOptions } from './ringme';
import { type StubCentre, stubAgent, stubCentre, stubContact, stubNow, stubQueue } from './stub-centre';
import { createVoipnowFace } from './voipnow';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function openLine(answer?: () => number | Promise<number>) {
  const clock = createFakeClock(stubNow);
  const book = createFaultBook(clock);
  const line = openCallbackLine({ clock, book, send: sendCallback });
  const receiver = await receiveCallbacks(answer);
  closers.push(line.stop, receiver.close);
  const fault = (fault: string, more: object = {}) => book.add({ source: 'site', fault, ...more } as Fault);
  return { clock, book, line, receiver, fault };
}

const get = (url: string, fields: string) => ({ method: 'GET' as const, url, fields });

describe('a line', () => {
  it('sends in order, in the query or in a form', async () => {
    const { line, receiver } = await openLine();
    line.post(get(`${receiver.url}/hooks/s3cret`, 'a=1&b=0003*212'));
    line.post(get(`${receiver.url}/hooks/s3cret?own=1`, 'a=2'));
    line.post({ method: 'POST', url: `${receiver.url}/hooks/s3cret`, fields: 'a=3&b=%40' });
    expect(await receiver.until(3)).toEqual([
      { method: 'GET', target: '/hooks/s3cret?a=1&b=0003*212', contentType: null, body: '' },
      { method: 'GET', target: '/hooks/s3cret?own=1&a=2', contentType: null, body: '' },
      {
        ...{ method: 'POST', target: '/hooks/s3cret', body: 'a=3&b=%40' },
        contentType: 'application/x-www-form-urlencoded',
      },
    ]);
  });

  it('does not try again, and a dead target holds up nobody', async () => {
    const { line, receiver } = await openLine(() => 503);
    const dead = await receiveCallbacks();
    await dead.close();
    line.post(get(`${dead.url}/x`, 'a=1'));
    line.post(get(`${receiver.url}/x`, 'a=1'));
    line.post(get(`${receiver.url}/x`, 'a=2'));
    await receiver.until(2);
    await settled(line);
    expect(receiver.all).toHaveLength(2);
    expect(line.counts()).toEqual({ sent: 0, failed: 3, lost: 0, waiting: 0 });
  });

  it('keeps a thousand for a target that is slow, and drops what still waits when it stops', async () => {
    let open: (status: number) => void = () => undefined;
    const { line, receiver } = await openLine(() => new Promise<number>((resolve) => (open = resolve)));
    for (let at = 0; at < 1002; at += 1) line.post(get(`${receiver.url}/x`, `a=${at}`));
    await receiver.until(1);
    expect(line.counts()).toEqual({ sent: 0, failed: 0, lost: 2, waiting: 1000 });
    line.stop();
    open(200);
    await settled(line);
    expect([line.counts().sent, receiver.all.length]).toEqual([1, 1]);
  });

  it('loses, repeats and delays what a fault says', async () => {
    const { line, receiver, fault, clock, book } = await openLine();
    const post = (fields: string) => line.post(get(`${receiver.url}/hook`, fields));
    const fields = () => receiver.all.map(({ target }) => target.split('?')[1]);
    fault('lost-callbacks', { times: 1 });
    post('a=1');
    fault('repeated-callbacks');
    post('a=2');
    await receiver.until(2);
    book.clear();
    fault('late-callbacks', { ms: 5000, times: 1 });
    post('a=3');
    post('a=4');
    await receiver.until(3);
    await clock.advance(5000);
    await receiver.until(4);
    fault('lost-callbacks', { path: 'other' });
    post('a=5');
    await receiver.until(5);
    fault('refuse');
    post('a=6');
    await settled(line);
    expect(fields()).toEqual(['a=2', 'a=2', 'a=4', 'a=3', 'a=5']);
    expect(line.counts()).toEqual({ sent: 5, failed: 0, lost: 2, waiting: 0 });
  });

  it('looks at the truth, though a request that is lied to made it look', async () => {
    const lies = new AsyncLocalStorage<string>();
    const { line, clock } = await openLine();
    const seen: (string | undefined)[] = [];
    const keepLooking = line.watch(
      () => seen.length < 3,
      () => seen.push(lies.getStore()),
    );
    lies.run('lie', keepLooking);
    lies.run('lie', keepLooking);
    await clock.advance(2000);
    expect([seen, clock.pending()]).toEqual([[undefined, undefined, undefined, undefined], 0]);
  });

  it('does not use up a fault of callbacks on requests, nor the other way round', () => {
    const book = createFaultBook(createFakeClock(stubNow));
    book.add({ source: 'site', fault: 'lost-callbacks', times: 1 });
    book.add({ source: 'site', fault: 'hang', times: 1 });
    expect(book.meet('/x').map(({ fault }) => fault.fault)).toEqual(['hang']);
    expect(book.meetCallback('/x')).toEqual({ isLost: true, copies: 1, lateMs: 0 });
    expect(book.list()).toEqual([]);
  });
});

/** Resolves when nothing waits to be sent. */
async function settled(line: { counts(): { waiting: number } }): Promise<void> {
  while (line.counts().waiting > 0) await new Promise((resolve) => setImmediate(resolve));
}

const credentials = { user: 'app', password: 'secret' };

/** A vendor's face with a line behind it, asked by whoever has its token. */
async function serve(face: Face, tokenPath: string) {
  const { url, close } = await listenFace(face);
  closers.push(close);
  const form = {
    ...{ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' },
    ...{ type: 'unifiedapi', redirect_uri: 'x' },
  };
  const reply = await fetch(`${url}${tokenPath}`, { method: 'POST', body: new URLSearchParams(form) });
  const headers = { authorization: `Bearer ${(await reply.json()).access_token}`, 'content-type': 'application/json' };
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect(answer.status).toBeLessThan(300);
    return answer;
  };
}

function tellingCentre(): StubCentre & { later(ms: number): void } {
  const memberOf = [{ queueId: '401', level: 1 }];
  let now = stubNow;
  const centre = stubCentre({
    queues: [stubQueue({ id: '401', number: '0003*401' })],
    agents: [
      stubAgent({ id: '212', firstName: 'Ion', lastName: 'Țurcanu', extension: '0003*212', memberOf }),
      stubAgent({ id: '94', extension: '000*094', memberOf }),
      stubAgent({ id: '95', extension: '000*095', memberOf }),
    ],
    now: () => now,
  });
  return Object.assign(centre, {
    later: (ms: number) => {
      now += ms;
    },
  });
}

describe('VoipNow', () => {
  async function open(centre: Centre) {
    const opened = await openLine();
    const ask = await serve(createVoipnowFace(centre, credentials, { callbacks: opened.line }), '/oauth/token.php');
    const register = (extension: string, type: string, method: string, more: object = {}) =>
      ask('POST', `/uapi/extensions/@me/${extension}/phoneCallEvents/`, {
        ...{ type, method, url: `${opened.receiver.url}/hook/${type}`, note: 'callboard', ...more },
      });
    return { ...opened, ask, register };
  }

  const fieldsOf = ({ target, body }: { target: string; body: string }) =>
    Object.fromEntries(new URLSearchParams(body === '' ? target.split('?')[1] : body));

  it('tells of a call from dialling in to hanging up, at the queue and at the phone', async () => {
    const centre = tellingCentre();
    const { register, clock, receiver } = await open(centre);
    for (const type of ['0', '2', '3']) await register('0003*401', type, '1');
    for (const type of ['0', '2', '3']) await register('0003*212', type, '0');
    const live = centre.liveContacts() as ReturnType<typeof stubContact>[];
    centre.later(1000);
    const call = stubContact({ id: '1772445600.1', queueId: '401', caller: '+40721555001', enteredAt: centre.now() });
    live.push({ ...call, callerName: 'Ana Țoc & fiii' });
    await clock.advance(250);
    expect(await receiver.until(1)).toEqual([
      {
        ...{ method: 'POST', target: '/hook/0', contentType: 'application/x-www-form-urlencoded' },
        body: 'CallID=1772445600.1&CallerIDNum=%2B40721555001&CallerIDName=Ana+%C8%9Aoc+%26+fiii&CalledDID=%2B40215550401&CalledExtension=0003*401&CallStatus=CALLING&CallFlow=IN&CallerExtension=&CalledNumber=%2B40215550401',
      },
    ]);
    Object.assign(live[0]!, { phase: 'ringing', agentId: '212', ringingSince: centre.now() });
    await clock.advance(250);
    centre.later(4000);
    Object.assign(live[0]!, { phase: 'talking', answeredAt: centre.now() });
    await clock.advance(250);
    await receiver.until(4);
    centre.later(60_000);
    Object.assign(live[0]!, { phase: 'wrap-up', releasedAt: centre.now(), outcome: 'answered' });
    await clock.advance(250);
    centre.later(9000);
    const [over] = live.splice(0);
    centre.ended.push(Object.assign(over!, { phase: 'ended', endedAt: centre.now() }));
    await clock.advance(1000);
    const all = await receiver.until(6);
    expect(all.map((one) => [one.method, one.target.split('?')[0], fieldsOf(one).CalledExtension])).toEqual([
      ['POST', '/hook/0', '0003*401'],
      ['GET', '/hook/0', '0003*212'],
      ['POST', '/hook/3', '0003*401'],
      ['GET', '/hook/3', '0003*212'],
      ['POST', '/hook/2', '0003*401'],
      ['GET', '/hook/2', '0003*212'],
    ]);
    expect(all.map((one) => fieldsOf(one).CallStatus)).toEqual([
      ...['CALLING', 'CALLING', 'CALLING', 'CALLING', 'ANSWER', 'ANSWER'],
    ]);
  });

  it('tells of callers who gave up before anybody could look', async () => {
    const centre = tellingCentre();
    const { register, clock, receiver } = await open(centre);
    for (const type of ['0', '2']) await register('0003*401', type, '0');
    const times = { enteredAt: stubNow + 20, endedAt: stubNow + 90 };
    centre.ended.push(stubContact({ id: 'c', queueId: '401', phase: 'ended', outcome: 'abandoned', ...times }));
    centre.later(250);
    await clock.advance(250);
    centre.later(250);
    await clock.advance(2000);
    const all = await receiver.until(2);
    expect(all.map((one) => fieldsOf(one).CallStatus)).toEqual(['CALLING', 'UNKNOWN']);
  });

  it('tells of calls out, and nothing of what was there before or is switched off', async () => {
    const centre = tellingCentre();
    const live = centre.liveContacts() as ReturnType<typeof stubContact>[];
    live.push(stubContact({ id: 'before', queueId: '401' }));
    const { register, ask, clock, receiver, line } = await open(centre);
    await register('0003*401', '2', '1', { status: '0' });
    await register('0003*401', '0', '1');
    for (const type of ['1', '4', '2']) await register('0003*212', type, '1');
    centre.later(10);
    const call = { direction: 'out' as const, phase: 'ringing' as const, agentId: '212', caller: '+40721555009' };
    live.push(stubContact({ id: 'out', queueId: '401', enteredAt: centre.now(), ringingSince: centre.now(), ...call }));
    await clock.advance(250);
    live.splice(0);
    await clock.advance(250);
    const all = await receiver.until(2);
    expect(all.map(({ target }) => target)).toEqual(['/hook/1', '/hook/2']);
    expect(fieldsOf(all[0]!)).toEqual({
      ...{ CallID: 'out', CallerIDNum: '0003*212', CallerIDName: 'Ion Țurcanu', CalledDID: '', CalledExtension: '' },
      ...{ CallStatus: 'CALLING', CallFlow: 'OUT', CallerExtension: '0003*212', CalledNumber: '+40721555009' },
    });
    for (const [extension, type, id] of [
      ['0003*401', '2', '101'],
      ['0003*401', '0', '102'],
      ['0003*212', '1', '103'],
      ['0003*212', '4', '104'],
      ['0003*212', '2', '105'],
    ])
      await ask('DELETE', `/uapi/extensions/@me/${extension}/phoneCallEvents/${type}/${id}/`);
    await clock.advance(250);
    expect([clock.pending(), line.counts().sent]).toEqual([0, 2]);
  });
});

describe('RingMe', () => {
  async function open(centre: StubCentre, options: RingmeOptions = {}) {
    const opened = await openLine();
    const face = createRingmeFace(centre, credentials, { callbacks: opened.line, ...options });
    const ask = await serve(face, '/oauth/token');
    const register = (place: string, event_type: string, method: string) =>
      ask('POST', `/api/ver1.0/client/@me/agent/${place}/event/`, {
        ...{ event_type, method, url: `${opened.receiver.url}/${event_type}` },
      });
    return { ...opened, ask, register };
  }

  it('tells of log-ins and log-outs as in the manual, and of nothing else', async () => {
    const centre = tellingCentre();
    const { register, clock, receiver } = await open(centre);
    await register('local/136', 'agent-login', 'GET');
    await register('local/136', 'agent-logout', 'POST');
    await clock.advance(250);
    centre.login('94');
    await clock.advance(250);
    centre.pause('94', null);
    centre.unpause('94');
    await clock.advance(250);
    centre.logout('94');
    centre.login('95');
    await clock.advance(250);
    const local = 'agent_id=136&extension_name=000%2A094%40ringme.ru';
    expect(await receiver.until(2)).toEqual([
      {
        ...{ method: 'GET', contentType: null, body: '' },
        target: `/agent-login?agent_status=available&agent_type=local&event_source=api&${local}`,
      },
      {
        ...{ method: 'POST', contentType: 'application/x-www-form-urlencoded', target: '/agent-logout' },
        body: `agent_status=logged_out&agent_type=local&event_source=api&${local}`,
      },
    ]);
  });

  it('can write the signs raw, and names those outside by number', async () => {
    const centre = tellingCentre();
    const { register, clock, receiver } = await open(centre, { callbackSigns: 'raw', remoteAgentIds: ['95'] });
    await register('local/136', 'agent-login', 'GET');
    await register('remote/137', 'agent-login', 'POST');
    centre.login('94');
    await clock.advance(250);
    await receiver.until(1);
    centre.login('95');
    await clock.advance(250);
    const [local, remote] = await receiver.until(2);
    expect(local!.target).toContain('&extension_name=000*094@ringme.ru');
    expect(remote!.body).toBe(
      'agent_status=available&agent_type=remote&event_source=phone&agent_id=137&agent_number=%2B73835550095',
    );
  });

  it('forgets what happened while nobody asked', async () => {
    const centre = tellingCentre();
    const { register, ask, clock, receiver } = await open(centre);
    await register('local/136', 'agent-login', 'GET');
    await ask('DELETE', '/api/ver1.0/client/@me/agent/local/136/event/150');
    await clock.advance(250);
    centre.login('94');
    await clock.advance(250);
    await register('local/136', 'agent-login', 'GET');
    await register('local/136', 'agent-logout', 'GET');
    centre.logout('94');
    await clock.advance(250);
    expect((await receiver.until(1)).map(({ target }) => target.split('?')[0])).toEqual(['/agent-logout']);
  });
});
