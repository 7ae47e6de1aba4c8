import type { AgentState, EpochMs, Readiness } from '@/lib/floor/records';
import { isNone } from './codes';
import type { Directory } from './directory';
import type { LiveReading } from './feeds';
import type { AgentRow, CallRow } from './payloads';
import type { Settings } from './settings';

/** One agent who is logged in: the rows of all queues taken together. */
export interface Presence extends Omit<AgentRow, 'queues'> {
  readonly queues: ReadonlySet<string>;
}

/** What the agents do, by code; instants on the vendor's clock. */
export interface Attendance {
  /** Null where the answer had no block of agents, or none came yet. */
  readonly present: ReadonlyMap<string, Presence> | null;
  /** Answered calls by agent. */
  readonly talking: ReadonlyMap<string, readonly CallRow[]>;
}

export function takeAttendance(live: LiveReading | null, directory: Directory): Attendance {
  const talking = new Map<string, CallRow[]>();
  for (const call of live?.calls ?? []) {
    if (call.answeredAt === null || call.agent === null) continue;
    const code = directory.agentCode(call.agent);
    talking.set(code, [...(talking.get(code) ?? []), call]);
  }
  return { present: live?.agents ? joinRows(live.agents, directory) : null, talking };
}

/** An agent has a row per queue, or one that names several; of rows that disagree the paused one counts. */
function joinRows(rows: readonly AgentRow[], directory: Directory): Map<string, Presence> {
  const present = new Map<string, Presence>();
  for (const row of rows) {
    const code = directory.agentCode(row.agent);
    const before = present.get(code);
    const [main, other] = before && (isPaused(before) || !isPaused(row)) ? [before, row] : [row, before];
    present.set(code, {
      ...main,
      agent: code,
      queues: new Set([...(before?.queues ?? []), ...row.queues]),
      extension: main.extension ?? other?.extension ?? null,
      serverId: main.serverId ?? other?.serverId ?? null,
    });
  }
  return present;
}

export const isPaused = (row: Pick<AgentRow, 'onPause' | 'pauseCode'>): boolean =>
  !isNone(row.pauseCode) || !isNone(row.onPause);

export interface Doing {
  readonly state: AgentState;
  readonly readiness: Readiness;
  /** On the vendor's clock. */
  readonly since: EpochMs | null;
}

const unknown: Doing = { state: 'unknown', readiness: 'unknown', since: null };

/** What one agent does; the first that fits counts. */
export function doingOf(code: string, attendance: Attendance, directory: Directory, settings: Settings): Doing {
  const presence = attendance.present?.get(code);
  const calls = attendance.talking.get(code) ?? [];
  // Without a row an agent is logged out, but only if every queue was asked for and the agent is known to exist.
  const isAbsent = attendance.present !== null && !presence;
  if (isAbsent && directory.polled === '*' && directory.agents?.has(code))
    return { state: 'logged-out', readiness: 'logged-out', since: null };
  // Nobody declared a wrap-up: whoever is in one is ready, and soon free again.
  const isWrappingUp = presence !== undefined && settings.wrapUpPauseCodes.includes(presence.pauseCode);
  const hasDeclared = presence !== undefined && isPaused(presence) && !isWrappingUp;
  const readiness = presence ? (hasDeclared ? 'paused' : 'ready') : 'unknown';
  if (calls.length > 0) return { state: 'busy', readiness, since: earliest(calls.map((call) => call.answeredAt)) };
  if (!presence) return unknown;
  if (!isPaused(presence)) return { state: 'ready', readiness, since: presence.inStatusSince };
  const since = presence.pausedAt ?? presence.inStatusSince;
  return { state: isWrappingUp ? 'wrap-up' : 'paused', readiness, since };
}

/** The smallest of those that are known. */
export function earliest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : known.reduce((first, at) => Math.min(first, at));
}
