import type { Audit } from '@/server/audit/audit';
import { createTimeIds, firstIdAt } from '@/server/audit/time-ids';
import type { Config } from '@/server/config';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import { createSecretBox } from '@/server/sources/secret-box';
import {
  type ConfigChangeRepository,
  type ConfigChangeStep,
  createConfigChangeRepository,
} from '@/server/store/config-changes-repository';
import type { Store } from '@/server/store/store';
import { createWriteBehind, type WriteBehindStatus } from '@/server/store/write-behind';
import { createEditingDesk, type EditingDesk } from './editing-desk';
import type { EditingParts } from './editing-parts';
import type { EditedSources, FloorSeen } from './find-editor';
import { createGivingUp } from './give-up-lost';

export interface Editing {
  readonly desk: EditingDesk;
  /** Its writes that wait, for health. */
  status(): WriteBehindStatus;
  /** Gives up what a process that stopped left under way, and forgets what is very old. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface OpenParts {
  readonly store: Store;
  readonly config: Pick<Config, 'secretKeys'>;
  readonly sources: EditedSources;
  readonly keeper: FloorSeen;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}

const keepMs = 2 * 365 * 24 * 3_600_000;
const keepMost = 50_000;
const pruneEveryMs = 24 * 3_600_000;

/** Editing over what the app has. Nothing is asked before somebody does. */
export function openEditing({ store, config, ...parts }: OpenParts): Editing {
  const box = config.secretKeys && createSecretBox(config.secretKeys);
  const isShared = store.engine === 'postgres';
  return assembleEditing({ ...parts, box, isShared, repository: createConfigChangeRepository(store) });
}

/** The same over any repository. */
export function assembleEditing(
  parts: Omit<OpenParts, 'store' | 'config'> & {
    readonly repository: ConfigChangeRepository;
    readonly box: EditingParts['box'];
    /** Other processes may write to the same repository. */
    readonly isShared: boolean;
  },
): Editing {
  const { repository, clock, isShared } = parts;
  const log = parts.log.child({ part: 'editing' });
  const queue = createWriteBehind<ConfigChangeStep>({
    name: 'changes',
    write: (steps) => repository.save(steps),
    sizeOf: ({ row }) => 1000 + row.answer.length + (row.kept?.length ?? 0),
    clock,
    log,
  });

  /** A write that is under way took what waited when it began; the second one takes the rest. */
  async function save(step: ConfigChangeStep): Promise<void> {
    queue.add(step);
    await queue.flush();
    if (queue.status().waiting > 0) await queue.flush();
  }

  async function prune(): Promise<void> {
    try {
      await repository.prune(firstIdAt(clock.now() - keepMs), keepMost);
    } catch (error) {
      log.warn({ err: error }, 'Old changes could not be deleted: tried again tomorrow');
    }
  }

  const desk = createEditingDesk({ ...parts, log, save, newId: createTimeIds(clock.now) });
  const givingUp = createGivingUp({ repository, clock, log, isShared });
  let stopPruning = () => {};
  return {
    desk,
    status: queue.status,
    async start() {
      await givingUp.start();
      stopPruning = repeat(clock, pruneEveryMs, () => void prune());
    },
    async stop() {
      stopPruning();
      givingUp.stop();
      await queue.close();
    },
  };
}
