import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';
import { doneWithSession } from '@/app/api/session-reply';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/account/password', async ({ runtime: { accounts }, body, ...call }) =>
  doneWithSession(await accounts.issueSession(await accounts.own.changePassword(body, askerOf(call)))),
);
