import { somebody } from '@/server/app-for-tests';
import type { AuditEntry } from '@/server/audit/audit';
import { memoryChanges } from '@/server/editing/memory-changes';
import { assembleEditing } from '@/server/editing/open-editing';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { createAttention } from '@/server/polling/attention';
import { openFakeDoor } from '@/server/polling/fake-vendor';
import { createSourceRegistry } from '@/server/sources/source-registry';
import type { OrderInput } from './check-order';
import type { CommandAsker } from './command-desk';
import { createFakeCentre, setupOf } from './fake-centre';
import { memoryIntents } from './memory-intents';
import { assembleCommands } from './open-commands';

export interface DeskOptions {
  /** As it was left by a run before. */
  readonly repository?: ReturnType<typeof memoryIntents>;
  readonly changes?: ReturnType<typeof memoryChanges>;
  readonly clock?: ReturnType<typeof createFakeClock>;
}

/** Who asks, unless a test says somebody else. */
export const bea: CommandAsker = { principal: somebody({ role: 'lead', name: 'Bea' }), address: '10.0.0.1' };
/** Is agent `milan/anna`. */
export const anna: CommandAsker = { principal: somebody({ role: 'agent', name: 'Anna' }), address: '10.0.0.2' };

/** Commands over a source of a vendor that does what a test tells it to, on a clock that stands still; tests only. */
export async function openDesk(options: DeskOptions = {}) {
  const { repository = memoryIntents(), changes = memoryChanges(), clock = createFakeClock() } = options;
  const { log, lines } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'e1' });
  const attention = createAttention(clock);
  attention.watch();
  const parts = { keeper, clock, random: () => 0, log, attention, openDoor: openFakeDoor, isStrict: true };
  const registry = createSourceRegistry(parts);
  const noted: AuditEntry[] = [];
  const centre = createFakeCentre();
  const setup = setupOf(centre);
  let ids = repository.rows.size;
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const editing = assembleEditing({ clock, log, audit, repository: changes, sources: registry, box: null });
  const commands = assembleCommands({
    ...{ keeper, clock, log, audit, repository, sources: registry, settings: { timeoutMs: 30_000 } },
    editing: editing.desk,
    newId: () => {
      ids += 1;
      return `i${ids}`;
    },
    isOwn: ({ accountId }, agent) => accountId === 'id-Anna' && agent === 'milan/anna',
  });
  await commands.start();
  registry.add(setup);
  await clock.advance(0);
  let requests = 0;

  /** Asks, and gives what it was answered; time stands still meanwhile. */
  async function ask(
    orders: Partial<OrderInput> | readonly Partial<OrderInput>[],
    { by = bea, holdMs = 0, requestId }: { by?: CommandAsker; holdMs?: number; requestId?: string } = {},
  ) {
    requests += 1;
    const told = commands.desk.send(
      {
        requestId: requestId ?? `r${requests}`,
        holdMs,
        orders: [orders]
          .flat()
          .map((order) => ({ action: 'pause', targetId: 'milan/anna', fields: {}, when: 'now', ...order })),
      },
      by,
    );
    told.catch(() => {});
    await clock.advance(0);
    return told;
  }

  return {
    ...{ clock, keeper, centre, registry, setup, noted, lines, repository, changes, commands, ask },
    editing: editing.desk,
    desk: commands.desk,
    /** How an intent stands on the floor; the n-th that was asked for. */
    intent: (n = 1) => keeper.floor.intents.get(`callboard/i${n}`),
    async close() {
      await commands.stop();
      await editing.stop();
      await registry.stop();
    },
  };
}
