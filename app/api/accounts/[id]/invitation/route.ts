import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/accounts/{id}/invitation', ({ runtime, params, ...call }) =>
  runtime.accounts.admin.reset(params.id, askerOf(call)),
);
