import { z } from 'zod';
import { anyCase, lenientDuration, lenientText } from '@/server/vendors/lenient';
import { parseJson } from '@/server/vendors/parse-json';
import { keepPass, type Pass } from '@/server/vendors/shared-pass';
import type { FeedContext } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { errorIn } from './error-body';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

export type VoipnowContext = FeedContext<VoipnowSettings, VoipnowSecrets>;

const documentedLifeMs = 3_600_000;
const earlyMs = 300_000;

/** A token may only hold what a header can carry. */
const headerText = z.string().regex(/^[\x21-\x7e]+$/);
const tokenReply = anyCase({
  access_token: lenientText.pipe(headerText.nullable()),
  expires_in: lenientDuration,
});

/** The bearer token of a source. */
export const tokens = keepPass('voipnow.token', ask);

async function ask({ http, settings, secrets, signal, clock }: VoipnowContext): Promise<Pass> {
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
