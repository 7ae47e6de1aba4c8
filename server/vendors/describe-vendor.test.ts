import { z } from 'zod';
import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { noDialCodes, unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import { usualTerms } from '@/lib/members/place';
import { describeVendor } from './describe-vendor';
import { lenientCount, lenientId } from './lenient';
import { defineVendor } from './vendor';

/** The smallest vendor that keeps the contract; a start for a new one. */
const live = z.object({
  queues: z.array(z.object({ id: lenientId, name: lenientId, waiting: lenientCount })),
  agents: z.array(z.object({ id: lenientId, name: lenientId, ready: z.boolean(), queues: z.array(lenientId) })),
});
const today = z.array(z.object({ queue: lenientId, offered: lenientCount, answered: lenientCount }));

/** Rows that come twice count once, the last of them. */
const once = <Row extends { id: string }>(rows: readonly Row[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

const acme = defineVendor({
  id: 'acme',
  capabilities: {
    queues: true,
    agents: true,
    memberships: true,
    contacts: false,
    waiting: true,
    paused: true,
    today: true,
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
  },
  settings: z.strictObject({ baseUrl: z.url() }),
  secrets: z.strictObject({ user: z.string(), password: z.string() }),
  http: (settings) => ({ baseUrl: settings.baseUrl }),
  feeds: {
    live: {
      everyMs: () => 5000,
      read: ({ http, secrets, signal }) =>
        http.json(live, { path: 'live', headers: { authorization: basic(secrets) }, signal }),
    },
    today: {
      everyMs: () => 60_000,
      read: ({ http, secrets, signal }) =>
        http.json(today, { path: 'today', headers: { authorization: basic(secrets) }, signal }),
    },
  },
  normalize({ live: now, today: day }, { sourceId }) {
    if (!now) return {};
    const queues = once(now.value.queues);
    const agents = once(now.value.agents);
    const isKnown = (id: string) => queues.some((queue) => queue.id === id);
    const counts = new Map(day?.value.map((row) => [row.queue, row]));
    return {
      queues: queues.map((queue) => ({
        ...unknownQueue,
        id: recordId(sourceId, queue.id),
        sourceId,
        name: queue.name,
        waiting: queue.waiting,
        offered: counts.get(queue.id)?.offered ?? null,
        answered: counts.get(queue.id)?.answered ?? null,
      })),
      agents: agents.map((agent) => ({
        ...unknownAgent,
        id: recordId(sourceId, agent.id),
        sourceId,
        name: agent.name,
        readiness: agent.ready ? ('ready' as const) : ('paused' as const),
        state: agent.ready ? ('ready' as const) : ('paused' as const),
      })),
      memberships: agents.flatMap((agent) =>
        [...new Set(agent.queues)].filter(isKnown).map((queue) => ({
          id: recordId(sourceId, `${agent.id}@${queue}`),
          sourceId,
          agentId: recordId(sourceId, agent.id),
          queueId: recordId(sourceId, queue),
          serving: true,
          readiness: null,
          level: null,
          canChange: null,
        })),
      ),
    };
  },
});

function basic(secrets: { user: string; password: string }): string {
  return `Basic ${Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64')}`;
}

describeVendor(acme, {
  settings: (baseUrl) => ({ baseUrl: `${baseUrl}/api` }),
  secrets: { user: 'wall-user', password: 'Zq8-secret' },
  site: ({ path, headers }) => {
    if (headers.authorization !== basic({ user: 'wall-user', password: 'Zq8-secret' })) return { status: 401 };
    if (path === '/api/live') return { body: goodLive };
    if (path === '/api/today') return { body: [{ queue: 'q/1', offered: 12, answered: 10 }] };
    return { status: 404 };
  },
  emptySite: ({ path }) => ({ body: path === '/api/live' ? { queues: [], agents: [] } : [] }),
  wrongShape: {
    live: {
      spoil: () => ({ ...goodLive, agents: [goodLive.agents[0], { ...goodLive.agents[0], ready: 'yes' }] }),
      path: 'agents[1].ready',
    },
    today: { spoil: () => [{ queue: 'q/1', offered: {}, answered: 10 }], path: '[0].offered' },
  },
});

const goodLive = {
  queues: [
    { id: 'q/1', name: 'Sales', waiting: 3 },
    { id: 'q 2', name: 'Support', waiting: 0 },
  ],
  agents: [
    { id: 'a1', name: 'Ada', ready: true, queues: ['q/1', 'q 2'] },
    { id: 'a2', name: 'Bo', ready: false, queues: ['q/1'] },
  ],
};

const unknownQueue: Omit<QueueRecord, 'id' | 'sourceId' | 'name'> = {
  channel: 'phone',
  problem: null,
  ...unknownNow,
  ...unknownToday,
  answerWithinMs: null,
  shortAbandonMs: null,
  serviceLevelTarget: null,
  ...noDialCodes,
};

const unknownAgent: Omit<AgentRecord, 'id' | 'sourceId' | 'name' | 'readiness' | 'state'> = {
  extension: null,
  team: null,
  location: null,
  serverId: null,
  stateSince: null,
  stateSinceIsReceipt: false,
  pauseReason: null,
  vendorState: null,
  wrapUpEndsAt: null,
  handledToday: null,
  canManage: null,
  canManageReadiness: null,
  personId: null,
};
