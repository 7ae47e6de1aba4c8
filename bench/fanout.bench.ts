/** The same messages to 1,000 and 2,000 sockets, by Callboard, bare Socket.IO and bare ws. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerDeeds } from './fanout/server';
import { type SpeakerKind, speakerKinds } from './fanout/speakers';
import { type HelperProcess, startHelper } from './kit/helper-process';
import { median } from './kit/numbers';
import { printTable, tellAim } from './kit/report';
import type { ViewerDeeds } from './kit/viewers';

const rounds = 3;
const everyMs = 100;
const [warmUp, measured] = [10, 30];

interface Sample {
  /** Of one delta. */
  readonly bytes: number;
  readonly cpuPerDelivery: number;
  readonly p50: number;
  readonly p99: number;
  readonly heapPerViewer: number;
  readonly rssPerViewer: number;
}

const viewers = startHelper<ViewerDeeds>(new URL('./kit/viewers.ts', import.meta.url));

async function measureOnce(kind: SpeakerKind, server: HelperProcess<ServerDeeds>, count: number): Promise<Sample> {
  const { port, cookie } = await server.tell.address();
  const path = kind === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket';
  const target = {
    url: `ws://127.0.0.1:${port}${path}`,
    cookie,
    handshake: kind !== 'ws',
    watch: kind === 'callboard',
  };
  const before = await server.tell.memory();
  await viewers.tell.connect(target, count);
  await sleep(200);
  const after = await server.tell.memory();
  await server.tell.speak(warmUp, everyMs);
  await viewers.tell.reset();
  const { sentAt, cpuMs } = await server.tell.speak(measured, everyMs);
  const heard = await viewers.tell.collect(sentAt);
  await viewers.tell.close();
  if (heard.missing > 0) throw new Error(`${kind}: ${heard.missing} deltas did not arrive`);
  return {
    bytes: heard.meanBytes,
    cpuPerDelivery: (1000 * cpuMs) / heard.deliveries,
    ...{ p50: heard.p50, p99: heard.p99 },
    heapPerViewer: (after.heap - before.heap) / 1000 / count,
    rssPerViewer: (after.rss - before.rss) / 1000 / count,
  };
}

function startServer(kind: SpeakerKind): HelperProcess<ServerDeeds> {
  return startHelper(new URL('./fanout/server.ts', import.meta.url), [kind, String(warmUp + measured)]);
}

async function measure(count: number): Promise<Map<SpeakerKind, Sample>> {
  const servers = speakerKinds.map((kind) => [kind, startServer(kind)] as const);
  const samples = new Map<SpeakerKind, Sample[]>(speakerKinds.map((kind) => [kind, []]));
  // Round by round, each beginning with another one, so that a busy moment of the machine is shared by all.
  for (let round = 0; round < rounds; round += 1) {
    const turns = [...servers.slice(round), ...servers.slice(0, round)];
    for (const [kind, server] of turns) samples.get(kind)?.push(await measureOnce(kind, server, count));
  }
  await Promise.all(servers.map(([, server]) => server.stop()));
  return new Map([...samples].map(([kind, list]) => [kind, mediansOf(list)]));
}

function mediansOf(samples: readonly Sample[]): Sample {
  const of = (name: keyof Sample) => median(samples.map((sample) => sample[name]));
  return {
    ...{ bytes: of('bytes'), cpuPerDelivery: of('cpuPerDelivery'), p50: of('p50'), p99: of('p99') },
    ...{ heapPerViewer: of('heapPerViewer'), rssPerViewer: of('rssPerViewer') },
  };
}

const labels: Record<SpeakerKind, string> = { ws: 'bare ws', 'socket.io': 'bare Socket.IO', callboard: 'Callboard' };

function report(count: number, results: ReadonlyMap<SpeakerKind, Sample>): void {
  const of = (kind: SpeakerKind) => results.get(kind)?.cpuPerDelivery ?? Number.NaN;
  const kb = ((results.get('callboard')?.bytes ?? Number.NaN) / 1000).toFixed(1);
  printTable(
    `Fan-out to ${count} sockets, ${1000 / everyMs} deltas of ${kb} KB a second, medians of ${rounds} rounds`,
    [...results].map(([kind, sample]) => ({
      server: labels[kind],
      'CPU µs per delivery': sample.cpuPerDelivery.toFixed(1),
      '× Socket.IO': (sample.cpuPerDelivery / of('socket.io')).toFixed(2),
      'speed, × ws': (of('ws') / sample.cpuPerDelivery).toFixed(2),
      'p50 ms': sample.p50.toFixed(1),
      'p99 ms': sample.p99.toFixed(1),
      'heap KB per viewer': sample.heapPerViewer.toFixed(1),
      'RSS KB per viewer': sample.rssPerViewer.toFixed(1),
    })),
  );
  const [toSocketIo, toWs] = [of('callboard') / of('socket.io'), of('ws') / of('callboard')];
  tellAim('CPU no dearer than bare Socket.IO', `${toSocketIo.toFixed(2)} of it`, toSocketIo <= 1.02);
  tellAim('ambition: 0.8 of bare ws', `${toWs.toFixed(2)} of it`, toWs >= 0.8);
}

for (const count of [1000, 2000]) report(count, await measure(count));
await viewers.stop();
