import { z } from 'zod';
import { parseJson } from '@/server/vendors/parse-json';
import type { VendorPerson } from '@/server/vendors/vendor';
import { isVendorError, VendorError } from '@/server/vendors/vendor-error';
import { authStatuses, type Context, headersFor, hostOf } from './client';
import { plainText } from './plain-text';
import { checkStatus } from './stats-reply';

const replySchema = z.looseObject({ output: z.array(z.tuple([z.string(), z.string()], z.unknown())) });

/** `QmAuthenticate` with what somebody typed: who they are, and the keys they hold now; null when it is not right. */
export async function authenticate(context: Context, username: string, password: string): Promise<VendorPerson | null> {
  // Basic credentials end a name at its first colon: whoever has one in it would be somebody else.
  if (username.includes(':')) return null;
  const reply = await context.http.send({
    path: 'QmAuthenticate/jsonStatsApi.do',
    headers: headersFor(context.settings, { user: username, password }),
    signal: context.signal,
    allow: authStatuses,
  });
  if (authStatuses.includes(reply.status)) return null;
  const profile = readProfile(reply.text, hostOf(context));
  return profile && personOf(profile, username, hostOf(context));
}

/** Null where the answer is that they may not. */
function readProfile(text: string, host: string): ReadonlyMap<string, string> | null {
  try {
    checkStatus(parseJson(text, z.record(z.string(), z.unknown()), host), host);
  } catch (error) {
    if (isVendorError(error) && error.kind === 'auth') return null;
    throw error;
  }
  const { output } = parseJson(text, replySchema, host);
  return new Map(output.map(([label, value]) => [label.trim().toLowerCase(), plainText(value)]));
}

function personOf(profile: ReadonlyMap<string, string>, username: string, host: string): VendorPerson | null {
  const read = (label: string) => profile.get(`user.${label}`) ?? '';
  const [subject, login] = [read('user_id'), read('login')];
  if (subject === '' || login === '')
    throw new VendorError('bad-response', `${host} sent a profile without user_id or login`, { path: 'output' });
  if (read('enabled').toLowerCase() === 'false') return null;
  if (login.toLowerCase() !== username.trim().toLowerCase())
    throw new VendorError('bad-response', `${host} sent the profile of somebody else`, { path: 'output' });
  const keys = read('keys').split(/\s+/).filter(Boolean);
  return { subject, username: login, name: read('real_name') || login, email: emailIn(read('email')), keys };
}

/** The manual's sample shows a link where others have the bare address. */
function emailIn(text: string): string | null {
  return /[^\s@<>"':]+@[^\s@<>"']+/.exec(text)?.[0] ?? null;
}
