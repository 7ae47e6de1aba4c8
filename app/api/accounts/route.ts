import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/accounts', async ({ runtime }) => ({
  accounts: await runtime.accounts.admin.list(),
}));

export const POST = serve('POST /api/accounts', ({ runtime, body, ...call }) =>
  runtime.accounts.admin.invite(body, askerOf(call)),
);
