import { somebody } from '@/server/app-for-tests';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { createAttention } from '@/server/polling/attention';
import { openFakeDoor } from '@/server/polling/fake-vendor';
import { createSecretBox, type SecretBox } from '@/server/sources/secret-box';
import { createSourceRegistry } from '@/server/sources/source-registry';
import type { Store } from '@/server/store/store';
import type { EditAsker } from './editing-parts';
import { createFakeCentre, type FakeCentre, setupOf } from './fake-editor';
import { memoryChanges } from './memory-changes';
import { assembleEditing, openEditing } from './open-editing';

export interface DeskOptions {
  /** As it was left by a run before. */
  readonly repository?: ReturnType<typeof memoryChanges>;
  readonly clock?: ReturnType<typeof createFakeClock>;
  readonly centre?: FakeCentre;
  readonly box?: SecretBox | null;
  /** Kept there instead. */
  readonly store?: Store;
}

const scoped = (queues: readonly string[]) => ({ sources: [], queues, teams: [] });
export const ada: EditAsker = { principal: somebody({ role: 'admin', name: 'Ada' }), address: '10.0.0.1' };
export const sue: EditAsker = { principal: somebody({ role: 'supervisor', name: 'Sue' }), address: '10.0.0.2' };
/** Leads the queue `milan/sales` and nothing else. */
export const lea: EditAsker = {
  principal: somebody({ role: 'lead', name: 'Lea', scope: scoped(['milan/sales']) }),
  address: '10.0.0.3',
};

export const box = createSecretBox({ current: Buffer.alloc(32, 1), old: [] });
export const queueAt = (id: string) => ({ sourceId: 'milan', kind: 'queue', id, parentId: null });

/** Editing over a source of a vendor that does what a test tells it to, on a clock that stands still; tests only. */
export async function openDesk(options: DeskOptions = {}) {
  const { repository = memoryChanges(), clock = createFakeClock(), centre = createFakeCentre() } = options;
  const { log, lines } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'e1' });
  const polled: string[] = [];
  const parts = { keeper, clock, random: () => 0, log, attention: createAttention(clock), openDoor: openFakeDoor };
  const registry = createSourceRegistry({ ...parts, isStrict: true });
  const noted: AuditEntry[] = [];
  const audit = { note: (entry: AuditEntry) => void noted.push(entry) };
  const shared = { clock, log, keeper, sources: registry, audit };
  const sealed = options.box === undefined ? box : options.box;
  const editing = options.store
    ? openEditing({ ...shared, store: options.store, config: { secretKeys: null } })
    : assembleEditing({ ...shared, repository, isShared: false, box: sealed });
  await editing.start();
  registry.add(setupOf(centre, polled));
  await clock.advance(0);
  polled.splice(0);
  const { desk } = editing;
  let requests = 0;

  /** Waits for it while time goes on, as far as the desk looks again. */
  async function settled<T>(asked: Promise<T>, advanceMs = 10_000): Promise<T> {
    asked.catch(() => {});
    await clock.advance(0);
    for (let passed = 0; passed < advanceMs; passed += 1000) await clock.advance(1000);
    return asked;
  }

  const nextRequest = () => {
    requests += 1;
    return `r${requests}`;
  };

  return {
    ...{ clock, centre, registry, noted, lines, repository, editing, desk, polled, settled, nextRequest },
    floor: keeper,
    /** Reads a queue and saves this of it. */
    async save(values: Parameters<typeof desk.update>[1]['values'], by = ada, id = 'sales') {
      const { lock } = await desk.read(queueAt(id), by);
      return settled(desk.update(queueAt(id), { values, lock, requestId: nextRequest() }, by));
    },
    async remove(id: string, by = ada) {
      const { lock } = await desk.read(queueAt(id), by);
      return settled(desk.remove(queueAt(id), { lock, requestId: nextRequest() }, by));
    },
    create: (values: Parameters<typeof desk.create>[1]['values'], by = ada) =>
      settled(
        desk.create({ sourceId: 'milan', kind: 'queue' }, { values, parentId: null, requestId: nextRequest() }, by),
      ),
    async close() {
      await editing.stop();
      await registry.stop();
    },
  };
}

export type OpenedDesk = Awaited<ReturnType<typeof openDesk>>;
