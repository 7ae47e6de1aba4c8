import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/sources/{id}/pause', (call) =>
  call.runtime.sourceDesk.setPaused(call.params.id, true, askerOf(call)),
);
