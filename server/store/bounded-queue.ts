export interface QueueLimit {
  readonly entries: number;
  readonly bytes: number;
}

/** First in, first out, within a limit: what is too much goes at the old end. */
export interface BoundedQueue<T> {
  readonly length: number;
  /** Returns how many had to go. */
  push(entry: T): number;
  /** Removes the oldest, at most `max`. */
  take(max: number): T[];
  /** Puts back at the old end what was taken; returns how many had to go. */
  putBack(entries: readonly T[]): number;
}

export function createBoundedQueue<T>(limit: QueueLimit, sizeOf: (entry: T) => number): BoundedQueue<T> {
  let waiting: { readonly entry: T; readonly bytes: number }[] = [];
  /** Where the oldest is: taking from the front of a long list one by one would copy it each time. */
  let head = 0;
  let bytes = 0;
  const length = () => waiting.length - head;
  const measure = (entry: T) => ({ entry, bytes: sizeOf(entry) });

  function shift(): T | undefined {
    const oldest = waiting[head];
    if (!oldest) return undefined;
    head += 1;
    bytes -= oldest.bytes;
    if (head > 1000 && head > length()) {
      waiting = waiting.slice(head);
      head = 0;
    }
    return oldest.entry;
  }

  function trim(): number {
    let gone = 0;
    while (length() > limit.entries || bytes > limit.bytes) {
      shift();
      gone += 1;
    }
    return gone;
  }

  return {
    get length() {
      return length();
    },
    push(entry) {
      const measured = measure(entry);
      waiting.push(measured);
      bytes += measured.bytes;
      return trim();
    },
    take(max) {
      const count = Math.min(max, length());
      return Array.from({ length: count }, () => shift() as T);
    },
    putBack(entries) {
      const measured = entries.map(measure);
      waiting = [...measured, ...waiting.slice(head)];
      head = 0;
      for (const one of measured) bytes += one.bytes;
      return trim();
    },
  };
}
