import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const DELETE = serve('DELETE /api/borrows/{id}', async (call) => ({
  borrow: await call.runtime.borrows.keep(call.params.id, askerOf(call)),
}));
