import { parseJson } from '@/server/vendors/parse-json';
import { keepPass, type Pass } from '@/server/vendors/shared-pass';
import type { FeedContext } from '@/server/vendors/vendor';
import { token } from './payloads';
import type { RingMeSecrets, RingMeSettings } from './settings';

export type RingMeContext = FeedContext<RingMeSettings, RingMeSecrets>;

/** So long before its end a token is not used any more, or for the last tenth of its life. */
const earlyMs = 60_000;

/** The bearer token of a source; RingMe ends them before their time, and may not say what that is. */
export const tokens = keepPass('ringme.token', fetchToken);

async function fetchToken({ http, settings, secrets, clock, signal }: RingMeContext): Promise<Pass> {
  const { clientId, clientSecret } = secrets;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const reply = await http.send({
    method: 'POST',
    path: 'oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    // OAuth answers wrong credentials with 400 as well.
    authStatuses: [400, 401, 403],
    signal,
  });
  const { access_token: text, expires_in } = parseJson(reply.text, token, new URL(settings.baseUrl).host);
  const lifeMs = expires_in === null ? null : expires_in * 1000;
  return { text, renewAt: lifeMs === null ? null : clock.now() + lifeMs - Math.min(earlyMs, lifeMs / 10) };
}
