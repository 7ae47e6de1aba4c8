import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/borrows/{id}/return', async (call) => ({
  borrow: await call.runtime.borrows.putBack(call.params.id, askerOf(call)),
}));
