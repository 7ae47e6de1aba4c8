import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/changes/{id}/undo', (call) =>
  call.runtime.editing.undo(call.params.id, askerOf(call)),
);
