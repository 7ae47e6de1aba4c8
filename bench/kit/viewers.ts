import WebSocket from 'ws';
import { serveDeeds } from '@/bench/kit/helper-process';
import { percentile } from '@/bench/kit/numbers';
import { events } from '@/lib/protocol/events';

const sharedNow = () => Number(process.hrtime.bigint() / 1000n) / 1000;

/** Where `42["floor:delta` and `42["floor:pulse` first differ; an event starts with 42. */
const tellingIndex = '42["floor:'.length;
const [eventMark, deltaMark, pulseMark] = ['2', 'd', 'p'].map((letter) => letter.charCodeAt(0));

interface Target {
  readonly url: string;
  readonly cookie: string;
  /** Speaks Engine.IO; else sends at once. */
  readonly handshake: boolean;
  /** Asks for a view, as Callboard wants it. */
  readonly watch: boolean;
}

const open = new Set<WebSocket>();
/** Arrivals of every socket since the last reset, in order. */
let arrivals: number[][] = [];
let deliveries = 0;
let deltaBytes = 0;

/** As thin as can be: a real client's work would be measured along, in the wrong process. */
function connect({ url, cookie, handshake, watch }: Target): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      headers: cookie ? { cookie } : {},
    });
    const mine: number[] = [];
    const index = open.size;
    open.add(socket);
    socket.binaryType = 'nodebuffer';
    socket.on('error', reject);
    socket.on('close', () => open.delete(socket));
    if (!handshake) socket.on('open', () => resolve());
    socket.on('message', (data: Buffer) => {
      const mark = data[1] === eventMark ? data[tellingIndex] : 0;
      if (mark === deltaMark) {
        (arrivals[index] ?? mine).push(sharedNow());
        deltaBytes += data.length;
      }
      if (mark === deltaMark || mark === pulseMark) deliveries += 1;
      else if (handshake) shakeHands(socket, data, watch, resolve);
    });
  });
}

/** Engine.IO's open, Socket.IO's connect, our own question, and the pings in between. */
function shakeHands(socket: WebSocket, data: Buffer, watch: boolean, done: () => void): void {
  const text = data.subarray(0, 20).toString();
  if (text === '2') socket.send('3');
  else if (text.startsWith('0')) socket.send('40');
  else if (text.startsWith('40') && watch) socket.send(`42${JSON.stringify([events.watch, { purpose: 'wall' }])}`);
  else if (text.startsWith('40') || text.startsWith(`42["${events.snapshot}`.slice(0, 20))) done();
}

const deeds = {
  async connect(target: Target, count: number) {
    for (let done = 0; done < count; done += 50) {
      await Promise.all(Array.from({ length: Math.min(50, count - done) }, () => connect(target)));
    }
  },
  reset() {
    arrivals = Array.from(open, () => []);
    deliveries = 0;
    deltaBytes = 0;
  },
  /** Latency against when each message was sent, and how many arrived. */
  collect(sentAt: readonly number[]) {
    const latencies = arrivals.flatMap((list) => list.map((at, i) => at - (sentAt[i] ?? Number.NaN)));
    const missing = arrivals.length * sentAt.length - latencies.length;
    const meanBytes = deltaBytes / latencies.length;
    return { deliveries, missing, meanBytes, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
  },
  async close() {
    const closing = [...open].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of open) socket.terminate();
    await Promise.all(closing);
  },
};
export type ViewerDeeds = typeof deeds;

serveDeeds(deeds);
