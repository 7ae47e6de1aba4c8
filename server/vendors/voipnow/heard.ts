import type { EpochMs } from '@/lib/floor/records';
import type { HookCall } from './hook-call';

/** What was heard of one call on one queue since a poll last told of it. */
export interface HeardCall extends Omit<HookCall, 'what'> {
  readonly enteredAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly heardAt: EpochMs;
}

export type Heard = ReadonlyMap<string, HeardCall>;

export const nothingHeard: Heard = new Map();

/** The list of calls brings the rest, five seconds later. */
const mostHeard = 500;

/** A call comes, is answered and ends, each once and in whatever order it is heard: what is past stays past. */
export function foldHook(heard: Heard, call: HookCall | null, receivedAt: EpochMs): Heard {
  if (call === null) return heard;
  const { what, ...told } = call;
  const key = `${call.queue} ${call.id}`;
  const known = heard.get(key);
  if (known && (what === 'came' || known.endedAt !== null)) return heard;
  if (known && what === 'answered' && known.answeredAt !== null) return heard;
  const next = new Map(heard);
  next.delete(key);
  next.set(key, {
    ...(known ?? { ...told, enteredAt: null, answeredAt: null, endedAt: null }),
    agent: told.agent ?? known?.agent ?? null,
    ...(what === 'came' ? { enteredAt: receivedAt } : {}),
    ...(what === 'answered' ? { answeredAt: receivedAt } : {}),
    ...(what === 'ended' ? { endedAt: receivedAt } : {}),
    heardAt: receivedAt,
  });
  const oldest = next.keys().next();
  if (next.size > mostHeard && !oldest.done) next.delete(oldest.value);
  return next;
}

/** A list asked for after a call was heard of knows better: also where an event was lost. */
export function repairHeard(heard: Heard, startedAt: EpochMs): Heard {
  const later = new Map([...heard].filter(([, call]) => call.heardAt >= startedAt));
  return later.size === heard.size ? heard : later;
}
