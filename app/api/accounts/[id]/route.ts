import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const PATCH = serve('PATCH /api/accounts/{id}', ({ runtime, params, body, ...call }) =>
  runtime.accounts.admin.change(params.id, body, askerOf(call)),
);
