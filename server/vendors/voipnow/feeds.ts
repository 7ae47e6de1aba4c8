import { allOrNone } from '@/server/vendors/all-or-none';
import type { Feed } from '@/server/vendors/vendor';
import { type Answer, readList, type VoipnowContext } from './client';
import { extendedNumber, isExtension } from './numbers';
import { type QueueAgent, queueAgents } from './payloads';
import { readCalls, type VoipnowCalls } from './read-calls';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

/** An agent of one queue, by extended number. */
export interface Member {
  readonly number: string;
  readonly status: string | null;
  /** Dialled outside; its calls and its id for changes are not known. */
  readonly isRemote: boolean;
}

export interface VoipnowLive {
  /** By queue, in the order of the settings. */
  readonly members: ReadonlyMap<string, Answer<readonly Member[]>>;
  /** By queue, whom it had when it last told. */
  readonly lastMembers: ReadonlyMap<string, readonly Member[]>;
  readonly calls: VoipnowCalls;
}

export const live: Feed<VoipnowSettings, VoipnowSecrets, VoipnowLive> = {
  everyMs: () => 5000,
  async read(context) {
    const { calls: mode } = context.settings;
    if (mode === 'extensions') {
      const members = await readMembers(context, context.signal);
      return { ...remembered(context, members), calls: await readCalls(context, loggedIn(members)) };
    }
    const [members, calls] = await allOrNone<[ReadonlyMap<string, Answer<readonly Member[]>>, VoipnowCalls]>(
      context.signal,
      [(signal) => readMembers(context, signal), (signal) => readCalls(context, [], signal)],
    );
    return { ...remembered(context, members), calls };
  },
};

async function readMembers(
  context: VoipnowContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Answer<readonly Member[]>>> {
  const queues = [...new Set(context.settings.queues)];
  const tasks = queues.map((queue) => async (own: AbortSignal): Promise<[string, Answer<readonly Member[]>]> => {
    const path = ['extensions', context.settings.userId, queue, 'queue', 'agents'];
    const keyOf = ({ agentNumber }: QueueAgent) => extendedNumber(agentNumber, queue);
    const answer = await readList(context, { path, schema: queueAgents, what: 'agents', keyOf }, own);
    return [queue, 'value' in answer ? { value: answer.value.map((agent) => toMember(agent, queue)) } : answer];
  });
  return new Map(await allOrNone<[string, Answer<readonly Member[]>][]>(signal, tasks));
}

export function toMember({ agentNumber, status, type }: QueueAgent, queue: string): Member {
  const isRemote = type?.toLowerCase() === 'remote' || !isExtension(agentNumber);
  return { number: extendedNumber(agentNumber, queue), status, isRemote };
}

function loggedIn(members: ReadonlyMap<string, Answer<readonly Member[]>>): string[] {
  const all = [...members.values()].flatMap((answer) => ('value' in answer ? answer.value : []));
  return [...new Set(all.filter(({ status, isRemote }) => status !== '0' && !isRemote).map(({ number }) => number))];
}

const memoryKey = 'voipnow.lastMembers';

/** A queue that is refused today keeps whom it had; in what state is not known then (rule P1). */
function remembered({ memory }: VoipnowContext, members: VoipnowLive['members']): Omit<VoipnowLive, 'calls'> {
  const before = (memory.get(memoryKey) as VoipnowLive['lastMembers'] | undefined) ?? new Map();
  const lastMembers = new Map(
    [...members].map(([queue, answer]) => [queue, 'value' in answer ? answer.value : (before.get(queue) ?? [])]),
  );
  memory.set(memoryKey, lastMembers);
  return { members, lastMembers };
}
