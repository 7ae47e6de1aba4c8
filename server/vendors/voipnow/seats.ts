import type { AgentState, Readiness } from '@/lib/floor/records';
import type { Member, VoipnowLive } from './feeds';

/** One agent in one queue. VoipNow keeps status per queue and has no agent but this. */
export interface Seat extends Member {
  readonly queue: string;
  readonly readiness: Readiness;
  readonly state: AgentState;
}

type Engaged = ReadonlyMap<string, 'busy' | 'ringing'>;

/** Every agent in every queue; of a queue that is refused those it had, in a state that is not known. */
export function seatsOf(live: VoipnowLive, engaged: Engaged): Seat[] {
  return [...live.members].flatMap(([queue, answer]) => {
    const isTold = 'value' in answer;
    const members = isTold ? answer.value : (live.lastMembers.get(queue) ?? []);
    return members.map((member) => {
      const status = isTold ? member.status : null;
      const readiness = readinessOf(status);
      const isFreeKnown = isTellable(live, member);
      const state = stateOf(readiness, engaged.get(member.number), isFreeKnown);
      return { ...member, status, queue, readiness, state };
    });
  });
}

/** Whether it can be told that this agent has no call. */
function isTellable({ calls }: VoipnowLive, { number, isRemote }: Member): boolean {
  return calls.told === 'user' ? !isRemote : calls.told.has(number);
}

function readinessOf(status: string | null): Readiness {
  if (status === '0') return 'logged-out';
  if (status === '1') return 'ready';
  return status === '2' ? 'paused' : 'unknown';
}

function stateOf(readiness: Readiness, engaged: 'busy' | 'ringing' | undefined, isFreeKnown: boolean): AgentState {
  if (readiness === 'logged-out') return 'logged-out';
  if (engaged) return engaged;
  return readiness === 'ready' && !isFreeKnown ? 'unknown' : readiness;
}
