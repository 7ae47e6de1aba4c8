export type Turns = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/** One thing after the other for the same record, side by side for different ones. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
    const turn = (last.get(key) ?? Promise.resolve()).then(run, run);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
