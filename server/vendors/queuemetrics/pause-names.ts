import type { PauseReason } from '@/server/vendors/command';

const key = 'pause-names';
type PauseNames = ReadonlyMap<string, string>;

/** Keeps what a pause is called where people choose it, so that the floor calls it the same. */
export function learnPauses(memory: Map<string, unknown>, reasons: readonly PauseReason[]): void {
  const known = pausesLearned(memory);
  if (reasons.every(({ code, label }) => known.get(code) === label)) return;
  memory.set(key, new Map([...known, ...reasons.map(({ code, label }) => [code, label] as const)]));
}

/** By code; a map of its own, since a reading never changes. */
export function pausesLearned(memory: ReadonlyMap<string, unknown>): PauseNames {
  return (memory.get(key) as PauseNames | undefined) ?? new Map();
}
