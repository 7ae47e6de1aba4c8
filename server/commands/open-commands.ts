import { randomUUID } from 'node:crypto';
import type { Audit } from '@/server/audit/audit';
import type { AmendDesk } from '@/server/editing/amend-desk';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import type { SourceRegistry } from '@/server/sources/source-registry';
import { createIntentRepository, type IntentRepository } from '@/server/store/intents-repository';
import type { IntentRow } from '@/server/store/schema/intents';
import type { Store } from '@/server/store/store';
import { createWriteBehind, type WriteBehindStatus } from '@/server/store/write-behind';
import { createChoicesCache } from './choices-cache';
import { type CommandDesk, createCommandDesk } from './command-desk';
import { CommandEngine } from './command-engine';
import { type IsOwn, nobodysOwn } from './own-agents';
import { workOf } from './work';

export interface CommandSettings {
  /** So long the floor may take to show what a command asked for. */
  readonly timeoutMs: number;
}

export interface Commands {
  readonly desk: CommandDesk;
  /** Its writes that wait, for health. */
  status(): WriteBehindStatus;
  /** Ends on the floor what was pending when Callboard stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface OpenParts {
  readonly store: Store;
  readonly keeper: FloorKeeper;
  readonly sources: Pick<SourceRegistry, 'commandsOf' | 'nudge'>;
  /** Makes changes of vendors' configuration that commands are. */
  readonly editing: AmendDesk;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: CommandSettings;
  readonly isOwn?: IsOwn;
}

/** Requests are answered alike for as long, and ended intents kept. */
const keepMs = 24 * 3_600_000;
const pruneEveryMs = 3_600_000;

/** Commands over what the app has. Nothing is asked before somebody does. */
export function openCommands({ store, ...parts }: OpenParts): Commands {
  return assembleCommands({ ...parts, repository: createIntentRepository(store), newId: randomUUID });
}

interface AssembleParts extends Omit<OpenParts, 'store'> {
  readonly repository: IntentRepository;
  newId(): string;
}

/** The same over any repository. */
export function assembleCommands(parts: AssembleParts): Commands {
  const { repository, clock, sources, settings, isOwn = nobodysOwn, editing } = parts;
  const log = parts.log.child({ part: 'commands' });
  const queue = createWriteBehind<IntentRow>({
    name: 'commands',
    write: (rows) => repository.save(rows),
    sizeOf: ({ record, asked }) => 400 + record.length + asked.length,
    clock,
    log,
  });
  const engine = new CommandEngine({
    ...{ keeper: parts.keeper, audit: parts.audit, clock, log, sources, timeoutMs: settings.timeoutMs },
    amend: editing.amend,
    save: (row) => repository.save([row]),
    saveLater: queue.add,
  });
  const choices = createChoicesCache({ clock, commandsOf: sources.commandsOf });
  const found = { isOwn, choices, engine, foresee: editing.foresee };
  const desk = createCommandDesk({ ...parts, commandsOf: sources.commandsOf, ...found });
  let stopPruning = () => {};

  async function prune(): Promise<void> {
    try {
      await repository.prune(clock.now() - keepMs);
    } catch (error) {
      log.warn({ err: error }, 'Old commands could not be deleted: tried again in an hour');
    }
  }

  return {
    desk,
    status: queue.status,
    async start() {
      try {
        engine.resume((await repository.pending()).flatMap((row) => workOf(row) ?? []));
      } catch (error) {
        log.error({ err: error }, 'What was pending before the start could not be read');
      }
      stopPruning = repeat(clock, pruneEveryMs, () => void prune());
    },
    async stop() {
      stopPruning();
      engine.stop();
      await queue.close();
    },
  };
}
