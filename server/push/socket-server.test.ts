import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import type { Delta } from '@/lib/floor/delta';
import { events } from '@/lib/protocol/events';
import type { Reply } from '@/lib/protocol/reply';
import { createPushClock, hear, openPush, sessionHeaders, settled, type TestSocket, watch } from './open-push';
import { sample } from './sample-records';
import type { PushEvents } from './socket-server';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const push of running.splice(0)) await push.close();
});

async function start(on: PushEvents = {}, mostHandshakes?: number) {
  const clock = createPushClock();
  const push = await openPush(clock, on, mostHandshakes);
  running.push(push);
  return { ...push, clock };
}

const refusal = (socket: TestSocket) =>
  new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('let in'));
    socket.on('connect_error', (error) => resolve(error.message));
  });

const call = sample('contacts', 'milan/c1', { agentId: 'milan/a1', caller: '+39 02 1234', callerName: 'Rossi' });
const queue = sample('queues', 'milan/q1', { waiting: 1 });
const milan: Delta = { put: { sources: [sample('sources', 'milan')], queues: [queue], contacts: [call] } };

test('[V4] no cookie, a forged cookie, an expired one and one of an older account version are turned away', async () => {
  const { connect } = await start();
  expect(await refusal(connect())).toBe('not-signed-in');
  expect(await refusal(connect({ cookie: 'next-auth.session-token=forged' }))).toBe('not-signed-in');
  expect(await refusal(connect(await sessionHeaders('admin', { maxAge: -30 })))).toBe('not-signed-in');
  expect(await refusal(connect(await sessionHeaders('admin', { version: 0 })))).toBe('not-signed-in');
  expect(await refusal(connect(await sessionHeaders('nobody')))).toBe('not-signed-in');
  expect(await refusal(connect(await sessionHeaders('admin')))).toBe('let in');
});

test('[V4] a page of another origin is turned away, whatever else it sends along', async () => {
  const { connect } = await start();
  const known = await sessionHeaders('admin');
  const origins = ['https://elsewhere.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1.elsewhere.example'];
  for (const origin of origins)
    expect([origin, await refusal(connect({ ...known, origin }))]).toEqual([origin, 'websocket error']);
  const host = 'elsewhere.example';
  const forged = { ...known, origin: `https://${host}`, 'x-forwarded-host': host, forwarded: `host=${host}` };
  expect(await refusal(connect(forged))).toBe('websocket error');
  expect(await refusal(connect({ ...known, 'sec-fetch-site': 'cross-site' }))).toBe('websocket error');
  const own = connect(known);
  expect(await refusal(own)).toBe('let in');
  const { uri } = own.io as unknown as { uri: string };
  expect(await refusal(connect({ ...known, origin: uri }))).toBe('let in');
});

test('[V4] one address begins so many sockets and no more, known or not, and whomever it says it speaks for', async () => {
  const { connect, connectAs } = await start({}, 3);
  for (let turn = 0; turn < 3; turn += 1) await refusal(connect({ 'x-forwarded-for': `10.0.0.${turn}` }));
  expect(await refusal(await connectAs('admin'))).toBe('websocket error');
});

test('[V4] nothing is heard before a view is joined', async () => {
  const { feed, connectAs, clock } = await start();
  const socket = await connectAs('admin');
  const heard = hear(socket);
  await once(socket as never, 'connect');
  feed.commit(milan);
  await clock.advance(3000);
  await settled(socket);
  expect(heard.order).toEqual([]);
});

test('[V1] what arrives at the other end: callers in the console of a lead, none on a wall, for a viewer nor on a desk', async () => {
  const { feed, connectAs, directory } = await start();
  await directory.change('demo-agent', null, { agentIds: ['milan/a1'] });
  feed.commit({ put: { agents: [sample('agents', 'milan/a1', { name: 'Bea' })] } });
  const viewers = [
    { role: 'lead', purpose: 'console', caller: '+39 02 1234', later: '+39 55' },
    { role: 'admin', purpose: 'wall', caller: null, later: undefined },
    { role: 'viewer', purpose: 'console', caller: null, later: undefined },
    { role: 'agent', purpose: 'me', caller: null, later: undefined },
  ] as const;
  feed.commit(milan);
  for (const { role, purpose, caller, later } of viewers) {
    const socket = await connectAs(role);
    const heard = hear(socket);
    const raw: string[] = [];
    socket.io.engine.on('packet', ({ data }) => raw.push(String(data)));
    expect(await watch(socket, purpose)).toEqual({ ok: true });
    feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+39 55', state: 'talking' } } } });
    feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+39 02 1234', state: 'waiting' } } } });
    await settled(socket);
    expect(heard.snapshots[0]?.floor.contacts[0]?.caller).toBe(caller);
    expect(heard.deltas[0]?.delta.patch?.contacts?.['milan/c1']).toEqual(
      later ? { caller: later, state: 'talking' } : { state: 'talking' },
    );
    if (caller === null) expect(raw.join()).not.toMatch(/\+39|Rossi/);
  }
});

test('[V3] a desk holds one’s own agents with what is theirs and the queues they serve, and nothing of anybody else', async () => {
  const { feed, connectAs, directory, book } = await start();
  await directory.change('demo-agent', null, { agentIds: ['milan/a1'] });
  const put = {
    sources: [sample('sources', 'milan'), sample('sources', 'lucca')],
    queues: [queue, sample('queues', 'milan/q2'), sample('queues', 'lucca/q9')],
    agents: ['milan/a1', 'milan/a2', 'lucca/b1'].map((id) => sample('agents', id)),
    memberships: [
      sample('memberships', 'milan/m1', { agentId: 'milan/a1', queueId: 'milan/q1' }),
      sample('memberships', 'milan/m2', { agentId: 'milan/a2', queueId: 'milan/q1' }),
    ],
    contacts: [call, sample('contacts', 'milan/c2', { queueId: 'milan/q1', agentId: 'milan/a2' })],
    intents: [
      sample('intents', 'callboard/i1', { targetKind: 'agent', targetId: 'milan/a1' }),
      sample('intents', 'callboard/i2', { targetKind: 'agent', targetId: 'milan/a2' }),
    ],
  };
  feed.commit({ put });
  const socket = await connectAs('agent');
  const heard = hear(socket);
  expect(await watch(socket, 'me')).toEqual({ ok: true });
  await settled(socket);
  const { floor } = heard.snapshots[0]!;
  const ids = Object.values(floor).map((records) => records.map(({ id }) => id));
  expect(ids.flat().sort()).toEqual(['callboard/i1', 'milan', 'milan/a1', 'milan/c1', 'milan/m1', 'milan/q1']);
  feed.commit({ patch: { agents: { 'milan/a2': { state: 'busy' } }, contacts: { 'milan/c2': { state: 'talking' } } } });
  await settled(socket);
  expect(heard.deltas).toEqual([]);
  for (const purpose of ['wall', 'console'] as const)
    expect(await watch(socket, purpose)).toEqual({ ok: false, code: 'not-allowed' });

  const gone = once(socket as never, 'disconnect');
  book.replace({
    people: [{ id: 'p', name: 'Anna' }],
    agents: ['milan/a1', 'lucca/b1'].map((agent_id) => ({ agent_id, person_id: 'p' })),
    rejections: [],
  } as never);
  expect(await gone).toContain('transport close');
  const again = await connectAs('agent');
  const heardAgain = hear(again);
  await watch(again, 'me');
  await settled(again);
  expect(heardAgain.snapshots[0]!.floor.agents.map(({ id }) => id).sort()).toEqual(['lucca/b1', 'milan/a1']);
});

test('[V4] whose agents are others is hung up on, and comes back with the same session', async () => {
  const { feed, connectAs, directory } = await start();
  feed.commit({ put: { agents: [sample('agents', 'milan/a1')] } });
  const socket = await connectAs('agent');
  await watch(socket, 'me');
  const gone = once(socket as never, 'disconnect');
  await directory.change('demo-agent', null, { agentIds: ['milan/a1'] });
  expect(await gone).toContain('transport close');
  const again = await connectAs('agent');
  const heard = hear(again);
  await watch(again, 'me');
  await settled(again);
  expect(heard.snapshots[0]!.floor.agents).toHaveLength(1);
});

test('[V3] walls get no memberships', async () => {
  const { feed, connectAs } = await start();
  const put = { memberships: [sample('memberships', 'milan/m1', { agentId: 'milan/a1', queueId: 'milan/q1' })] };
  feed.commit({ put });
  const socket = await connectAs('supervisor');
  const heard = hear(socket);
  await watch(socket, 'wall');
  feed.commit({ drop: { memberships: ['milan/m1'] } });
  await settled(socket);
  expect(heard.snapshots[0]?.floor.memberships).toEqual([]);
  expect(heard.deltas).toEqual([]);
});

test('[C2] what is committed around the snapshot is in it or follows it, once', async () => {
  const { feed, connectAs } = await start();
  feed.commit(milan);
  const socket = await connectAs('admin');
  const heard = hear(socket);
  const joined = watch(socket, 'console');
  for (let waiting = 2; heard.snapshots.length === 0; waiting += 1) {
    feed.commit({ patch: { queues: { 'milan/q1': { waiting } } } });
    await new Promise(setImmediate);
  }
  await joined;
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 0 } } } });
  await settled(socket);
  const [snapshot] = heard.snapshots;
  expect(heard.order[0]).toBe(events.snapshot);
  let place = snapshot?.seq;
  for (const message of heard.deltas) {
    expect(message.after).toBe(place);
    place = message.seq;
  }
  expect(place).toBe(feed.cursor().seq);
});

test('[C1] a commit that is silent for a view leaves no gap in its cursor', async () => {
  const { feed, connectAs } = await start();
  feed.commit(milan);
  const socket = await connectAs('viewer');
  const heard = hear(socket);
  await watch(socket, 'wall');
  feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+1' } } } });
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 2 } } } });
  feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+2' } } } });
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 3 } } } });
  await settled(socket);
  const { seq } = heard.snapshots[0] as { seq: number };
  expect(heard.deltas.map(({ epoch, after, seq }) => ({ epoch, after, seq }))).toEqual([
    { epoch: 'e1', after: seq, seq: 3 },
    { epoch: 'e1', after: 3, seq: 5 },
  ]);
  const late = await connectAs('viewer');
  const heardLate = hear(late);
  await watch(late, 'wall');
  feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+3' } } } });
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 4 } } } });
  await settled(late);
  expect(heardLate.deltas[0]?.after).toBe(heardLate.snapshots[0]?.seq);
});

test('[V2] one encoding serves everybody of a view, and one snapshot everybody who came in one turn', async () => {
  const encoded: string[] = [];
  const { feed, connectAs } = await start({ encoded: (event) => encoded.push(event) });
  feed.commit(milan);
  const sockets = await Promise.all([connectAs('admin'), connectAs('lead'), connectAs('supervisor')]);
  const heard = sockets.map(hear);
  const raw = sockets.map((socket) => {
    const frames: string[] = [];
    socket.io.engine.on('packet', ({ data }) => String(data).includes(events.delta) && frames.push(String(data)));
    return frames;
  });
  await Promise.all(sockets.map((socket) => watch(socket, 'console')));
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 2 } } } });
  await Promise.all(sockets.map(settled));
  expect(encoded.filter((event) => event === events.delta)).toHaveLength(1);
  expect(heard.map(({ deltas }) => deltas.length)).toEqual([1, 1, 1]);
  expect(new Set(raw.map((frames) => frames.join())).size).toBe(1);
});

test('[D2] ages travel once a second and view, not with every change', async () => {
  const { feed, connectAs, clock } = await start();
  feed.commit(milan);
  const socket = await connectAs('admin');
  const heard = hear(socket);
  await watch(socket, 'wall');
  await clock.advance(3000);
  await settled(socket);
  expect(heard.deltas).toEqual([]);
  expect(heard.pulses.map(({ at }) => at - (heard.pulses[0]?.at ?? 0))).toEqual([0, 1000, 2000]);
  expect(heard.pulses[0]?.feeds).toEqual({ milan: { live: { asOf: heard.pulses[0]?.at, everyMs: 2000 } } });
});

test('[C1] who lost its place asks, and gets a snapshot that replaces', async () => {
  const { feed, connectAs } = await start();
  feed.commit(milan);
  const socket = await connectAs('admin');
  const heard = hear(socket);
  const resync = () => new Promise<Reply>((resolve) => socket.emit(events.resync, resolve));
  expect(await resync()).toEqual({ ok: false, code: 'bad-request' });
  await watch(socket, 'console');
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 7 } } } });
  expect(await resync()).toEqual({ ok: true });
  await settled(socket);
  expect(heard.snapshots.map(({ seq, floor }) => [seq, floor.queues[0]?.waiting])).toEqual([
    [1, 1],
    [2, 7],
  ]);
});

test('[V3] another purpose is another view: its snapshot comes, and the old one is heard no more', async () => {
  const { feed, connectAs } = await start();
  feed.commit(milan);
  const socket = await connectAs('admin');
  const heard = hear(socket);
  await watch(socket, 'console');
  await watch(socket, 'wall');
  feed.commit({ patch: { contacts: { 'milan/c1': { caller: '+1' } } } });
  await settled(socket);
  expect(heard.snapshots.map(({ floor }) => floor.contacts[0]?.caller)).toEqual(['+39 02 1234', null]);
  expect(heard.deltas).toEqual([]);
});

test('[V4] nonsense is answered with a code, and with silence where no answer was asked for', async () => {
  const { connectAs } = await start();
  const socket = await connectAs('admin');
  const ask = (...args: unknown[]) =>
    new Promise<Reply>((resolve) =>
      (socket as unknown as { emit(...all: unknown[]): void }).emit(events.watch, ...args, resolve),
    );
  for (const nonsense of [[], [null], [{ purpose: 'boss' }], [{ purpose: 'wall', extra: 1 }], ['wall', 'wall']]) {
    expect(await ask(...nonsense)).toEqual({ ok: false, code: 'bad-request' });
  }
  (socket as unknown as { emit(...all: unknown[]): void }).emit(events.resync, { not: 'a function' });
  expect(await watch(socket, 'wall')).toEqual({ ok: true });
});

test('[C4] who asks for snapshots faster than it can be meant is told to wait', async () => {
  const { connectAs, clock } = await start();
  const socket = await connectAs('admin');
  const answers: Reply[] = [];
  for (let turn = 0; turn < 6; turn += 1) answers.push(await watch(socket, 'wall'));
  expect(answers.at(-1)).toEqual({ ok: false, code: 'busy' });
  expect(answers.slice(0, 5).every(({ ok }) => ok)).toBe(true);
  await clock.advance(1000);
  expect(await watch(socket, 'wall')).toEqual({ ok: true });
});

test('[C4] who keeps asking in vain, or sends more than a question can be, is hung up on; others are not', async () => {
  const { connectAs, server } = await start();
  const [flooding, shouting, bystander] = [await connectAs('lead'), await connectAs('agent'), await connectAs('admin')];
  await Promise.all([flooding, shouting, bystander].map((socket) => watch(socket, 'wall')));
  const gone = Promise.all([flooding, shouting].map((socket) => once(socket as never, 'disconnect')));
  for (let turn = 0; turn < 1000; turn += 1) flooding.emit(events.watch, { purpose: 'console' }, () => {});
  shouting.emit(events.watch, { purpose: 'x'.repeat(64 * 1024) } as never, () => {});
  await gone;
  expect(await settled(bystander)).toMatchObject({ ok: false });
  expect(bystander.connected).toBe(true);
  await vi.waitFor(() => expect(server.viewers()).toBe(1));
});

test('[C4] 500 viewers who come and go leave nothing behind', async () => {
  const { connectAs, server, feed } = await start();
  const before = feed.listeners();
  for (let round = 0; round < 5; round += 1) {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => connectAs('admin')));
    const watching = sockets.map((socket, index) => watch(socket, index % 2 ? 'wall' : 'console'));
    // Some hang up before they are answered, some before they are let in.
    for (const [index, socket] of sockets.entries()) if (index % 10 === 0) socket.disconnect();
    await Promise.all(watching.filter((_, index) => index % 10 !== 0));
    feed.commit({ put: { queues: [sample('queues', 'milan/q1', { waiting: round })] } });
    for (const socket of sockets) socket.disconnect();
    await vi.waitFor(() => expect(server.census()).toEqual({ sockets: 0, rooms: 0, viewers: 0, views: 0 }));
  }
  expect(feed.listeners()).toBe(before);
}, 30_000);

test('[C1] a view that cannot be told a step gets a snapshot, and others hear the step', async () => {
  const bugs: unknown[] = [];
  const { feed, connectAs } = await start({ bug: (error) => bugs.push(error) });
  const [lead, wall] = [await connectAs('lead'), await connectAs('lead')];
  const [heardLead, heardWall] = [hear(lead), hear(wall)];
  await watch(wall, 'wall');
  await watch(lead, 'console');
  // What masks the caller for a wall trips over this record once.
  let trips = 1;
  const tricky = new Proxy(call, {
    ownKeys(target) {
      if (trips-- > 0) throw new Error('tripped');
      return Reflect.ownKeys(target);
    },
  });
  feed.commit({ put: { contacts: [tricky] } });
  feed.commit({ put: { queues: [queue] } });
  await Promise.all([settled(lead), settled(wall)]);
  await vi.waitFor(() => expect(heardWall.snapshots).toHaveLength(2));
  expect(bugs).toHaveLength(1);
  expect(heardWall.snapshots[1]?.floor).toMatchObject({ contacts: [{ id: call.id, caller: null }], queues: [queue] });
  expect(heardLead.snapshots).toHaveLength(1);
  expect(heardLead.deltas.map(({ seq }) => seq)).toEqual([1, 2]);
  feed.commit({ patch: { queues: { [queue.id]: { waiting: 7 } } } });
  await settled(wall);
  expect(heardWall.deltas.at(-1)).toMatchObject({ after: heardWall.snapshots[1]?.seq, seq: 3 });
});

test('[S1] a session that ends, ends its socket; so does a change of the account, at once', async () => {
  const { connect, connectAs, clock, directory, server } = await start();
  const brief = connect(await sessionHeaders('lead', { maxAge: 20 }));
  const changed = await connectAs('agent');
  const bystander = await connectAs('admin');
  await Promise.all([brief, changed, bystander].map((socket) => watch(socket, socket === changed ? 'me' : 'wall')));
  const changedGone = once(changed as never, 'disconnect');
  await directory.setDisabled('demo-agent', true);
  expect(await changedGone).toContain('transport close');
  const briefGone = once(brief as never, 'disconnect');
  await clock.advance(31_000);
  await briefGone;
  await settled(bystander);
  expect(bystander.connected).toBe(true);
  expect(server.viewers()).toBe(1);
});

test('[P4] viewers are counted as they come and go', async () => {
  const counts: number[] = [];
  const { connectAs } = await start({ viewers: (count) => counts.push(count) });
  const [first, second] = await Promise.all([connectAs('admin'), connectAs('lead')]);
  await watch(first, 'wall');
  await watch(second, 'console');
  await watch(second, 'wall');
  first.disconnect();
  await vi.waitFor(() => expect(counts.at(-1)).toBe(1));
  expect(counts).toEqual([1, 2, 2, 1]);
});

test('[C4] a slow viewer gets no backlog: it is skipped, and gets one snapshot when it has drained', async () => {
  let skips = 0;
  const { feed, connectAs, clock } = await start({ skip: () => (skips += 1) });
  const slow = await connectAs('admin');
  const quick = await connectAs('admin');
  const [heardSlow, heardQuick] = [hear(slow), hear(quick)];
  await Promise.all([watch(slow, 'console'), watch(quick, 'console')]);
  const wire = (slow.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws
    ._socket;
  wire.pause();
  const big = 'x'.repeat(2 * 1024 * 1024);
  let commits = 0;
  for (; skips === 0 && commits < 40; commits += 1) {
    feed.commit({ put: { queues: [sample('queues', 'milan/q1', { name: `${commits}${big}` })] } });
    await settled(quick);
    await clock.advance(1000);
  }
  expect(skips).toBe(1);
  for (let more = 0; more < 10; more += 1)
    feed.commit({ put: { queues: [sample('queues', 'milan/q1', { waiting: more })] } });
  wire.resume();
  await vi.waitFor(
    async () => {
      await clock.advance(1000);
      expect(heardSlow.snapshots).toHaveLength(2);
    },
    { timeout: 20_000 },
  );
  feed.commit({ patch: { queues: { 'milan/q1': { waiting: 99 } } } });
  await settled(slow);
  await settled(quick);
  expect(heardSlow.snapshots[1]?.floor.queues[0]?.waiting).toBe(9);
  expect(heardSlow.deltas.at(-1)?.after).toBe(heardSlow.snapshots[1]?.seq);
  // None of the ten that were committed meanwhile.
  expect(heardSlow.deltas.length).toBeLessThanOrEqual(commits + 1);
  expect(heardQuick.deltas).toHaveLength(commits + 11);
  expect(heardQuick.snapshots).toHaveLength(1);
});

test('[V4] the polling transport is closed', async () => {
  const { connectAs } = await start();
  const socket = await connectAs('admin');
  await watch(socket, 'wall');
  const { port } = new URL((socket.io as unknown as { uri: string }).uri);
  const headers = await sessionHeaders('admin');
  const status = await new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: '/socket.io/?EIO=4&transport=polling', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(400);
});
