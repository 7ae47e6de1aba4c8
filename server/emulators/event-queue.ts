import type { EpochMs } from '@/lib/floor/records';

interface PlannedEvent {
  at: EpochMs;
  /** Events of the same instant run in the order they were planned. */
  order: number;
  run: () => void;
}

/** What is going to happen in a simulated world, earliest first (a binary heap). */
export class EventQueue {
  #heap: PlannedEvent[] = [];
  #planned = 0;

  schedule(at: EpochMs, run: () => void): void {
    const heap = this.#heap;
    const event = { at, order: this.#planned++, run };
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || isBefore(parent, event)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  /** Takes the next event that is due at or before `until`; null when there is none. */
  take(until: EpochMs): PlannedEvent | null {
    const first = this.#heap[0];
    if (!first || first.at > until) return null;
    const last = this.#heap.pop();
    if (last && last !== first) this.#sink(last);
    return first;
  }

  #sink(event: PlannedEvent): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      if (!child) break;
      const right = heap[childIndex + 1];
      if (right && isBefore(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (isBefore(event, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = event;
  }
}

function isBefore(a: PlannedEvent, b: PlannedEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
