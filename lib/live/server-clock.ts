import type { EpochMs } from '@/lib/floor/records';
import type { Clock } from './clock';

const windowMs = 60_000;

/**
 * The server's clock as far as the browser can tell. Every message says when it was sent; it can only arrive later, so
 * the largest `at - now` of the last minute is the one that travelled fastest and the best guess of the offset.
 */
export class ServerClock {
  private samples: { readonly heardAt: number; readonly offsetMs: number }[] = [];

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** Takes the `at` of a message that has just arrived. */
  hear(at: EpochMs): void {
    const heardAt = this.clock.now();
    const offsetMs = at - heardAt;
    // A sample that is older and no better can never win again.
    this.samples = this.samples.filter((s) => s.offsetMs > offsetMs && heardAt - s.heardAt <= windowMs);
    this.samples.push({ heardAt, offsetMs });
  }

  /** Server minus browser, ms; 0 before the first message. */
  get offsetMs(): number {
    return this.samples[0]?.offsetMs ?? 0;
  }

  now(): EpochMs {
    return this.clock.now() + this.offsetMs;
  }
}
