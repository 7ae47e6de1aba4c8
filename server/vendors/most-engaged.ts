import type { AgentState, Readiness } from '@/lib/floor/records';

/** Most engaged first; an unknown one may hide more than one that is logged out. */
const engagement = ['busy', 'ringing', 'wrap-up', 'ready', 'not-ready', 'paused', 'unknown', 'logged-out'] as const;

/** What an agent is or declared where the vendor tells it per queue: the most engaged of all. */
export function mostEngaged<State extends AgentState | Readiness>(states: readonly State[]): State | 'unknown' {
  for (const each of engagement) {
    const found = states.find((state) => state === each);
    if (found !== undefined) return found;
  }
  return 'unknown';
}
