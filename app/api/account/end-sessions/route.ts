import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';
import { doneWithSession } from '@/app/api/session-reply';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/account/end-sessions', async ({ runtime: { accounts }, ...call }) =>
  doneWithSession(await accounts.issueSession(await accounts.own.endSessions(askerOf(call)))),
);
