import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/editors/{id}/push/plan', (call) =>
  call.runtime.editing.plan(call.params.id, call.body.document, askerOf(call)),
);
