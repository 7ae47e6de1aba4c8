import { allOrNone } from '@/server/vendors/all-or-none';
import { nativeIdOf } from '@/server/vendors/order-parts';
import { type HookContext, isFormerHook } from '@/server/vendors/receive';
import { VendorError } from '@/server/vendors/vendor-error';
import { hostOf, type Refusal, readList, send } from './client';
import { eventTypes, markedUrl } from './hook-call';
import { nameOf } from './names';
import { isExtendedNumber } from './numbers';
import { type PhoneCallEvent, phoneCallEvents } from './payloads';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

type Context = HookContext<VoipnowSettings, VoipnowSecrets>;

/** For whoever finds it in VoipNow's own pages. */
const note = 'Callboard';
const post = '1';
const on = '1';

/** One event per type on every queue, each calling us at its own address; others' events are left alone. */
export async function register(context: Context): Promise<void> {
  const { queues, queueNames } = context.settings;
  const tasks = [...new Set(queues)].map((queue) => async (signal: AbortSignal) => {
    const refusal = await registerQueue({ ...context, signal }, queue);
    return refusal ? [nameOf(queueNames, queue)] : [];
  });
  const refused = (await allOrNone<string[][]>(context.signal, tasks)).flat();
  await leaveFormer(context);
  if (refused.length === 0) return;
  throw new VendorError(
    'bad-response',
    `${hostOf(context)} lets this app set up no call events for ${refused.join(', ')}: check "queues" and "userId"`,
  );
}

/** Every event of ours, on every queue it may still ask about. */
export async function unregister(context: Context): Promise<void> {
  await leaveQueues(context, [...context.settings.queues, ...formerOf(context)]);
}

const memoryKey = 'voipnow.leftQueues';

/** Queues that were taken out of the settings: once, as nobody sets anything up there any more. */
async function leaveFormer(context: Context): Promise<void> {
  const left = (context.memory.get(memoryKey) as ReadonlySet<string> | undefined) ?? new Set();
  const former = formerOf(context).filter((queue) => !left.has(queue));
  await leaveQueues(context, former);
  context.memory.set(memoryKey, new Set([...left, ...former]));
}

function formerOf({ settings, formerQueues }: Context): string[] {
  const numbers = [...formerQueues].map((id) => nativeIdOf({ id }));
  return numbers.filter((number) => isExtendedNumber(number) && !settings.queues.includes(number));
}

/** One it may not ask about any more, or that is gone, has nothing of ours. */
async function leaveQueues(context: Context, queues: readonly string[]): Promise<void> {
  const tasks = [...new Set(queues)].map((queue) => async (signal: AbortSignal) => {
    const own = { ...context, signal };
    const ours = await readOurs(own, queue);
    if (Array.isArray(ours)) for (const event of ours) await remove(own, queue, event);
  });
  await allOrNone(context.signal, tasks);
}

async function registerQueue(context: Context, queue: string): Promise<Refusal | null> {
  const ours = await readOurs(context, queue);
  if (!Array.isArray(ours)) return ours;
  const kept = new Set<PhoneCallEvent>();
  for (const type of eventTypes.keys()) {
    const url = markedUrl(context.hookUrl, type, queue);
    const ofType = ours.filter((event) => event.type === type);
    const event = ofType.find((one) => isSameUrl(one.url, url)) ?? ofType[0];
    if (!event) await add(context, queue, type, url);
    else if (!isSameUrl(event.url, url) || event.method !== post || event.status !== on)
      await mend(context, queue, event, url);
    if (event) kept.add(event);
  }
  for (const event of ours) if (!kept.has(event)) await remove(context, queue, event);
  return null;
}

const wanted = (url: string) => ({ method: post, note, url, status: on });

async function readOurs(context: Context, queue: string): Promise<PhoneCallEvent[] | Refusal> {
  const answer = await readList(context, {
    path: pathOf(context, queue),
    schema: phoneCallEvents,
    what: 'call events',
    keyOf: ({ type, id }) => `${type} ${id}`,
  });
  return 'value' in answer ? answer.value.filter(({ url }) => isOurs(context.hookUrl, url)) : answer.refusal;
}

function isOurs(hookUrl: string, url: string | null): boolean {
  const [address = ''] = decoded(url ?? '').split('?', 1);
  return address === hookUrl || isFormerHook(hookUrl, address);
}

/** Whether `*` is kept as it is or as `%2A` is the vendor's affair. */
const isSameUrl = (one: string | null, two: string) => one !== null && decoded(one) === decoded(two);

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function pathOf({ settings }: Context, queue: string, event?: PhoneCallEvent): string[] {
  const list = ['extensions', settings.userId, queue, 'phoneCallEvents'];
  return event ? [...list, event.type ?? '', event.id] : list;
}

/** Older servers know no event for an answer: there the next poll tells of it. */
async function add(context: Context, queue: string, type: string, url: string): Promise<void> {
  const { status } = await send(context, {
    method: 'POST',
    path: pathOf(context, queue),
    body: { type, ...wanted(url) },
  });
  if (!(status === 400 && eventTypes.get(type as '3') === 'answered')) expectTaken(context, status);
}

async function mend(context: Context, queue: string, event: PhoneCallEvent, url: string): Promise<void> {
  const path = pathOf(context, queue, event);
  expectTaken(context, (await send(context, { method: 'PUT', path, body: wanted(url) })).status);
}

function expectTaken(context: Context, status: number): void {
  if (status >= 400)
    throw new VendorError('bad-response', `${hostOf(context)} refused a call event (HTTP ${status})`, { status });
}

/** One that is gone already is as good. */
async function remove(context: Context, queue: string, event: PhoneCallEvent): Promise<void> {
  if (event.type === null) return;
  await send(context, { method: 'DELETE', path: pathOf(context, queue, event), allow: [400, 403, 404] });
}
