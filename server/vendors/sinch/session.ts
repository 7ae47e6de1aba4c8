import { z } from 'zod';
import { parseJson } from '@/server/vendors/parse-json';
import { keepPass, type Pass } from '@/server/vendors/shared-pass';
import type { FeedContext } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { missingSecrets, type SinchSecrets, type SinchSettings } from './settings';

export type SinchContext = FeedContext<SinchSettings, SinchSecrets>;

/** A session's Cookie header. How long it lives is not documented: it is good until it is refused. */
const sessions = keepPass('sinch.session', signIn);

/** Asks with what proves who we are; a session that has ended is opened again, once. Throws `auth` naming a missing secret. */
export async function signedIn<T>(
  context: SinchContext,
  isSignedOut: (error: unknown) => boolean,
  send: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const { settings, secrets } = context;
  const [missing] = missingSecrets(settings, secrets);
  if (missing) throw new VendorError('auth', `${missing.path} ${missing.message}`);
  if (settings.auth === 'session') return sessions.sendWith(context, (cookie) => send({ cookie }), isSignedOut);
  if (settings.auth === 'bearer') return send({ authorization: `Bearer ${secrets.token}` });
  const basic = { authorization: `Basic ${pairOf(secrets)}` };
  return send(settings.auth === 'gateway' ? { ...basic, 'x-api-key': secrets.apiKey ?? '' } : basic);
}

/** The body is a form, but the vendor's own client sends it without encoding; only `+` would be read as a space. */
async function signIn({ http, settings, secrets, signal }: SinchContext): Promise<Pass> {
  const reply = await http.send({
    method: 'POST',
    path: settings.authenticationPath,
    headers: { authorization: 'ECFAUTH', 'content-type': 'application/x-www-form-urlencoded' },
    body: `Authorization=Basic ${pairOf(secrets).replaceAll('+', '%2B')}`,
    signal,
  });
  const host = new URL(settings.baseUrl).host;
  parseJson(reply.text, z.unknown(), host);
  const cookie = cookiesIn(reply.headers['set-cookie']);
  if (cookie === '') throw new VendorError('bad-response', `${host} signed us in without a session cookie`);
  return { text: cookie, renewAt: null };
}

function cookiesIn(setCookie: string | undefined): string {
  const pairs = (setCookie ?? '').split('\n').map((line) => line.split(';', 1)[0]?.trim() ?? '');
  return pairs.filter((pair) => pair.includes('=')).join('; ');
}

function pairOf({ user, password }: SinchSecrets): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}
