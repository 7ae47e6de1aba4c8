import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/commands/calls', async (call) => ({
  orders: await call.runtime.commands.preview(call.body.orders, askerOf(call)),
}));
