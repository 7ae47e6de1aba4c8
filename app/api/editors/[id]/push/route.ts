import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/editors/{id}/push', (call) =>
  call.runtime.editing.push(call.params.id, call.body, askerOf(call)),
);
