import type { EpochMs } from '@/lib/floor/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { groupBy } from '@/server/vendors/group-by';
import { type Answer, readList, type VoipnowContext, valueIn } from './client';
import { isExtendedNumber } from './numbers';
import { oneCallOf } from './one-call';
import { type PhoneCall, phoneCalls } from './payloads';

/** A call and the extensions in whose lists it stood. */
export type ListedCall = PhoneCall & { readonly foundAt: readonly string[] };

export interface VoipnowCalls {
  readonly list: readonly ListedCall[];
  /** Whose calls are all in the list. */
  readonly told: 'user' | ReadonlySet<string>;
}

/** The calls of the extensions that the settings say, each once; `agents` are those logged in, by extended number. */
export async function readCalls(
  context: VoipnowContext,
  agents: readonly string[],
  signal: AbortSignal = context.signal,
): Promise<VoipnowCalls> {
  const { calls: mode, queues } = context.settings;
  if (mode === 'user') {
    const list = valueIn(await askCalls(context, signal, '@self'));
    return list ? { list: merge([['@self', list]], queues), told: 'user' } : { list: [], told: new Set() };
  }
  const ofAgents = mode === 'extensions' ? await askInTurn(context, signal, agents) : new Map();
  const tasks = queues.map((queue) => (own: AbortSignal) => askCalls(context, own, queue));
  const answers = await allOrNone<Answer<PhoneCall[]>[]>(signal, tasks);
  const lists: [string, PhoneCall[]][] = [
    ...ofAgents,
    ...queues.map((queue, at): [string, Answer<PhoneCall[]> | undefined] => [queue, answers[at]]),
  ].flatMap(([extension, answer]) => {
    const list = valueIn(answer);
    return list ? [[extension, list] as [string, PhoneCall[]]] : [];
  });
  return { list: merge(lists, queues), told: new Set(lists.map(([extension]) => extension)) };
}

function askCalls(context: VoipnowContext, signal: AbortSignal, extension: string): Promise<Answer<PhoneCall[]>> {
  const path = ['phoneCalls', context.settings.userId, extension];
  return readList(context, { path, schema: phoneCalls, what: 'calls', keyOf: rowKeyOf }, signal);
}

/** A call may stand in one list once for each extension that takes part. */
function rowKeyOf({ id, extension, phoneCallView: views }: PhoneCall): string {
  return JSON.stringify([id, extension, views.map((view) => [view.id, view.extension])]);
}

/** Each call once. The later list is the fresher one. */
function merge(
  lists: readonly (readonly [string, readonly PhoneCall[]])[],
  queues: readonly string[],
): readonly ListedCall[] {
  const calls = new Map<string, ListedCall>();
  for (const [extension, list] of lists)
    for (const [id, rows] of groupBy(list, (call) => call.id)) {
      const own = rows.length > 1 ? rows.map((row) => row.extension ?? '') : [];
      const foundAt = new Set([...(calls.get(id)?.foundAt ?? []), extension, ...own]);
      calls.set(id, { ...oneCallOf(rows, queues), foundAt: [...foundAt].filter(isExtendedNumber) });
    }
  return [...calls.values()];
}

interface Asked {
  readonly at: EpochMs;
  readonly answer: Answer<PhoneCall[]>;
}

const memoryKey = 'voipnow.callsOfAgents';

/** Asks those who were not asked for longest, as many as a poll may; of the others what they said last. */
async function askInTurn(
  context: VoipnowContext,
  signal: AbortSignal,
  agents: readonly string[],
): Promise<Map<string, Answer<PhoneCall[]>>> {
  const known = (context.memory.get(memoryKey) as ReadonlyMap<string, Asked> | undefined) ?? new Map<string, Asked>();
  const askedAt = (agent: string) => known.get(agent)?.at ?? -1;
  const next = [...agents].sort((one, two) => askedAt(one) - askedAt(two)).slice(0, context.settings.agentsPerPoll);
  const tasks = next.map((agent) => async (own: AbortSignal): Promise<[string, Asked]> => {
    const answer = await askCalls(context, own, agent);
    return [agent, { at: context.clock.now(), answer }];
  });
  const fresh = new Map(await allOrNone<[string, Asked][]>(signal, tasks));
  const all = new Map(agents.flatMap((agent) => [[agent, fresh.get(agent) ?? known.get(agent)] as const]));
  const asked = new Map([...all].flatMap(([agent, one]) => (one ? [[agent, one] as const] : [])));
  context.memory.set(memoryKey, asked);
  return new Map([...asked].map(([agent, { answer }]) => [agent, answer]));
}
