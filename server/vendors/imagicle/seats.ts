import type { AgentState, Readiness } from '@/lib/floor/records';
import type { Answer } from './client';
import type { ImagicleLive, ImagicleNames } from './feeds';
import type { RealTimeAgent } from './payloads';

/** One agent in one queue. Imagicle keeps status per queue and has no agent but this. */
export interface Seat {
  readonly queueId: string;
  readonly username: string;
  /** Null where the real-time statistics of the queue do not tell of this agent. */
  readonly agent: RealTimeAgent | null;
  readonly readiness: Readiness;
  readonly state: AgentState;
}

/** User names are the same in any case. */
export const keyOf = (username: string) => username.toLowerCase();

export const valueIn = <T>(answer: Answer<T> | undefined): T | null =>
  answer && 'value' in answer ? answer.value : null;

/** Every agent in every queue on the floor: as the real-time statistics tell, then those only the names feed knows. */
export function seatsOf(live: ImagicleLive, names: ImagicleNames | null): Seat[] {
  const ringing = ringingIn(live);
  return live.queues.flatMap((queue) => {
    const seats = new Map<string, Seat>();
    for (const agent of valueIn(live.realTime.get(queue.id))?.agents ?? []) {
      const key = keyOf(agent.username);
      seats.set(key, seatOf(queue.id, agent, ringing.has(key)));
    }
    for (const { username } of valueIn(names?.get(queue.id)) ?? [])
      if (!seats.has(keyOf(username)))
        seats.set(keyOf(username), {
          queueId: queue.id,
          username,
          agent: null,
          readiness: 'unknown',
          state: 'unknown',
        });
    return [...seats.values()];
  });
}

/** A waiting call that is on its way to the agent who booked it rings there [inf]. */
function ringingIn(live: ImagicleLive): Set<string> {
  const calls = [...live.realTime.values()].flatMap((answer) => valueIn(answer)?.waitingCalls ?? []);
  const usernames = calls.map((call) => (call.isBeingTransferred ? call.bookedBy?.username : null));
  return new Set(usernames.filter((username) => typeof username === 'string').map(keyOf));
}

function seatOf(queueId: string, agent: RealTimeAgent, isRinging: boolean): Seat {
  const { username } = agent;
  return { queueId, username, agent, readiness: readinessOf(agent, isRinging), state: stateOf(agent, isRinging) };
}

/** What was declared for the queue; an agent who is only engaged is not available either, and still ready. */
function readinessOf({ loginStatus, isAvailable, isBusy }: RealTimeAgent, isRinging: boolean): Readiness {
  if (loginStatus === 1) return 'logged-out';
  if (loginStatus === 3) return 'paused';
  if (loginStatus === 4) return 'ready';
  if (loginStatus !== 2) return 'unknown';
  return isAvailable === false && !isBusy && !isRinging ? 'not-ready' : 'ready';
}

function stateOf({ loginStatus, isAvailable, isBusy }: RealTimeAgent, isRinging: boolean): AgentState {
  if (loginStatus === 1) return 'logged-out';
  if (isBusy) return 'busy';
  if (isRinging) return 'ringing';
  if (loginStatus === 4) return 'wrap-up';
  if (loginStatus === 3) return 'paused';
  if (loginStatus !== 2 || isAvailable === null) return 'unknown';
  return isAvailable ? 'ready' : 'not-ready';
}
