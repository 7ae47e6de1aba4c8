import { encode } from 'next-auth/jwt';
import { sessionCookieFor } from '@/server/auth/session-cookie';

export const benchSecret = 'a secret of more than thirty-two characters';

/** The cookie of somebody who signed in as one of the demo's accounts a moment ago. */
export async function demoCookie(accountId = 'demo-admin'): Promise<{ name: string; value: string }> {
  const token = { sub: accountId, name: 'Somebody', version: 1 };
  return { name: sessionCookieFor(null).name, value: await encode({ token, secret: benchSecret, maxAge: 43_200 }) };
}
