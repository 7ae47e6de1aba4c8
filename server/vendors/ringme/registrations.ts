import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { type HookContext, isFormerHook } from '@/server/vendors/receive';
import { isVendorError, VendorError } from '@/server/vendors/vendor-error';
import { agentTypes } from './agent-key';
import { ask, hostOf } from './client';
import { readAgents } from './feeds';
import { events, type RingMeEvent } from './payloads';
import type { RingMeSecrets, RingMeSettings } from './settings';

type Context = HookContext<RingMeSettings, RingMeSecrets>;

const eventTypes = ['agent-login', 'agent-logout'] as const;

/**
 * Sees to one event of each type for every agent, one agent after the other: RingMe dislikes requests side by side. How
 * many events an agent may have is limited, so what is there is reused, and what we had at another address is changed.
 */
export async function register(context: Context): Promise<void> {
  const failures: unknown[] = [];
  for (const path of await eventPaths(context)) {
    try {
      await registerAt(context, path);
    } catch (error) {
      if (!isOfOneAgent(error)) throw error;
      failures.push(error);
    }
  }
  // The others are set up nonetheless.
  if (failures.length > 0) throw failures[0];
}

/** Deletes the events that call this source, and no others. */
export async function unregister(context: Context): Promise<void> {
  for (const path of await eventPaths(context))
    for (const event of (await list(context, path)) ?? [])
      if (isOurs(event, context)) await ask(context, `${path}${encodeURIComponent(event.id)}`, deleting);
}

const deleting = { method: 'DELETE', allow: [404] } as const;

/** Where the events of each agent are. */
async function eventPaths(context: Context): Promise<string[]> {
  const byType = await readAgents(context);
  return byType.flatMap((agents, at) =>
    agents.map(({ id }) => `client/@me/agent/${agentTypes[at]}/${encodeURIComponent(id)}/event/`),
  );
}

async function registerAt(context: Context, path: string): Promise<void> {
  const present = await list(context, path);
  if (!present) return;
  const ours = present.filter((event) => isOurs(event, context));
  for (const type of eventTypes) {
    const [good, ...others] = sortGoodFirst(
      ours.filter((event) => event.event_type?.toLowerCase() === type),
      context.hookUrl,
    );
    const wanted = { url: context.hookUrl, event_type: type, method: 'POST' };
    if (!good) await change(context, path, { method: 'POST', json: wanted });
    else if (good.url !== context.hookUrl)
      await change(context, `${path}${encodeURIComponent(good.id)}`, { method: 'PUT', json: wanted });
    for (const other of others) await ask(context, `${path}${encodeURIComponent(other.id)}`, deleting);
  }
}

/** Null where the agent is no more. */
async function list(context: Context, path: string): Promise<RingMeEvent[] | null> {
  const reply = await ask(context, path, { allow: [404] });
  return reply.status === 404 ? null : parseJson(reply.text, events, hostOf(context));
}

async function change(
  context: Context,
  path: string,
  request: { readonly method: 'POST' | 'PUT'; readonly json: object },
): Promise<HttpReply> {
  // Refused with a new token is refused for good: it is the event, not who asks.
  const reply = await ask(context, path, { ...request, allow: refusals });
  if (!refusals.includes(reply.status)) return reply;
  const message = `${hostOf(context)} takes no event for an agent (HTTP ${reply.status}): check how many it allows, and the rights of the application`;
  throw new VendorError('bad-response', message, { status: reply.status });
}

const refusals = [400, 403, 404, 409, 422];

const isOurs = ({ url }: RingMeEvent, { hookUrl }: Context) =>
  url !== null && (url === hookUrl || isFormerHook(hookUrl, url));

const sortGoodFirst = (list: readonly RingMeEvent[], hookUrl: string) =>
  [...list].sort((one, other) => Number(other.url === hookUrl) - Number(one.url === hookUrl));

const isOfOneAgent = (error: unknown) => isVendorError(error) && refusals.includes(error.status ?? 0);
