import { z } from 'zod';
import { parseJson } from '@/server/vendors/parse-json';
import type { FeedContext } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { missingSecrets, type SinchSecrets, type SinchSettings } from './settings';

export type SinchContext = FeedContext<SinchSettings, SinchSecrets>;

const sessionKey = 'sinch.session';

interface Session {
  /** Settles with the Cookie header to send; shared by all requests that wait for the same sign-in. */
  readonly cookie: Promise<string>;
}

/** The headers that prove who we are, signing in first where the mode wants that; throws `auth` naming a missing secret. */
export async function authHeaders(context: SinchContext): Promise<Record<string, string>> {
  const { settings, secrets } = context;
  const [missing] = missingSecrets(settings, secrets);
  if (missing) throw new VendorError('auth', `${missing.path} ${missing.message}`);
  if (settings.auth === 'bearer') return { authorization: `Bearer ${secrets.token}` };
  if (settings.auth === 'session') return { cookie: await session(context).cookie };
  const basic = { authorization: `Basic ${pairOf(secrets)}` };
  return settings.auth === 'gateway' ? { ...basic, 'x-api-key': secrets.apiKey ?? '' } : basic;
}

/** Forgets the session that sent these headers, unless another request has renewed it meanwhile. */
export async function dropSession(context: SinchContext, sent: Record<string, string>): Promise<void> {
  const current = context.memory.get(sessionKey) as Session | undefined;
  if (!current || (await current.cookie.catch(() => null)) !== sent.cookie) return;
  if (context.memory.get(sessionKey) === current) context.memory.delete(sessionKey);
}

function session(context: SinchContext): Session {
  const known = context.memory.get(sessionKey) as Session | undefined;
  if (known) return known;
  const opened: Session = { cookie: signIn(context) };
  context.memory.set(sessionKey, opened);
  opened.cookie.catch(() => {
    if (context.memory.get(sessionKey) === opened) context.memory.delete(sessionKey);
  });
  return opened;
}

/** The body is a form, but the vendor's own client sends it without encoding; only `+` would be read as a space. */
async function signIn({ http, settings, secrets, signal }: SinchContext): Promise<string> {
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
  return cookie;
}

function cookiesIn(setCookie: string | undefined): string {
  const pairs = (setCookie ?? '').split('\n').map((line) => line.split(';', 1)[0]?.trim() ?? '');
  return pairs.filter((pair) => pair.includes('=')).join('; ');
}

function pairOf({ user, password }: SinchSecrets): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}
