/** What a vendor's calls cost: processor time per callback, and how soon the floor shows what they said. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { clientId, clientSecret, good, type SiteData, serveSite } from '@/server/vendors/ringme/fixtures/site';
import { serveHttp } from '@/server/vendors/serve-http';
import type { HookServerDeeds } from './hooks/server';
import { startHelper } from './kit/helper-process';
import { median, percentile } from './kit/numbers';
import { printTable, tellAim } from './kit/report';

const agents = 300;
const perSecond = 1000;
const rounds = 3;
const seconds = 4;
const storm = 10_000;

/** A tenant whose events tell where it is to call. */
function tenant(): SiteData {
  const local = Array.from({ length: agents }, (_, id) => ({ id, name: `Agent ${id}`, extension_id: 7000 + id }));
  return { ...good(), local, remote: [], members: { 501: local, 502: local }, calls: [], pageSize: 1000 };
}

const data = tenant();
const site = await serveHttp(serveSite(data).serve);
const open = () => startHelper<HookServerDeeds>(new URL('./hooks/server.ts', import.meta.url));
const sides = { bare: open(), Callboard: open() };
type Side = keyof typeof sides;
const ports = {
  bare: await sides.bare.tell.startBare(),
  Callboard: await sides.Callboard.tell.startCallboard(site.url, { clientId, clientSecret }),
};
const isRegistered = () => Object.values(data.events).filter((events) => events.length === 2).length === agents;
while (!isRegistered()) await sleep(50);
const path = new URL(data.events['local/0']?.[0]?.url ?? '').pathname;
const pools = {
  bare: new Pool(`http://127.0.0.1:${ports.bare}`, { connections: 16 }),
  Callboard: new Pool(`http://127.0.0.1:${ports.Callboard}`, { connections: 16 }),
};

let turn = 0;
/** Each call changes an agent, none is a replay. */
async function call(side: Side): Promise<void> {
  turn += 1;
  const status = Math.floor(turn / agents) % 2 === 0 ? 'available' : 'logged_out';
  const body = `agent_id=${turn % agents}&agent_status=${status}&agent_type=local&event_source=phone&extension_name=000%2A094%40ringme.ru`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await pools[side].request({ method: 'POST', path, headers, body });
  await reply.body.dump();
  if (reply.statusCode !== 200) throw new Error(`A callback was answered with ${reply.statusCode}`);
}

/** A thousand a second, in twentieths. */
async function measure(side: Side) {
  const { tell } = sides[side];
  await tell.seen();
  await sleep(1000);
  const idleMs = (await tell.seen()).cpuMs;
  await sleep(1000);
  const before = await tell.seen();
  const idlePerSecond = before.cpuMs - idleMs;
  const sent: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let step = 0; step < seconds * 20; step += 1) {
    await sleep(Math.max(0, startedAt + step * 50 - performance.now()));
    for (let one = 0; one < perSecond / 20; one += 1) sent.push(call(side));
  }
  await Promise.all(sent);
  await sleep(150);
  const after = await tell.seen();
  const spentSeconds = (performance.now() - startedAt) / 1000;
  const cpuMs = (after.cpuMs - before.cpuMs - idlePerSecond * spentSeconds) / sent.length;
  return { cpuMs, delaysMs: after.delaysMs, loopMaxMs: after.loopMaxMs };
}

/** All at once, as fast as they are taken. */
async function measureStorm(side: Side) {
  await sides[side].tell.seen();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: storm }, () => call(side)));
  const tookMs = performance.now() - startedAt;
  await sleep(150);
  return { tookMs, ...(await sides[side].tell.seen()) };
}

const found: Record<Side, Awaited<ReturnType<typeof measure>>[]> = { bare: [], Callboard: [] };
await measure('bare');
await measure('Callboard');
for (let round = 0; round < rounds; round += 1)
  for (const side of round % 2 === 0 ? (['bare', 'Callboard'] as const) : (['Callboard', 'bare'] as const))
    found[side].push(await measure(side));
const storms = { bare: await measureStorm('bare'), Callboard: await measureStorm('Callboard') };
await Promise.all(Object.values(pools).map((pool) => pool.destroy()));
await Promise.all(Object.values(sides).map((side) => side.stop()));
await site.close();

const cpuOf = (side: Side) => median(found[side].map(({ cpuMs }) => cpuMs));
const delays = found.Callboard.flatMap(({ delaysMs }) => delaysMs);
const sidesInOrder = ['bare', 'Callboard'] as const;
printTable(
  `${perSecond} callbacks a second, ${agents} agents, medians of ${rounds} rounds`,
  sidesInOrder.map((side) => ({
    what: side === 'bare' ? 'bare Node HTTP server' : side,
    'CPU ms per callback': cpuOf(side).toFixed(3),
    '× bare': (cpuOf(side) / cpuOf('bare')).toFixed(1),
    'one core, %': ((cpuOf(side) * perSecond) / 10).toFixed(0),
    'floor delay p50 ms': side === 'bare' ? '–' : percentile(delays, 0.5).toFixed(0),
    'floor delay p99 ms': side === 'bare' ? '–' : percentile(delays, 0.99).toFixed(0),
  })),
);
printTable(
  `${storm} callbacks at once`,
  sidesInOrder.map((side) => ({
    what: side === 'bare' ? 'bare Node HTTP server' : side,
    'answered within ms': storms[side].tookMs.toFixed(0),
    'longest pause of the event loop, ms': storms[side].loopMaxMs.toFixed(0),
  })),
);
const core = (cpuOf('Callboard') * perSecond) / 1000;
tellAim('1,000 callbacks a second on less than one core', `${(100 * core).toFixed(0)} % of one`, core < 1);
const p99 = percentile(delays, 0.99);
tellAim('on the floor within 150 ms, p99', `${p99.toFixed(0)} ms`, p99 <= 150);
