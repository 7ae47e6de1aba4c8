import type { Call, Staff } from './calls';
import type { Heard, HeardCall } from './heard';

/** The calls of the last poll, with what was heard since: those that came, were answered or have ended. */
export function hearCalls(listed: readonly Call[], heard: Heard, staff: Staff): Call[] {
  const calls = new Map(listed.map((call) => [call.id, call]));
  // Ends first: who calls again is another call of the same number.
  const inOrder = [...heard.values()].sort((one, two) => Number(two.endedAt !== null) - Number(one.endedAt !== null));
  for (const told of inOrder) {
    const known = knownAs(told, calls);
    if (told.endedAt === null) calls.set(known?.id ?? told.id, heardAs(told, known, staff));
    else if (known?.queue === told.queue) calls.delete(known.id);
  }
  return [...calls.values()];
}

/** That the ids of events are those of the list is not certain: else the same number in the same queue is the same call. */
function knownAs(told: HeardCall, calls: ReadonlyMap<string, Call>): Call | undefined {
  const isNumber = told.caller !== null && /\d{3}/.test(told.caller);
  const isSame = (call: Call) => isNumber && call.queue === told.queue && call.caller === told.caller;
  return calls.get(told.id) ?? [...calls.values()].find(isSame);
}

function heardAs(told: HeardCall, known: Call | undefined, { agents }: Staff): Call {
  const agent = told.agent !== null && agents.has(told.agent) ? [told.agent] : [];
  const isAnswered = told.answeredAt !== null;
  return {
    id: told.id,
    agents: [],
    callers: [],
    direction: 'in',
    ...known,
    queue: told.queue,
    caller: known?.caller ?? told.caller,
    callerName: known?.callerName ?? told.callerName,
    enteredAt: known?.enteredAt ?? told.enteredAt,
    isAnswered: known?.isAnswered || isAnswered,
    answeredAt: known?.answeredAt ?? told.answeredAt,
    ...(isAnswered && agent.length > 0 ? { agents: agent } : {}),
  };
}
