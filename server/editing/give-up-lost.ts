import { firstIdAt } from '@/server/audit/time-ids';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import { longestAskMs } from '@/server/sources/source-commands';
import type { ConfigChangeRepository } from '@/server/store/config-changes-repository';
import { longestFindMs } from './find-outcome';

/** From its first write on: it is sent, and then looked at. A push, or what is done to a record, takes less. */
export const longestChangeMs = longestAskMs + longestFindMs;
/** By how much the clocks of two machines may differ. */
const clocksApartMs = 60_000;
const everyMs = 60_000;
/** All that is older was given up by the first time, at the start. */
const lookBackMs = 24 * 3_600_000;
const stoppedMeanwhile = 'Callboard stopped while this was under way: look at the record';

interface GivingUpParts {
  readonly repository: Pick<ConfigChangeRepository, 'giveUpSent'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Other processes may be carrying out changes that are in the same repository. */
  readonly isShared: boolean;
}

export interface GivingUp {
  /** Before anything is changed by this process. */
  start(): Promise<void>;
  stop(): void;
}

/** Gives up changes that nobody can be carrying out any more, as the process that did has stopped. */
export function createGivingUp({ repository, clock, log, isShared }: GivingUpParts): GivingUp {
  let isAllSeen = false;
  let stop = () => {};

  async function giveUp(beforeId: string | undefined): Promise<void> {
    const fromId = isAllSeen ? firstIdAt(clock.now() - lookBackMs) : undefined;
    try {
      await repository.giveUpSent({ fromId, beforeId }, stoppedMeanwhile);
      isAllSeen = true;
    } catch (error) {
      log.error({ err: error }, 'Changes that nobody carries out any more could not be given up: tried again');
    }
  }

  const lostId = () => firstIdAt(clock.now() - longestChangeMs - clocksApartMs);
  return {
    async start() {
      await giveUp(isShared ? lostId() : undefined);
      stop = repeat(clock, everyMs, () => void giveUp(lostId()));
    },
    stop: () => stop(),
  };
}
