import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/changes/{id}/former', async (call) => ({
  document: await call.runtime.editing.former(call.params.id, askerOf(call)),
}));
