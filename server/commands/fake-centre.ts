import { z } from 'zod';
import { commandNames } from '@/lib/commands/actions';
import { recordId } from '@/lib/floor/ids';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord, ContactRecord, MembershipRecord } from '@/lib/floor/records';
import { usualTerms } from '@/lib/members/place';
import { fakeAgent, fakeQueue } from '@/server/polling/fake-vendor';
import type { SourceSetup } from '@/server/polling/poller';
import type { AgentChoices, Command, Expectation, Order } from '@/server/vendors/command';
import { defineVendor } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { createFakeMembers, type FakeMembers, fakeAssignment, fakeLevels, fakeQueueEditor } from './fake-members';

type Fields = Partial<AgentRecord>;

/** What the vendor's system holds, and how it takes commands; a test changes it as it likes. */
export interface FakeCentre {
  agents: Record<string, Fields>;
  /** Queues by agent. */
  serving: Record<string, readonly string[]>;
  /** Who belongs to the queues, whether they serve them or not. */
  readonly members: FakeMembers;
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

export function createFakeCentre(): FakeCentre {
  const centre: FakeCentre = {
    agents: { anna: { readiness: 'ready', state: 'ready' }, bob: { readiness: 'ready', state: 'ready' } },
    serving: { anna: ['sales'], bob: [] },
    members: createFakeMembers(),
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
      if (action === 'leave') return [{ ...membership, becomes: { serving: false }, orGone: true }];
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
      ...{ queues: true, agents: true, memberships: true, contacts: true, waiting: true },
      ...{ paused: true, today: false, serviceLevel: false, groups: false, thresholds: false, ringing: false },
      ...{ wrapUp: false, cannotTell: [] },
      ...{ commands: can, asksFirst: [], elsewhere: 'Agents dial 123.' },
      membershipTerms: { ...usualTerms, levels: fakeLevels },
    },
    settings: z.object({ baseUrl: z.string() }),
    secrets: z.object({}),
    http: ({ baseUrl }) => ({ baseUrl }),
    feeds: {
      live: {
        everyMs: () => 2000,
        read: async () => {
          if (centre.isDown) throw new VendorError('unreachable', 'milan.example cannot be reached');
          const { agents, serving, contacts, members } = centre;
          return structuredClone({ agents, serving, contacts, belongs: members.of });
        },
      },
    },
    normalize({ live }, { sourceId }) {
      if (!live) return {};
      const { agents, serving, contacts, belongs } = live.value;
      return {
        queues: ['sales', 'support'].map((name) => fakeQueue(sourceId, name)),
        agents: Object.entries(agents).map(([name, fields]) => fakeAgent(sourceId, name, fields)),
        memberships: Object.keys(agents).flatMap((agent) =>
          ['sales', 'support'].flatMap((queue): MembershipRecord[] => {
            const serves = serving[agent]?.includes(queue) ?? false;
            const member = belongs[queue]?.find(({ of }) => of === agent);
            if (!serves && !member) return [];
            const id = recordId(sourceId, `${agent}~${queue}`);
            const level = member ? Number(member.level) : null;
            const made = makeRecord('memberships', { id, sourceId, serving: serves, level });
            return [{ ...made, agentId: recordId(sourceId, agent), queueId: recordId(sourceId, queue) }];
          }),
        ),
        contacts: Object.entries(contacts).map(([name, fields]) =>
          makeRecord('contacts', { id: recordId(sourceId, name), sourceId, ...fields }),
        ),
      };
    },
    commands: {
      ...Object.fromEntries(can.map((name) => [name, command])),
      ...{ assign: fakeAssignment(true), unassign: fakeAssignment(false) },
    },
    editor: fakeQueueEditor(centre.members, () => Object.keys(centre.agents)),
    choices: async () => {
      if (centre.choices instanceof Error) throw centre.choices;
      return centre.choices;
    },
  });
}

/** A source whose vendor's system is this one; tests only. */
export function setupOf(centre: FakeCentre): SourceSetup {
  const settings = { baseUrl: 'http://127.0.0.1:9' };
  return { id: 'milan', name: 'Milan', vendor: createVendor(centre), settings, secrets: {} };
}
