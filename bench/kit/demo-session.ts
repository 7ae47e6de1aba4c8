import { encode } from 'next-auth/jwt';
import { sessionCookieFor } from '@/server/auth/session-cookie';

export const benchSecret = 'a secret of more than thirty-two characters';

/** The cookie of somebody who signed in as the demo's admin a moment ago. */
export async function demoCookie(): Promise<{ name: string; value: string }> {
  const token = { sub: 'demo-admin', name: 'Admin', version: 1 };
  return { name: sessionCookieFor(null).name, value: await encode({ token, secret: benchSecret, maxAge: 43_200 }) };
}
