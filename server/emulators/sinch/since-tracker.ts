/** Since when an agent shows a value, for values that outlast the centre's own states (Ready through many calls). */
export interface SinceTracker {
  /** `changedAt` is believed when the value differs from the last one noted, or was never noted. */
  note(key: string, value: string, changedAt: number): number;
}

export function createSinceTracker(): SinceTracker {
  const noted = new Map<string, { value: string; since: number }>();
  return {
    note: (key, value, changedAt) => {
      const last = noted.get(key);
      if (last?.value === value) return last.since;
      noted.set(key, { value, since: changedAt });
      return changedAt;
    },
  };
}
