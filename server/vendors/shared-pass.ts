import type { EpochMs } from '@/lib/floor/records';
import type { FeedContext } from './vendor';
import { isVendorError } from './vendor-error';

/** What proves for a while who we are: a token, a session's cookie. */
export interface Pass {
  readonly text: string;
  /** Null: good until it is refused. */
  readonly renewAt: EpochMs | null;
}

type Holder = Pick<FeedContext<unknown, unknown>, 'memory' | 'clock' | 'signal'>;

export interface PassKeeper<Context extends Holder> {
  /** The pass to send, asked for where there is none or it ends soon; shared by all requests that wait for it. */
  current(context: Context): Promise<Pass>;
  /** Forgets this pass, unless another request has renewed it meanwhile. */
  drop(context: Context, pass: Pass): Promise<void>;
  /** Sends with a pass; what was refused, by a 401 unless told otherwise, is sent once more with a new one. */
  sendWith<T>(
    context: Context,
    send: (text: string) => Promise<T>,
    isRefused?: (error: unknown) => boolean,
  ): Promise<T>;
}

/** Only a 401 says for certain that nothing was done. */
export const isUnauthorized = (error: unknown): boolean => isVendorError(error) && error.status === 401;

/** Keeps one pass per source in its memory, under `key`; `ask` gets a new one from the vendor. */
export function keepPass<Context extends Holder>(
  key: string,
  ask: (context: Context) => Promise<Pass>,
): PassKeeper<Context> {
  const keptIn = ({ memory }: Context) => memory.get(key) as Promise<Pass> | undefined;
  function forget(context: Context, kept: Promise<Pass>): void {
    if (keptIn(context) === kept) context.memory.delete(key);
  }

  function begin(context: Context): Promise<Pass> {
    const asked = ask(context);
    context.memory.set(key, asked);
    asked.catch(() => forget(context, asked));
    return asked;
  }

  async function current(context: Context): Promise<Pass> {
    const known = keptIn(context);
    const pass = await (known ?? begin(context)).catch((error: unknown) => {
      // Another request's own end is no answer to this one.
      if (known === undefined || isVendorError(error) || context.signal.aborted) throw error;
      return begin(context);
    });
    if (known === undefined || pass.renewAt === null || pass.renewAt > context.clock.now()) return pass;
    forget(context, known);
    return current(context);
  }

  async function drop(context: Context, pass: Pass): Promise<void> {
    const kept = keptIn(context);
    if (kept && (await kept.catch(() => null)) === pass) forget(context, kept);
  }

  return {
    current,
    drop,
    async sendWith(context, send, isRefused = isUnauthorized) {
      const pass = await current(context);
      try {
        return await send(pass.text);
      } catch (error) {
        if (!isRefused(error)) throw error;
        await drop(context, pass);
        return send((await current(context)).text);
      }
    },
  };
}
