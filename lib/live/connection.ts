import type { EpochMs } from '@/lib/floor/records';
import type { Purpose } from '@/lib/protocol/purposes';
import type { Reply, ReplyCode } from '@/lib/protocol/reply';
import type { Clock } from './clock';
import { isDelta, isPulse, isSnapshot } from './envelope';
import type { FloorStore } from './floor-store';
import type { ServerClock } from './server-clock';
import type { OpenTransport, Transport } from './transport';

/** The browser's own link to the server, a third thing beside a source's health and a feed's age (rule H1). */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** `since`: when the last message came, on the server's clock. */
  | { readonly status: 'offline'; readonly since: EpochMs }
  | { readonly status: 'refused'; readonly code: ReplyCode };

export interface FloorConnection {
  readonly state: ConnectionState;
  /** Calls back when the state is another one. Returns its own undo. */
  subscribe(listener: () => void): () => void;
  /** Tries again now, after signing in for example. */
  retry(): void;
  close(): void;
}

export interface ConnectionParts {
  readonly open: OpenTransport;
  readonly store: FloorStore;
  readonly serverClock: ServerClock;
  readonly clock: Clock;
  readonly purpose: Purpose;
}

/** How long to wait for what was asked before asking again. */
export const answerWithinMs = 10_000;
/** A pulse comes every second: after this long without a word the line is dead, whatever the socket believes. */
export const silenceMs = 20_000;
/** A wall nobody looks after comes back by itself once it may. */
export const refusedRetryMs = 30_000;
const busyRetryMs = 1000;
const dismissedRetryMs = 1000;

/** Keeps `store` in step with the server for as long as it is open (rules C1–C3, C5). */
export function connectFloor(parts: ConnectionParts): FloorConnection {
  return new Connection(parts);
}

class Connection implements FloorConnection {
  state: ConnectionState = { status: 'connecting' };
  private readonly listeners = new Set<() => void>();
  private readonly transport: Transport;
  /** Between asking for a snapshot and getting it, deltas belong to a place we no longer hold. */
  private awaitingSnapshot = true;
  /** Numbers the questions, so that a late answer to an old one is not taken for the new one's. */
  private question = 0;
  private lastHeardAt: EpochMs;
  private cancelNext = () => {};
  /** Null while nothing is expected. */
  private cancelSilence: (() => void) | null = null;
  /** When the last word came, on the browser's clock. */
  private heardOn = 0;

  constructor(private readonly parts: ConnectionParts) {
    this.lastHeardAt = parts.serverClock.now();
    this.transport = parts.open({
      connected: () => this.onConnected(),
      disconnected: () => this.onDisconnected(),
      dismissed: () => this.onDismissed(),
      refused: (code) => this.onRefused(code),
      snapshot: (message) => this.onSnapshot(message),
      delta: (message) => this.onDelta(message),
      pulse: (message) => this.onPulse(message),
    });
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  retry(): void {
    this.forget();
    this.transport.reconnect();
  }

  close(): void {
    this.forget();
    this.listeners.clear();
    this.transport.close();
  }

  private onConnected(): void {
    this.expectWord();
    this.ask((reply) => this.transport.watch(this.parts.purpose, reply));
  }

  private onDisconnected(): void {
    this.forget();
    if (this.state.status !== 'offline') this.enter({ status: 'offline', since: this.lastHeardAt });
  }

  private onDismissed(): void {
    this.onDisconnected();
    this.next(dismissedRetryMs, () => this.transport.reconnect());
  }

  private onRefused(code: ReplyCode): void {
    if (code === 'busy') {
      this.onDismissed();
      return;
    }
    this.forget();
    this.enter({ status: 'refused', code });
    this.next(refusedRetryMs, () => this.transport.reconnect());
  }

  private onSnapshot(message: unknown): void {
    if (!isSnapshot(message)) return;
    this.heard(message.at);
    this.question += 1;
    this.awaitingSnapshot = false;
    this.cancelNext();
    this.parts.store.applySnapshot(message);
    this.enter({ status: 'live' });
  }

  private onDelta(message: unknown): void {
    const fits = isDelta(message);
    if (fits) this.heard(message.at);
    if (this.awaitingSnapshot) return;
    if (fits && this.parts.store.applyDelta(message) === 'applied') return;
    this.ask((reply) => this.transport.resync(reply));
  }

  private onPulse(message: unknown): void {
    if (!isPulse(message)) return;
    this.heard(message.at);
    if (!this.awaitingSnapshot) this.parts.store.applyPulse(message);
  }

  /** Asks for a snapshot until one comes or we are turned away. */
  private ask(send: (reply: (answer: Reply) => void) => void): void {
    this.awaitingSnapshot = true;
    this.question += 1;
    const { question } = this;
    this.next(answerWithinMs, () => this.ask(send));
    send((answer) => {
      if (question !== this.question || answer.ok) return;
      if (answer.code === 'busy') this.next(busyRetryMs, () => this.ask(send));
      else this.onRefused(answer.code);
    });
  }

  private heard(at: EpochMs): void {
    this.parts.serverClock.hear(at);
    this.lastHeardAt = this.parts.serverClock.now();
    this.expectWord();
  }

  /** One timer that looks when it fires: to set another at every word costs more than to read a short one. */
  private expectWord(): void {
    this.heardOn = this.parts.clock.now();
    if (this.cancelSilence) return;
    const look = () => {
      const left = this.heardOn + silenceMs - this.parts.clock.now();
      this.cancelSilence = left > 0 ? this.parts.clock.after(left, look) : null;
      if (left > 0) return;
      this.onDisconnected();
      this.transport.reconnect();
    };
    this.cancelSilence = this.parts.clock.after(silenceMs, look);
  }

  /** The one thing to do later; a new one takes the place of the old. */
  private next(delayMs: number, run: () => void): void {
    this.cancelNext();
    this.cancelNext = this.parts.clock.after(delayMs, run);
  }

  private forget(): void {
    this.awaitingSnapshot = true;
    this.question += 1;
    this.cancelNext();
    this.cancelSilence?.();
    this.cancelSilence = null;
  }

  private enter(state: ConnectionState): void {
    if (state.status === 'live' && this.state.status === 'live') return;
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }
}
