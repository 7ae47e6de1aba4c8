import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/commands', async (call) => ({
  orders: await call.runtime.commands.send(call.body, askerOf(call)),
}));
