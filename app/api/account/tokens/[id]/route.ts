import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const DELETE = serve('DELETE /api/account/tokens/{id}', async ({ runtime, params, ...call }) => {
  await runtime.accounts.own.revokeToken(params.id, askerOf(call));
  return { ok: true as const };
});
