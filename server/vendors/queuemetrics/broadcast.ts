import { z } from 'zod';
import type { Command, Order } from '@/server/vendors/command';
import { agentIn, fieldIn, nativeIdOf, queueIn } from '@/server/vendors/order-parts';
import { parseJson } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { authStatuses, headersFor, hostOf } from './client';
import { checkResult, type QmCommand } from './pbx-actions';
import type { Secrets, Settings } from './settings';
import { statusOf } from './stats-reply';

type Filter = readonly [name: 'agent' | 'queue' | 'location' | 'supervisor' | 'everyone', value: string];

/** A message on the pages of those it is for, filtered by one thing; the floor shows nothing of it. */
const message = (filterOf: (order: Order, settings: Settings) => Filter): Command<Settings, Secrets> => ({
  expects: () => null,
  send: (context) => broadcast(context, filterOf(context.order, context.settings)),
});

export const messages = {
  'message-agent': message((order) => ['agent', nativeIdOf(agentIn(order))]),
  'message-queue': message((order, { messageQueueBy }) => {
    const queue = queueIn(order);
    return ['queue', messageQueueBy === 'name' ? queue.name : nativeIdOf(queue)];
  }),
  'message-location': message((order) => ['location', fieldIn(order, 'to')]),
  'message-supervisor': message((order) => ['supervisor', fieldIn(order, 'to')]),
  'message-everyone': message(() => ['everyone', '1']),
} as const;

async function broadcast(context: QmCommand, filter: Filter): Promise<void> {
  const { http, settings, secrets, signal, order } = context;
  const host = hostOf(context);
  const reply = await http.send({
    path: 'QmBroadcastMsg/jsonStatsApi.do',
    query: [['text', fieldIn(order, 'text')], filter],
    headers: headersFor(settings, secrets),
    signal,
    authStatuses,
  });
  const { status, description } = statusOf(parseJson(reply.text, z.record(z.string(), z.unknown()), host));
  if (status === null)
    throw new VendorError('bad-response', `${host} sent no result status`, { path: 'result.Status' });
  checkResult(status, description || status, context);
}
