import { applyDelta, diffFloors } from '@/lib/floor/delta';
import { cloneFloor, type Floor, floorFromRecords, recordsOf } from '@/lib/floor/floor';
import type { EpochMs } from '@/lib/floor/records';
import { events } from '@/lib/protocol/events';
import type { Reply } from '@/lib/protocol/reply';
import type { OpenTransport, TransportListener } from './transport';

type Message = () => void;

/**
 * The far end of a connection, scripted by a test: a floor that changes, a line whose messages the test delivers, loses or
 * cuts off. What is sent goes through JSON, as on a wire.
 */
export class FakeServer {
  floor: Floor;
  /** What the client asked for, oldest first. */
  readonly asked: string[] = [];
  /** How the next questions are answered; the last one stays. */
  answer: Reply = { ok: true };
  /** Set to keep quiet: questions arrive and nothing comes back. */
  isDeaf = false;
  isClosed = false;
  private epoch = 1;
  private seq = 0;
  /** Where the viewer was left by what was sent to it, lost or not. */
  private viewerSeq: number | null = null;
  private readonly line: Message[] = [];
  private listener: TransportListener | null = null;
  private isUp = false;

  constructor(
    floor: Floor,
    private readonly now: () => EpochMs = () => 0,
  ) {
    this.floor = cloneFloor(floor);
  }

  readonly open: OpenTransport = (listener) => {
    this.listener = listener;
    return {
      watch: (purpose, reply) => this.onAsk(`${events.watch} ${purpose}`, reply),
      resync: (reply) => this.onAsk(events.resync, reply),
      reconnect: () => {
        this.asked.push('reconnect');
        if (this.isUp) this.cut();
      },
      close: () => {
        this.isClosed = true;
        this.hangUp();
      },
    };
  };

  accept(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.listener?.connected();
  }

  /** The line breaks: what was on it is lost. */
  cut(): void {
    this.hangUp();
    this.listener?.disconnected();
  }

  refuse(code: Parameters<TransportListener['refused']>[0]): void {
    this.hangUp();
    this.listener?.refused(code);
  }

  dismiss(): void {
    this.hangUp();
    this.listener?.dismissed();
  }

  /** Becomes `floor`; says so to a viewer that is there. */
  commit(floor: Floor): void {
    const delta = diffFloors(this.floor, floor);
    if (!delta) return;
    applyDelta(this.floor, delta);
    this.seq += 1;
    if (this.viewerSeq === null) return;
    const step = { epoch: `e${this.epoch}`, after: this.viewerSeq, seq: this.seq, at: this.now() };
    this.viewerSeq = this.seq;
    this.post((listener, message) => listener.delta(message), { ...step, delta });
  }

  /** A commit that this view does not see: the sequence goes on without it. */
  commitUnseen(): void {
    this.seq += 1;
  }

  restart(floor: Floor): void {
    const wasUp = this.isUp;
    this.hangUp();
    this.epoch += 1;
    this.seq = 0;
    this.floor = cloneFloor(floor);
    if (wasUp) this.listener?.disconnected();
  }

  /** Another node takes over behind the same socket. */
  takeOver(floor: Floor): void {
    this.epoch += 1;
    this.seq = 0;
    this.floor = cloneFloor(floor);
    if (this.viewerSeq !== null) this.viewerSeq = 0;
  }

  sendSnapshot(): void {
    this.viewerSeq = this.seq;
    const pulse = { at: this.now(), feeds: {} };
    const floor = recordsOf(this.floor);
    this.post((listener, message) => listener.snapshot(message), {
      epoch: `e${this.epoch}`,
      seq: this.seq,
      at: this.now(),
      floor,
      pulse,
    });
  }

  sendPulse(feeds: object = {}): void {
    this.post((listener, message) => listener.pulse(message), { at: this.now(), feeds });
  }

  /** Sends anything at all, as a broken server might. */
  sendRaw(kind: 'snapshot' | 'delta' | 'pulse', message: unknown): void {
    this.post((listener, raw) => listener[kind](raw), message);
  }

  /** Delivers the oldest messages on the line, all by default. */
  deliver(count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0 && this.line.length > 0; left -= 1) this.line.shift()?.();
  }

  /** Drops one message without breaking the line, as a server does that skips a slow viewer. */
  lose(): void {
    this.line.shift();
  }

  /** Takes what is on the line off it, to be delivered at a moment of the test's choosing. */
  keepLine(): () => void {
    const kept = this.line.splice(0);
    return () => {
      for (const message of kept) message();
    };
  }

  private onAsk(question: string, reply: (answer: Reply) => void): void {
    this.asked.push(question);
    if (!this.isUp || this.isDeaf) return;
    const { answer } = this;
    if (answer.ok) this.sendSnapshot();
    this.line.push(() => reply(answer));
  }

  private post(give: (listener: TransportListener, message: unknown) => void, message: object | unknown): void {
    const { listener } = this;
    if (!this.isUp || !listener) return;
    const wire = JSON.stringify(message);
    this.line.push(() => give(listener, wire === undefined ? undefined : JSON.parse(wire)));
  }

  private hangUp(): void {
    this.isUp = false;
    this.viewerSeq = null;
    this.line.length = 0;
  }
}

export function serverWith(records: Parameters<typeof floorFromRecords>[0], now?: () => EpochMs): FakeServer {
  return new FakeServer(floorFromRecords(records), now);
}
