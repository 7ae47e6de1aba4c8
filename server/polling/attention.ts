import type { Clock } from '@/server/ports';

/** Whether anybody looks at the floor; sources are asked less often while nobody does. */
export interface Attention {
  isWatched(): boolean;
  /** Somebody watches until the returned function is called. */
  watch(): () => void;
  /** Somebody looked just now, as through the REST API: counts as watching for 60 s. */
  glance(): void;
  /** Told when the answer of `isWatched` turns. */
  onTurn(listener: (isWatched: boolean) => void): () => void;
}

const glanceMs = 60_000;

export function createAttention(clock: Clock): Attention {
  const listeners = new Set<(isWatched: boolean) => void>();
  let watchers = 0;
  let endGlance: (() => void) | null = null;

  function watch(): () => void {
    let isHeld = true;
    watchers += 1;
    if (watchers === 1) for (const listener of listeners) listener(true);
    return () => {
      if (!isHeld) return;
      isHeld = false;
      watchers -= 1;
      if (watchers === 0) for (const listener of listeners) listener(false);
    };
  }

  return {
    isWatched: () => watchers > 0,
    watch,
    glance() {
      const before = endGlance;
      const release = watch();
      const cancel = clock.after(glanceMs, () => endGlance?.());
      endGlance = () => {
        cancel();
        endGlance = null;
        release();
      };
      before?.();
    },
    onTurn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
