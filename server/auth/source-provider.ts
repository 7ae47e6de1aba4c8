import type { NextAuthOptions } from 'next-auth';
import { z } from 'zod';
import type { SourceSignIn } from '@/server/sources/source-sign-in';
import { isVendorError } from '@/server/vendors/vendor-error';
import type { Account } from './account-directory';
import { attemptSignIn, noteRefusedSignIn, type SignInParts } from './attempt-sign-in';
import { accountFor, oneLine } from './provider-account';

export const sourceProviderId = 'source';

const typedSchema = z.object({
  source: z.string().min(1).max(100),
  username: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
});

/** Signing in with the name and password somebody has at a source. */
export function sourceProvider(
  signIns: () => readonly SourceSignIn[],
  parts: SignInParts,
  address: string | null,
): NextAuthOptions['providers'][number] {
  return {
    id: sourceProviderId,
    name: 'Name and password of a source',
    type: 'credentials',
    credentials: { source: {}, username: {}, password: {} },
    async authorize(input) {
      const typed = typedSchema.safeParse(input);
      const source = typed.success ? signIns().find(({ id }) => id === typed.data.source) : null;
      if (!typed.success || !source) return null;
      const { username, password } = typed.data;
      const verify = () => admit(source, username, password, parts, address);
      const way = `source ${source.id}`;
      // The same person at another source is another name: one limit must not lock both.
      const attempt = { username: `${source.id} ${username}`, address: address ?? 'unknown', way, verify };
      const account = await attemptSignIn(attempt, parts);
      return account && { id: account.id, name: account.name };
    },
  };
}

async function admit(
  source: SourceSignIn,
  username: string,
  password: string,
  parts: SignInParts,
  address: string | null,
): Promise<Account | null> {
  const refuse = (code: string, reason: string): never => {
    noteRefusedSignIn(parts.audit, { way: `source ${source.id}`, address, reason });
    throw new Error(code);
  };
  const person = await source.authenticate(username, password).catch((error: unknown) => {
    if (!isVendorError(error)) throw error;
    parts.log.warn({ source: source.id, kind: error.kind }, 'A source could not be asked who somebody is');
    throw new Error('SourceSilent');
  });
  if (!person) return null;
  const { provider, subject, email, role } = person;
  if (!role) return refuse('NoRole', 'no key with a role');
  const name = oneLine(person.name).slice(0, 200) || 'Somebody';
  const result = await accountFor({ provider, subject, username: person.username, name, email, role }, parts.directory);
  return result.ok ? result.account : refuse('AccessDenied', result.reason);
}
