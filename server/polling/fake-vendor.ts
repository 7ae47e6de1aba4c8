import { z } from 'zod';
import { recordId } from '@/lib/floor/ids';
import type { PolledFeedName } from '@/lib/floor/kinds';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { noDialCodes, unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import { usualTerms } from '@/lib/members/place';
import type { HttpDoor } from '@/server/vendors/http';
import { type AnyVendor, defineVendor, type FeedContext } from '@/server/vendors/vendor';
import type { SourceSetup } from './poller';

/** What a feed of the fake vendor says; `offered` is the day's count of every queue. */
export interface FakeSite {
  readonly queues?: readonly string[];
  readonly agents?: readonly string[];
  /** Agents of these that are logged out. */
  readonly loggedOut?: readonly string[];
  readonly waiting?: number;
  readonly offered?: number;
  readonly names?: Readonly<Record<string, string>>;
}

type Context = FeedContext<unknown, unknown>;
export type FakeRead = (context: Context) => FakeSite | Promise<FakeSite>;

export interface FakeSource {
  readonly setup: SourceSetup;
  readonly vendor: AnyVendor<string>;
  /** Polls that started, by feed. */
  readonly started: Readonly<Record<PolledFeedName, number>>;
  /** Answers differently from now on. */
  answer(feed: PolledFeedName, read: FakeRead): void;
}

interface FakeOptions {
  readonly id?: string;
  readonly pollEverySeconds?: number;
  readonly feeds?: readonly PolledFeedName[];
  readonly site?: FakeSite;
}

const everyMs: Record<PolledFeedName, number> = { live: 2000, today: 30_000, names: 300_000 };

/** A source of a vendor that answers what a test tells it to; tests only. */
export function createFakeSource(options: FakeOptions = {}): FakeSource {
  const { id = 'milan', pollEverySeconds, feeds = ['live'], site = {} } = options;
  const started = { live: 0, today: 0, names: 0 };
  const reads: Record<PolledFeedName, FakeRead> = { live: () => site, today: () => site, names: () => site };
  const feed = (name: PolledFeedName) => ({
    everyMs: () => everyMs[name],
    read: async (context: Context): Promise<FakeSite> => {
      started[name] += 1;
      return reads[name](context);
    },
  });
  const vendor = defineVendor({
    id: 'fake',
    capabilities: { ...nothing, queues: true, agents: true, today: true },
    settings: z.object({ baseUrl: z.string() }),
    secrets: z.object({ password: z.string() }),
    http: ({ baseUrl }) => ({ baseUrl }),
    feeds: {
      live: feed('live'),
      ...(feeds.includes('today') ? { today: feed('today') } : {}),
      ...(feeds.includes('names') ? { names: feed('names') } : {}),
    },
    normalize({ live, today, names }, { sourceId }) {
      if (!live) return {};
      const name = (nativeId: string) => names?.value.names?.[nativeId] ?? nativeId;
      const { queues, agents, waiting = 0, loggedOut = [] } = live.value;
      return {
        ...(queues && {
          queues: queues.map((queue) =>
            fakeQueue(sourceId, queue, { name: name(queue), waiting, offered: today?.value.offered ?? null }),
          ),
        }),
        ...(agents && {
          agents: agents.map((agent) =>
            fakeAgent(
              sourceId,
              agent,
              loggedOut.includes(agent) ? { readiness: 'logged-out', state: 'logged-out' } : {},
            ),
          ),
        }),
      };
    },
  });
  const secrets = { password: 'Zq8-secret' };
  return {
    vendor,
    started,
    setup: { id, name: id, vendor, pollEverySeconds, settings: { baseUrl: 'http://127.0.0.1:9/wall' }, secrets },
    answer: (name, read) => {
      reads[name] = read;
    },
  };
}

/** A door that leads nowhere, for feeds that never knock. */
export function openFakeDoor(): HttpDoor {
  const refuse = () => Promise.reject(new Error('The fake door leads nowhere'));
  return { send: refuse, json: refuse, clockOffsetMs: () => 0, close: () => Promise.resolve() };
}

const nothing = {
  queues: false,
  agents: false,
  memberships: false,
  contacts: false,
  waiting: false,
  paused: false,
  today: false,
  serviceLevel: false,
  groups: false,
  thresholds: false,
  ringing: false,
  wrapUp: false,
  commands: [],
  asksFirst: [],
  membershipTerms: usualTerms,
  elsewhere: null,
  cannotTell: [],
};

export function fakeQueue(sourceId: string, nativeId: string, fields: Partial<QueueRecord> = {}): QueueRecord {
  return {
    id: recordId(sourceId, nativeId),
    sourceId,
    name: nativeId,
    channel: 'phone',
    problem: null,
    ...unknownNow,
    ...unknownToday,
    answerWithinMs: null,
    shortAbandonMs: null,
    serviceLevelTarget: null,
    ...noDialCodes,
    ...fields,
  };
}

export function fakeAgent(sourceId: string, nativeId: string, fields: Partial<AgentRecord> = {}): AgentRecord {
  return {
    id: recordId(sourceId, nativeId),
    sourceId,
    name: nativeId,
    extension: null,
    team: null,
    location: null,
    serverId: null,
    readiness: 'ready',
    state: 'ready',
    stateSince: null,
    stateSinceIsReceipt: false,
    pauseReason: null,
    vendorState: null,
    wrapUpEndsAt: null,
    handledToday: null,
    canManage: null,
    canManageReadiness: null,
    personId: null,
    ...fields,
  };
}
