import { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';
import { anyCase, lenientDuration, lenientText } from '@/server/vendors/lenient';
import { parseJson } from '@/server/vendors/parse-json';
import type { FeedContext } from '@/server/vendors/vendor';
import { isVendorError, VendorError } from '@/server/vendors/vendor-error';
import { errorIn } from './error-body';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

export type VoipnowContext = FeedContext<VoipnowSettings, VoipnowSecrets>;

const tokenKey = 'voipnow.token';
const documentedLifeMs = 3_600_000;
const earlyMs = 300_000;

export interface Token {
  readonly text: string;
  readonly renewAt: EpochMs;
}

/** A token may only hold what a header can carry. */
const headerText = z.string().regex(/^[\x21-\x7e]+$/);
const tokenReply = anyCase({
  access_token: lenientText.pipe(headerText.nullable()),
  expires_in: lenientDuration,
});

/** The bearer token to send, asked for where there is none or it ends soon; shared by all requests that wait for it. */
export async function accessToken(context: VoipnowContext): Promise<Token> {
  const known = context.memory.get(tokenKey) as Promise<Token> | undefined;
  const token = await (known ?? begin(context)).catch((error: unknown) => {
    // Another request's own end is no answer to this one.
    if (known === undefined || isVendorError(error) || context.signal.aborted) throw error;
    return begin(context);
  });
  if (token.renewAt > context.clock.now() || known === undefined) return token;
  if (context.memory.get(tokenKey) === known) context.memory.delete(tokenKey);
  return accessToken(context);
}

/** Forgets this token, unless another request has renewed it meanwhile. */
export async function dropToken({ memory }: VoipnowContext, token: Token): Promise<void> {
  const current = memory.get(tokenKey) as Promise<Token> | undefined;
  if (!current || (await current.catch(() => null)) !== token) return;
  if (memory.get(tokenKey) === current) memory.delete(tokenKey);
}

function begin(context: VoipnowContext): Promise<Token> {
  const asked = ask(context);
  context.memory.set(tokenKey, asked);
  asked.catch(() => {
    if (context.memory.get(tokenKey) === asked) context.memory.delete(tokenKey);
  });
  return asked;
}

async function ask({ http, settings, secrets, signal, clock }: VoipnowContext): Promise<Token> {
  const host = new URL(settings.baseUrl).host;
  const reply = await http.send({
    method: 'POST',
    path: settings.tokenPath,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: secrets.clientId,
      client_secret: secrets.clientSecret,
      grant_type: 'client_credentials',
      type: 'unifiedapi',
      redirect_uri: settings.redirectUri ?? redirectUriOf(settings.baseUrl),
    }).toString(),
    signal,
    allow: [400],
  });
  if (reply.status === 400) throw refused(host, errorIn(reply.text)?.code);
  const { access_token: text, expires_in: lifeSeconds } = parseJson(reply.text, tokenReply, host);
  if (text === null) {
    const failure = errorIn(reply.text);
    if (failure) throw refused(host, failure.code);
    throw new VendorError('bad-response', `${host} sent no token: expected string at access_token`, {
      path: 'access_token',
    });
  }
  const lifeMs = lifeSeconds === null ? documentedLifeMs : lifeSeconds * 1000;
  return { text, renewAt: clock.now() + lifeMs - Math.min(earlyMs, lifeMs / 2) };
}

/** Misspelt on purpose: so the vendor's own client sends it, and so servers have come to expect it. */
const redirectUriOf = (baseUrl: string) => `${baseUrl.replace(/\/+$/, '')}/ouath/token.php`;

const oauthErrors = new Set([
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'access_denied',
  'invalid_scope',
]);

function refused(host: string, code: string | null | undefined): VendorError {
  return code && oauthErrors.has(code)
    ? new VendorError('auth', `${host} refused the app (${code}): check app ID, secret and its rights`, { status: 400 })
    : new VendorError('bad-response', `${host} gave no token (HTTP 400): check "tokenPath" and "redirectUri"`, {
        status: 400,
      });
}
