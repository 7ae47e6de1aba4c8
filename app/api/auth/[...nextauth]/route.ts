import NextAuth from 'next-auth';
import { tame } from '@/app/api/auth/tame';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** next-auth with the running server's options, read when asked: a build has no running server. */
const handler = tame((request, context) =>
  NextAuth(getRuntime().authOptions(request.headers.get('x-callboard-address')))(request, context),
);

export { handler as GET, handler as POST };
