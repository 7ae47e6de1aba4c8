import type { IncomingMessage } from 'node:http';
import { readBody } from '@/server/emulators/face-http';
import { listenFace } from '@/server/emulators/face-listen';

export interface ReceivedCallback {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly contentType: string | null;
  readonly body: string;
}

/** A small server for tests that takes callbacks and keeps them. */
export interface CallbackReceiver {
  readonly url: string;
  readonly all: readonly ReceivedCallback[];
  /** Resolves with everything so far when at least `count` have come. */
  until(count: number): Promise<readonly ReceivedCallback[]>;
  close(): Promise<void>;
}

/** `answer` gives the status for each, 200 unless told otherwise. */
export async function receiveCallbacks(answer: () => number | Promise<number> = () => 200): Promise<CallbackReceiver> {
  const all: ReceivedCallback[] = [];
  let waiting: (() => void)[] = [];
  const take = async (request: IncomingMessage) => {
    const body = await readBody(request);
    const { method = '', url: target = '', headers } = request;
    all.push({ method, target, contentType: headers['content-type'] ?? null, body });
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
    return answer();
  };
  const { url, close } = await listenFace((request, response) => {
    void take(request).then((status) => response.writeHead(status).end());
  });
  const until = async (count: number) => {
    while (all.length < count) await new Promise<void>((wake) => waiting.push(wake));
    return all;
  };
  return { url, all, until, close };
}
