import type { EpochMs } from '@/lib/floor/records';
import type { ToInstant } from '@/server/vendors/vendor-time';
import { extendedNumber } from './numbers';
import type { PhoneCallView } from './payloads';
import type { ListedCall } from './read-calls';

/** A call of a queue or an agent of ours. */
export interface Call {
  readonly id: string;
  readonly queue: string | null;
  /** Agents it was sent to, by number. */
  readonly agents: readonly string[];
  /** Agents who made it. */
  readonly callers: readonly string[];
  readonly direction: 'in' | 'out' | null;
  /** The other side's number and name. */
  readonly caller: string | null;
  readonly callerName: string | null;
  readonly enteredAt: EpochMs | null;
  readonly isAnswered: boolean;
  readonly answeredAt: EpochMs | null;
}

/** Whose calls are ours. */
export interface Staff {
  readonly queues: readonly string[];
  readonly agents: ReadonlySet<string>;
}

/** Calls that touch a queue or an agent of ours; the user may have others. */
export function callsOf(list: readonly ListedCall[], staff: Staff, toInstant: ToInstant): Call[] {
  return list.flatMap((call) => {
    const { sources, targets } = partiesOf(call, staff);
    const queue = staff.queues.find((number) => targets.has(number)) ?? null;
    const isOurs = (number: string) => staff.agents.has(number);
    const callers = [...sources].filter(isOurs);
    const agents = [...targets].filter((number) => isOurs(number) && !sources.has(number));
    if (queue === null && callers.length + agents.length === 0) return [];
    const direction = directionOf(call.phoneCallView, queue, agents.length > 0, callers.length > 0);
    const from = callerIdOf(call.phoneCallView);
    const outside = [...(direction === 'out' ? targets : sources)].find((number) => number !== queue);
    return {
      ...{ id: call.id, queue, agents, callers, direction },
      caller: outside ?? (direction === 'out' ? null : from.number),
      callerName: direction === 'out' ? null : from.name,
      enteredAt: toInstant(isoOf(call.published)),
      isAnswered: call.answered !== null,
      answeredAt: toInstant(isoOf(call.answered)),
    };
  });
}

/** Numbers on either side, extensions in their long form. */
function partiesOf(call: ListedCall, { queues }: Staff): { sources: Set<string>; targets: Set<string> } {
  const beside = call.extension?.includes('*') ? call.extension : (queues[0] ?? '');
  const long = (number: string) => extendedNumber(number, beside);
  const views = call.phoneCallView;
  const sources = new Set(views.flatMap(({ source }) => source.map(long)));
  const seen = views.flatMap(({ destination, extension }) => [...destination, ...(extension ? [extension] : [])]);
  // Who pays need not take part, but where a call has no views nobody else is named.
  const payer = call.extension === null ? null : long(call.extension);
  const isParty = payer !== null && (views.length === 0 || queues.includes(payer));
  const targets = new Set([...seen.map(long), ...call.foundAt, ...(isParty ? [payer] : [])]);
  for (const source of sources) if (!queues.includes(source)) targets.delete(source);
  return { sources, targets };
}

function directionOf(views: readonly PhoneCallView[], queue: string | null, toAgent: boolean, fromAgent: boolean) {
  if (queue !== null) return 'in';
  if (views.some(({ flow }) => flow === 4)) return 'out';
  if (toAgent) return 'in';
  return fromAgent ? 'out' : null;
}

/** `John Doe <3332222>`. */
function callerIdOf(views: readonly PhoneCallView[]): { name: string | null; number: string | null } {
  const text = views.find(({ callerID }) => callerID !== null)?.callerID ?? null;
  const [, name = '', number = ''] = text?.match(/^(.*?)\s*<([+\d*]+)>$/) ?? [];
  if (number !== '') return { name: name || null, number };
  return text !== null && /^[+\d*]+$/.test(text) ? { name: null, number: text } : { name: text, number: null };
}

/** The form of dates is not certain: ISO 8601, the same with a space, or seconds or ms since 1970. */
function isoOf(text: string | null): string | null {
  if (text === null) return null;
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text)).toISOString();
  return text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T');
}

/** What the calls say of agents, by number: busy before ringing. Whoever dials out is not free either. */
export function engagedIn(calls: readonly Call[]): ReadonlyMap<string, 'busy' | 'ringing'> {
  const engaged = new Map<string, 'busy' | 'ringing'>();
  for (const { agents, callers, isAnswered } of calls) {
    for (const agent of agents)
      if (isAnswered || !engaged.has(agent)) engaged.set(agent, isAnswered ? 'busy' : 'ringing');
    for (const agent of callers) engaged.set(agent, 'busy');
  }
  return engaged;
}
