import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/borrows', (call) => ({ borrows: call.runtime.borrows.list(askerOf(call)) }));

export const POST = serve('POST /api/borrows', async (call) => ({
  borrow: await call.runtime.borrows.begin(call.body, askerOf(call)),
}));
