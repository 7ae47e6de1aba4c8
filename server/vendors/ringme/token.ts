import type { EpochMs } from '@/lib/floor/records';
import { parseJson } from '@/server/vendors/parse-json';
import type { FeedContext } from '@/server/vendors/vendor';
import { token } from './payloads';
import type { RingMeSecrets, RingMeSettings } from './settings';

export type RingMeContext = FeedContext<RingMeSettings, RingMeSecrets>;

interface Token {
  readonly value: string;
  /** Null where RingMe does not say how long it is good. */
  readonly goodUntil: EpochMs | null;
}

const key = 'ringme.token';
/** So long before its end a token is not used any more, or for the last tenth of its life. */
const earlyMs = 60_000;

/** A token that is good as far as anybody knows; all who ask meanwhile share one request. */
export async function bearer(context: RingMeContext): Promise<string> {
  const known = context.memory.get(key) as Promise<Token> | undefined;
  const kept = known && (await known);
  if (kept && (kept.goodUntil === null || context.clock.now() < kept.goodUntil)) return kept.value;
  if (context.memory.get(key) === known) keep(context, fetchToken(context));
  return (await (context.memory.get(key) as Promise<Token>)).value;
}

/** It was refused, whatever was said of its life: the next request gets a new one, unless another has it already. */
export async function dropToken(context: RingMeContext, refused: string): Promise<void> {
  const known = context.memory.get(key) as Promise<Token> | undefined;
  const kept = await known?.catch(() => null);
  if (kept?.value === refused && context.memory.get(key) === known) context.memory.delete(key);
}

function keep({ memory }: RingMeContext, fetched: Promise<Token>): void {
  memory.set(key, fetched);
  fetched.catch(() => {
    if (memory.get(key) === fetched) memory.delete(key);
  });
}

async function fetchToken({ http, settings, secrets, clock, signal }: RingMeContext): Promise<Token> {
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
  const { access_token: value, expires_in } = parseJson(reply.text, token, new URL(settings.baseUrl).host);
  const lifeMs = expires_in === null ? null : expires_in * 1000;
  return { value, goodUntil: lifeMs === null ? null : clock.now() + lifeMs - Math.min(earlyMs, lifeMs / 10) };
}
