import { z } from 'zod';
import { EditRefused, type PlannedPush, type PushEditor } from '@/server/vendors/editor';
import { parseJson } from '@/server/vendors/parse-json';
import { authStatuses, type Context, headersFor, hostOf } from '@/server/vendors/queuemetrics/client';
import { agentCode } from '@/server/vendors/queuemetrics/codes';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import type { Secrets, Settings } from '@/server/vendors/queuemetrics/settings';
import { statusOf } from '@/server/vendors/queuemetrics/stats-reply';
import { VendorError } from '@/server/vendors/vendor-error';
import { listRecords } from './exchange';
import { kindNamed } from './kinds';
import { decodedKey, orNull } from './picks';
import { readCurrent } from './push-current';
import { comparePush } from './push-difference';
import { parseDocument, passwordsIn, writeDocument } from './push-document';
import { readMode } from './push-mode';
import { withoutSecrets } from './refusals';
import { readError, speaksOfKey } from './vendor-words';

/** A whole configuration sent at once, which QueueMetrics' synchronizer applies. */
export const push: PushEditor<Settings, Secrets> = {
  async plan(context, document): Promise<PlannedPush> {
    const wanted = document === null ? null : parseDocument(document);
    const current = await readCurrent(context);
    const mode = await readMode(context);
    const users = await readUsers(context);
    const lines = comparePush({ current, wanted: wanted ?? current, mode, users });
    return {
      document: writeDocument(wanted ?? current),
      mode: mode.mode,
      modeWords: mode.words,
      lines,
      current: writeDocument(current),
    };
  },
  async send(context, text): Promise<string> {
    const document = parseDocument(text);
    const { http, settings, secrets, signal } = context;
    const reply = await http.send({
      method: 'POST',
      path: 'QmPushCfgService/jsonStatsApi.do',
      headers: { ...headersFor(settings, secrets), 'content-type': 'application/x-www-form-urlencoded' },
      body: `data=${encodeURIComponent(JSON.stringify(document))}`,
      signal,
      authStatuses,
      timeoutMs: settings.reportTimeoutSeconds * 1000,
      allow: [400, 404],
    });
    if (reply.status === 404)
      throw new EditRefused('not-known', 'This QueueMetrics does not know the push of a configuration');
    const clean = (words: string) => withoutSecrets(words, secrets, passwordsIn(document));
    if (reply.status === 400) throw notTaken(clean(readError(reply.text).words));
    return resultOf(context, reply.text, clean);
  },
};

/** Words of a push that was taken; throws when its status is anything but `OK`. */
function resultOf(context: Context, text: string, clean: (words: string) => string): string {
  const host = hostOf(context);
  const { status, description } = statusOf(parseJson(text, z.record(z.string(), z.unknown()), host));
  if (status === 'OK') return 'QueueMetrics took the configuration';
  if (status === null)
    throw new VendorError('bad-response', `${host} sent no result status`, { path: 'result.Status' });
  const words = description || readError(text).words || status;
  if (readError(text).isAuth && !speaksOfKey(words))
    throw new VendorError('auth', `${host} refused the credentials: check user, password and the key ROBOT`);
  throw notTaken(clean(words));
}

const notTaken = (words: string): EditRefused =>
  new EditRefused('refused', 'QueueMetrics did not take the configuration', { vendorWords: words });

async function readUsers(context: Context): Promise<ReadonlySet<string> | null> {
  const records = await orNull(listRecords(context, kindNamed('user')));
  if (!records) return null;
  const logins = records.map((record) => {
    const key = decodedKey('user', record);
    return key === null ? '' : agentCode(scalarText(record[key]) ?? '');
  });
  return new Set(logins);
}
