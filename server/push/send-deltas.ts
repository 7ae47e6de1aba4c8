import { events } from '@/lib/protocol/events';
import type { DeltaMessage, SnapshotMessage } from '@/lib/protocol/messages';
import type { Commit, FloorFeed } from '@/server/floor/floor-feed';
import type { Clock } from '@/server/ports';
import { hasDrained, isBehind, mostWaiting } from './backlog';
import type { FloorSocket } from './socket-types';
import type { TellAll } from './tell-all';
import { createViewFilter, type ViewFilter } from './view-filter';
import type { View } from './views';

/** Everybody who sees the same: one filter, one cursor, one encoding (rule V2). */
interface Audience {
  readonly key: string;
  readonly view: View;
  filter: ViewFilter;
  /** Where this view stands: the last commit it had something to hear of (rule C1). */
  seq: number;
  readonly following: Set<FloorSocket>;
  /** Waiting for their snapshot, with whom to tell; they follow from the step in which it is sent (rule C2). */
  readonly arriving: Map<FloorSocket, () => void>;
  /** Too slow to follow; they get one snapshot when they have drained (rule C4). */
  readonly skipped: Set<FloorSocket>;
}

export interface SenderParts {
  readonly tellAll: TellAll;
  readonly feed: FloorFeed;
  readonly clock: Clock;
  readonly onSnapshot?: (viewers: number) => void;
  readonly onSkip?: () => void;
  /** Something of ours failed; whoever it concerned gets a snapshot. */
  readonly onBug?: (error: unknown) => void;
}

/** Tells every viewer what changed on the part of the floor it may see, encoded once per view and commit. */
export class DeltaSender {
  private readonly audiences = new Map<string, Audience>();
  private readonly places = new Map<FloorSocket, Audience>();
  private readonly unsubscribe: () => void;

  constructor(private readonly parts: SenderParts) {
    this.unsubscribe = parts.feed.subscribe((commit) => {
      for (const audience of this.audiences.values()) this.sendOrRefresh(audience, commit);
    });
  }

  get viewers(): number {
    return this.places.size;
  }

  /** Views that somebody is in. */
  get views(): number {
    return this.audiences.size;
  }

  /** Puts the socket into a view, out of any other, and sends its snapshot; `joined` is called in that same step. */
  watch(socket: FloorSocket, view: View, joined: () => void): void {
    this.leave(socket);
    const audience = this.open(view);
    this.places.set(socket, audience);
    this.arrive(audience, socket, joined);
  }

  /** Sends a new snapshot of the view the socket is in; false when it is in none. */
  resync(socket: FloorSocket, joined: () => void): boolean {
    const audience = this.places.get(socket);
    if (audience) this.arrive(audience, socket, joined);
    return audience !== undefined;
  }

  leave(socket: FloorSocket): void {
    const audience = this.places.get(socket);
    if (!audience) return;
    this.places.delete(socket);
    audience.following.delete(socket);
    audience.arriving.delete(socket);
    audience.skipped.delete(socket);
    const isEmpty = audience.following.size + audience.arriving.size + audience.skipped.size === 0;
    if (isEmpty) this.audiences.delete(audience.key);
  }

  /** Once a second: ages for everybody, and a snapshot for those who were skipped and have caught up. */
  tick(): void {
    const pulse = this.parts.feed.pulse();
    for (const audience of this.audiences.values()) {
      for (const socket of audience.skipped) if (hasDrained(socket)) this.arrive(audience, socket, () => {});
      this.skipSlow(audience, mostWaiting.inItsOwnTurn);
      if (audience.following.size === 0) continue;
      this.parts.tellAll(audience.following, events.pulse, audience.filter.pulse(pulse));
    }
  }

  stop(): void {
    this.unsubscribe();
    for (const socket of [...this.places.keys()]) this.leave(socket);
  }

  private open(view: View): Audience {
    const known = this.audiences.get(view.key);
    if (known) return known;
    const audience: Audience = {
      key: view.key,
      view,
      filter: createViewFilter(view, this.parts.feed.floor),
      seq: this.parts.feed.cursor().seq,
      following: new Set(),
      arriving: new Map(),
      skipped: new Set(),
    };
    this.audiences.set(view.key, audience);
    return audience;
  }

  /** Arrivals of one turn share one encoding: after a restart everybody comes back at once. */
  private arrive(audience: Audience, socket: FloorSocket, joined: () => void): void {
    audience.following.delete(socket);
    audience.skipped.delete(socket);
    if (audience.arriving.size === 0) this.parts.clock.after(0, () => this.admit(audience));
    audience.arriving.set(socket, joined);
  }

  private admit(audience: Audience): void {
    const arrivals = [...audience.arriving];
    audience.arriving.clear();
    if (arrivals.length === 0) return;
    for (const [socket, joined] of arrivals) {
      audience.following.add(socket);
      joined();
    }
    const { feed, tellAll } = this.parts;
    const pulse = audience.filter.pulse(feed.pulse());
    const place = { epoch: feed.cursor().epoch, seq: audience.seq, at: pulse.at };
    const message: SnapshotMessage = { ...place, floor: audience.filter.records(), pulse };
    tellAll(
      arrivals.map(([socket]) => socket),
      events.snapshot,
      message,
    );
    this.parts.onSnapshot?.(arrivals.length);
  }

  /** A view that cannot be told a step must not seem to hold it: it starts anew with a snapshot, and others are told. */
  private sendOrRefresh(audience: Audience, commit: Commit): void {
    try {
      this.send(audience, commit);
    } catch (error) {
      this.parts.onBug?.(error);
      audience.filter = createViewFilter(audience.view, this.parts.feed.floor);
      audience.seq = commit.seq;
      for (const socket of audience.following) this.arrive(audience, socket, () => {});
    }
  }

  private send(audience: Audience, commit: Commit): void {
    const delta = audience.filter.step(commit.delta);
    if (!delta) return;
    const after = audience.seq;
    audience.seq = commit.seq;
    this.skipSlow(audience, mostWaiting.inABurst);
    if (audience.following.size === 0) return;
    const { epoch, seq } = commit;
    const message: DeltaMessage = { epoch, after, seq, at: this.parts.clock.now(), delta };
    this.parts.tellAll(audience.following, events.delta, message);
  }

  private skipSlow(audience: Audience, limit: number): void {
    for (const socket of audience.following) {
      if (!isBehind(socket, limit)) continue;
      audience.following.delete(socket);
      audience.skipped.add(socket);
      this.parts.onSkip?.();
    }
  }
}
