import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const PUT = serve('PUT /api/sources/{id}', (call) =>
  call.runtime.sourceDesk.change(call.params.id, call.body, askerOf(call)),
);

export const DELETE = serve('DELETE /api/sources/{id}', async (call) => {
  await call.runtime.sourceDesk.remove(call.params.id, call.query.version, askerOf(call));
  return { ok: true as const };
});
