import type { z } from 'zod';
import { allOrNone } from '@/server/vendors/all-or-none';
import { parseJson } from '@/server/vendors/parse-json';
import type { FeedContext } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { type ImagicleQueue, queues } from './payloads';
import type { ImagicleSecrets, ImagicleSettings } from './settings';

export type ImagicleContext = FeedContext<ImagicleSettings, ImagicleSecrets>;
export type Query = readonly (readonly [string, string])[];

/** What one queue answered, or the status with which the vendor refused to speak of it (rule P1). */
export type Answer<T> = { readonly value: T } | { readonly refusal: 403 | 404 };

/** A path with `{queueId}` in it, and the setting that holds it. */
type PathSetting = 'realTimePath' | 'statisticsPath' | 'agentsPath';

/** The queues, each once; a refusal of this list is one of the account: `auth`. */
export async function readQueues({ http, settings, secrets, signal }: ImagicleContext): Promise<ImagicleQueue[]> {
  const query: Query = settings.tenantId === undefined ? [] : [['tenantId', settings.tenantId]];
  const list = await http.json(queues, { path: settings.queuesPath, query, headers: basic(secrets), signal });
  return [...new Map(list.map((queue) => [queue.id, queue])).values()];
}

/** Asks of each of these queues; throws when one answer fails, or when the path is known for none of them. */
export async function askPerQueue<T>(
  context: ImagicleContext,
  list: readonly ImagicleQueue[],
  path: PathSetting,
  schema: z.ZodType<T>,
  query: Query = [],
): Promise<ReadonlyMap<string, Answer<T>>> {
  const tasks = list.map((queue) => (signal: AbortSignal) => askOne(context, signal, queue.id, path, schema, query));
  const answers = await allOrNone<Answer<T>[]>(context.signal, tasks);
  if (answers.length > 0 && answers.every((answer) => 'refusal' in answer && answer.refusal === 404))
    throw new VendorError(
      'bad-response',
      `${hostOf(context)} knows this path for no queue (HTTP 404): check "${path}"`,
      {
        status: 404,
      },
    );
  return new Map(list.map((queue, at) => [queue.id, answers[at] ?? { refusal: 404 }]));
}

async function askOne<T>(
  context: ImagicleContext,
  signal: AbortSignal,
  queueId: string,
  path: PathSetting,
  schema: z.ZodType<T>,
  query: Query,
): Promise<Answer<T>> {
  const { http, settings, secrets } = context;
  const reply = await http.send({
    path: pathOf(settings, path, queueId),
    query,
    headers: basic(secrets),
    signal,
    authStatuses: [401],
    allow: [403, 404],
  });
  if (reply.status === 403 || reply.status === 404) return { refusal: reply.status };
  return { value: parseJson(reply.text, schema, hostOf(context)) };
}

const pathOf = (settings: ImagicleSettings, path: PathSetting, queueId: string): string =>
  settings[path].replaceAll('{queueId}', encodeURIComponent(queueId));

export const hostOf = ({ settings }: ImagicleContext) => new URL(settings.baseUrl).host;

export const basic = ({ user, password }: ImagicleSecrets) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
