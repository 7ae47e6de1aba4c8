import { z } from 'zod';
import { commandNames } from '@/lib/commands/actions';
import { recordId } from '@/lib/floor/ids';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord, ContactRecord, MembershipRecord } from '@/lib/floor/records';
import { somebody } from '@/server/app-for-tests';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { createAttention } from '@/server/polling/attention';
import { fakeAgent, fakeQueue, openFakeDoor } from '@/server/polling/fake-vendor';
import { createSourceRegistry } from '@/server/sources/source-registry';
import type { AgentChoices, Command, Expectation, Order } from '@/server/vendors/command';
import { defineVendor } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import type { OrderInput } from './check-order';
import type { CommandAsker } from './command-desk';
import { memoryIntents } from './memory-intents';
import { assembleCommands } from './open-commands';

type Fields = Partial<AgentRecord>;

/** What the vendor's system holds, and how it takes commands; a test changes it as it likes. */
export interface FakeCentre {
  agents: Record<string, Fields>;
  /** Queues by agent. */
  serving: Record<string, readonly string[]>;
  contacts: Record<string, Partial<ContactRecord>>;
  choices: AgentChoices | Error;
  isDown: boolean;
  /** Everything that was sent. */
  readonly sent: Order[];
  /** What becomes of a command; does it at once unless told otherwise. */
  take(order: Order): Promise<void>;
  /** Does what an order asks for. */
  obey(order: Order): void;
  /** What is expected of `order`; as the drivers have it unless told otherwise. */
  expects(order: Order): readonly Expectation[] | null;
}

function createCentre(): FakeCentre {
  const centre: FakeCentre = {
    agents: { anna: { readiness: 'ready', state: 'ready' }, bob: { readiness: 'ready', state: 'ready' } },
    serving: { anna: ['sales'], bob: [] },
    contacts: {},
    choices: { pauseReasons: [{ code: '7', label: 'Lunch' }], queues: null, breakLeftMs: 60_000 },
    isDown: false,
    sent: [],
    take: async (order) => centre.obey(order),
    obey({ action, agent, queue, reason }) {
      const name = agent?.name ?? '';
      const set = (readiness: AgentRecord['readiness']) => {
        centre.agents[name] = { readiness, state: readiness, pauseReason: reason?.label ?? null };
      };
      const serving = centre.serving[name] ?? [];
      if (action === 'ready' || action === 'login') set('ready');
      if (action === 'pause') set('paused');
      if (action === 'logout') set('logged-out');
      if (action === 'join') centre.serving[name] = [...serving, queue?.name ?? ''];
      if (action === 'leave') centre.serving[name] = serving.filter((one) => one !== queue?.name);
    },
    expects({ action, agent, queue, reason }) {
      const id = agent?.id ?? '';
      const agents = (readiness: AgentRecord['readiness'], pauseReason: string | null = null): Expectation[] => [
        { kind: 'agents', id, becomes: { readiness, pauseReason }, what: 'Anna' },
      ];
      if (action === 'ready' || action === 'login') return agents('ready');
      if (action === 'pause') return agents('paused', reason?.label ?? null);
      if (action === 'logout') return agents('logged-out');
      const membership = { kind: 'memberships', id: `${id}~${queue?.name}`, what: queue?.name ?? '' } as const;
      if (action === 'join') return [{ ...membership, becomes: { serving: true } }];
      if (action === 'leave') return [{ ...membership, becomes: 'gone' }];
      return null;
    },
  };
  return centre;
}

function createVendor(centre: FakeCentre) {
  const command: Command<unknown, unknown> = {
    expects: (order) => centre.expects(order),
    async send({ order, signal }) {
      centre.sent.push(order);
      const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      await Promise.race([centre.take(order), aborted]);
    },
  };
  const can = commandNames.filter((name) => name !== 'dial');
  return defineVendor({
    id: 'fake',
    capabilities: {
      ...{ queues: true, agents: true, memberships: true, contacts: true, today: false, serviceLevel: false },
      ...{ groups: false, thresholds: false, ringing: false, wrapUp: false, cannotTell: [] },
      ...{ commands: can, asksFirst: [], elsewhere: 'Agents dial 123.' },
    },
    settings: z.object({ baseUrl: z.string() }),
    secrets: z.object({}),
    http: ({ baseUrl }) => ({ baseUrl }),
    feeds: {
      live: {
        everyMs: () => 2000,
        read: async () => {
          if (centre.isDown) throw new VendorError('unreachable', 'milan.example cannot be reached');
          return structuredClone({ agents: centre.agents, serving: centre.serving, contacts: centre.contacts });
        },
      },
    },
    normalize({ live }, { sourceId }) {
      if (!live) return {};
      const { agents, serving, contacts } = live.value;
      return {
        queues: ['sales', 'support'].map((name) => fakeQueue(sourceId, name)),
        agents: Object.entries(agents).map(([name, fields]) => fakeAgent(sourceId, name, fields)),
        memberships: Object.entries(serving).flatMap(([agent, queues]) =>
          queues.map(
            (queue): MembershipRecord => ({
              ...makeRecord('memberships', { id: recordId(sourceId, `${agent}~${queue}`), sourceId, serving: true }),
              ...{ agentId: recordId(sourceId, agent), queueId: recordId(sourceId, queue) },
            }),
          ),
        ),
        contacts: Object.entries(contacts).map(([name, fields]) =>
          makeRecord('contacts', { id: recordId(sourceId, name), sourceId, ...fields }),
        ),
      };
    },
    commands: Object.fromEntries(can.map((name) => [name, command])),
    choices: async () => {
      if (centre.choices instanceof Error) throw centre.choices;
      return centre.choices;
    },
  });
}

export interface DeskOptions {
  /** As it was left by a run before. */
  readonly repository?: ReturnType<typeof memoryIntents>;
  readonly clock?: ReturnType<typeof createFakeClock>;
}

/** Who asks, unless a test says somebody else. */
export const bea: CommandAsker = { principal: somebody({ role: 'lead', name: 'Bea' }), address: '10.0.0.1' };
/** Is agent `milan/anna`. */
export const anna: CommandAsker = { principal: somebody({ role: 'agent', name: 'Anna' }), address: '10.0.0.2' };

/** Commands over a source of a vendor that does what a test tells it to, on a clock that stands still; tests only. */
export async function openDesk({ repository = memoryIntents(), clock = createFakeClock() }: DeskOptions = {}) {
  const { log, lines } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'e1' });
  const attention = createAttention(clock);
  attention.watch();
  const parts = { keeper, clock, random: () => 0, log, attention, openDoor: openFakeDoor, isStrict: true };
  const registry = createSourceRegistry(parts);
  const noted: AuditEntry[] = [];
  const centre = createCentre();
  const setup = {
    id: 'milan',
    name: 'Milan',
    vendor: createVendor(centre),
    settings: { baseUrl: 'http://h' },
    secrets: {},
  };
  let ids = repository.rows.size;
  const commands = assembleCommands({
    ...{ keeper, clock, log, repository, sources: registry, settings: { timeoutMs: 30_000 } },
    audit: { note: (entry) => void noted.push(entry) },
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
    ...{ clock, keeper, centre, registry, setup, noted, lines, repository, commands, ask },
    desk: commands.desk,
    /** How an intent stands on the floor; the n-th that was asked for. */
    intent: (n = 1) => keeper.floor.intents.get(`callboard/i${n}`),
    async close() {
      await commands.stop();
      await registry.stop();
    },
  };
}
