import type { Receive } from '@/server/vendors/receive';
import type { VoipnowLive } from './feeds';
import { foldHook, type Heard, nothingHeard, repairHeard } from './heard';
import { type HookCall, parseHook } from './hook-call';
import { register, unregister } from './registration';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

/** Call events of the queues: what comes, is answered and ends between two polls. The poll tells all after a restart. */
export const receive: Receive<VoipnowSettings, VoipnowSecrets, VoipnowLive, Heard, HookCall | null> = {
  initial: () => nothingHeard,
  parse: parseHook,
  fold: foldHook,
  repair: (heard, _live, startedAt) => repairHeard(heard, startedAt),
  register,
  unregister,
  checkEveryMs: 300_000,
};
