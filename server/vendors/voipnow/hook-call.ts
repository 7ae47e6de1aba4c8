import type { HookRequest } from '@/server/vendors/receive';
import { VendorError } from '@/server/vendors/vendor-error';
import { extendedNumber, isExtension } from './numbers';
import type { VoipnowSettings } from './settings';

/** What one call event of VoipNow says. */
export interface HookCall {
  readonly what: 'came' | 'answered' | 'ended';
  readonly id: string;
  readonly queue: string;
  /** Who took it, where it is not the queue that is named. */
  readonly agent: string | null;
  readonly caller: string | null;
  readonly callerName: string | null;
}

/** What happens on a queue, by the type of its event; queues call nobody. */
export const eventTypes = new Map([
  ['0', 'came'],
  ['2', 'ended'],
  ['3', 'answered'],
] as const);

const marker = 'event';

/**
 * Where an event of this type and queue goes to: a callback does not tell its type, and one that is forwarded names
 * another extension. One parameter only, as not every system keeps an `&`.
 */
export const markedUrl = (hookUrl: string, type: string, queue: string) => `${hookUrl}?${marker}=${type}.${queue}`;

const hangUps = new Set(['ANSWER', 'BUSY', 'NOANSWER', 'CANCEL', 'CONGESTION', 'CHANUNAVAIL', 'UNKNOWN']);

/** Parses a callback; null for one that is no queue's of ours. Throws `bad-response` that names the field. */
export function parseHook({ fields }: HookRequest, { queues, baseUrl }: VoipnowSettings): HookCall | null {
  const values = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const textOf = (name: string, longest = 100) => values.get(name.toLowerCase())?.slice(0, longest) || null;
  const misfit = (field: string) =>
    new VendorError('bad-response', `${new URL(baseUrl).host} called with an unexpected ${field}`, { path: field });

  const id = values.get('callapiid') || values.get('callid') || '';
  if (id === '' || id.length > 255 || /\p{Cc}/u.test(id)) throw misfit('CallID');
  const [, type, markedQueue] = /^([0-4])\.(.+)$/.exec(values.get(marker) ?? '') ?? [];
  const what = type === undefined ? byStatus(textOf('CallStatus')) : (eventTypes.get(type as '0') ?? null);
  if (what === undefined) throw misfit('CallStatus');
  const called = textOf('CalledExtension')?.replace(/@.*$/, '') ?? null;
  const queue = queues.find((number) => number === markedQueue) ?? queues.find((number) => number === called);
  if (what === null || queue === undefined || textOf('CallFlow')?.toUpperCase() === 'OUT') return null;
  const isAgent = called !== null && isExtension(called) && !queues.includes(called);
  return {
    ...{ what, id, queue },
    agent: isAgent ? extendedNumber(called, queue) : null,
    caller: textOf('CallerIDNum') ?? textOf('CallerExtension'),
    callerName: textOf('CallerIDName'),
  };
}

function byStatus(status: string | null): HookCall['what'] | undefined {
  const word = status?.toUpperCase() ?? '';
  if (word === 'CALLING') return 'came';
  return hangUps.has(word) ? 'ended' : undefined;
}
