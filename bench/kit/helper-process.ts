import { fork } from 'node:child_process';

/** What a helper process can be told to do, by name; arguments and answers travel as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: each helper has its own arguments; `Told` restores their types
export type Deeds = Readonly<Record<string, (...args: any[]) => unknown>>;

/** The same deeds seen from the other process. */
export type Told<D extends Deeds> = {
  readonly [Name in keyof D]: (...args: Parameters<D[Name]>) => Promise<Awaited<ReturnType<D[Name]>>>;
};

export interface HelperProcess<D extends Deeds> {
  readonly tell: Told<D>;
  stop(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string };

const patienceMs = 90_000;

/** Starts `url` as a process of its own, so that its CPU and memory are its own; it must call `serveDeeds`. */
export function startHelper<D extends Deeds>(url: URL, args: readonly string[] = []): HelperProcess<D> {
  const env = { ...process.env, NODE_ENV: 'production' as const };
  const child = fork(url, args, { execArgv: ['--import', 'tsx', '--expose-gc'], stdio: 'inherit', env });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let isServing = () => {};
  const serving = new Promise<void>((resolve) => {
    isServing = resolve;
  });
  child.on('message', ({ id, value, error }: Answer) => {
    if (id === 0) isServing();
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('The helper process ended'));
  });
  const ask = (name: string, given: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      const question: Question = { id: lastId, name, args: given };
      waiting.set(lastId, { resolve, reject });
      setTimeout(() => reject(new Error(`The helper process did not ${name} in time`)), patienceMs).unref();
      void serving.then(() => child.send(question));
    });
  const tell = new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...given: unknown[]) =>
          ask(name, given),
    },
  ) as Told<D>;
  return {
    tell,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** In the helper: does what it is told, one answer per question. Ends with its parent. */
export function serveDeeds(deeds: Deeds): void {
  process.on('message', async ({ id, name, args }: Question) => {
    const answer = await Promise.resolve()
      .then(() => deeds[name]?.(...args))
      .then(
        (value): Answer => ({ id, value }),
        (error: unknown): Answer => ({
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
        }),
      );
    process.send?.(answer);
  });
  process.on('disconnect', () => process.exit(0));
  // Sent before anybody listens, a question would be lost.
  process.send?.({ id: 0 } satisfies Answer);
}
